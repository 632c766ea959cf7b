import { defaultInputs, type AttributeInputs } from '../arch/inputs.ts'
import type { Column, Value } from './columns.ts'
import type { CoherencyFile } from './coherency-outcomes.ts'
import type { Decisions } from './kernel-decisions.ts'
import { mapRows, splitCsv, type Csv } from './csv.ts'
import { Unreadable } from './unreadable.ts'
import type { Answer, ConfigOf, Row, Vector, VectorFile, VectorKind } from './vector.ts'
import { kindOfColumns, kindOfWalkColumns, readJson } from './vector-kinds.ts'
import type { WalkFile } from './walk-vector.ts'

/** The longest text that is read, in characters. */
export const sizeLimit = 64 * 1024 * 1024

/** Gives the configurations that stand beside a file. @throws Unreadable where there are none */
export type LoadConfigs = () => ReadonlyMap<string, AttributeInputs>

const noConfigs: LoadConfigs = () => {
  throw new Unreadable('no combine-cfg.json beside it')
}

/** Reads a golden file, rows or tables of decisions, told apart by its content. @throws Unreadable */
export function readGolden(
  text: string,
  loadConfigs: LoadConfigs = noConfigs,
): VectorFile | WalkFile | Decisions | CoherencyFile {
  if (text.length > sizeLimit) throw new Unreadable(`longer than ${sizeLimit} characters`)
  if (/^\s*[{[]/.test(text)) return readJson(text)
  const csv = splitCsv(text)
  const kind = kindOfWalkColumns(csv.columns, csv.header)
  return kind ? { kind: kind.id, walks: rowsOf(csv, kind, loadConfigs) } : vectorsOf(csv, loadConfigs)
}

/**
 * Reads a vector file of rows, whose kind is told by its columns. `loadConfigs` is asked once, and only where a
 * row names a configuration other than `base`. @throws Unreadable
 */
export function readVectors(text: string, loadConfigs: LoadConfigs = noConfigs): VectorFile {
  if (text.length > sizeLimit) throw new Unreadable(`longer than ${sizeLimit} characters`)
  return vectorsOf(splitCsv(text), loadConfigs)
}

function vectorsOf(csv: Csv, loadConfigs: LoadConfigs): VectorFile {
  const kind = kindOfColumns(csv.columns, csv.header)
  return { kind: kind.id, vectors: rowsOf(csv, kind, loadConfigs) }
}

const rowsOf = <In, Id>(csv: Csv, kind: VectorKind<In, Id>, loadConfigs: LoadConfigs) =>
  mapRows(csv, vectorReader(kind, csv.columns, configFinder(loadConfigs)))

/** Finds configurations by name; `base` is known without a file. */
function configFinder(loadConfigs: LoadConfigs): ConfigOf {
  let configs: ReadonlyMap<string, AttributeInputs> | undefined
  return (name) => {
    if (name === 'base') return defaultInputs
    configs ??= loadConfigs()
    const config = configs.get(name)
    if (!config) throw new Unreadable(`combine-cfg.json has no configuration ${name}`)
    return config
  }
}

function vectorReader<In, Id>(kind: VectorKind<In, Id>, columns: readonly string[], configOf: ConfigOf) {
  const readers = columns.map((name) => ({ name, column: kind.columns[name] as Column }))
  return (fields: readonly string[], text: string, line: number): Vector<In> => {
    const values: Record<string, Value> = {}
    readers.forEach(({ name, column }, at) => (values[name] = valueOf(name, column, fields[at] ?? '', line)))
    const row = rowOf(values)
    return {
      line,
      text,
      inputs: atLine(line, () => kind.inputs(row, configOf)),
      expected: pick(values, kind.answers),
    }
  }
}

function valueOf(name: string, { read, wants }: Column, field: string, line: number): Value {
  const value = read(field)
  if (value === null) throw new Unreadable(`${name} is ${JSON.stringify(field)}, not ${wants}`, line)
  return value
}

const rowOf = (values: Record<string, Value>): Row => ({
  number: (column) => Number(values[column]),
  text: (column) => String(values[column]),
})

function pick(values: Answer, columns: readonly string[]): Answer {
  const picked: Record<string, Value> = {}
  for (const column of columns) picked[column] = values[column] ?? ''
  return picked
}

/** Adds the line to what `read` throws. */
function atLine<T>(line: number, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Unreadable && error.line === null ? new Unreadable(error.reason, line) : error
  }
}
