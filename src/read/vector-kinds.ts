import { isDecisions, readDecisions, type Decisions } from './kernel-decisions.ts'
import { qemuCombine, qemuDoubtsCombine, qemuDoubtsVariants, qemuVariants } from './qemu-vectors.ts'
import { sailCombine, sailMair, sailStage2 } from './sail-vectors.ts'
import { Unreadable } from './unreadable.ts'
import type { VectorKind } from './vector.ts'

/** The kinds of vector file that the engine answers, known by the columns in their header. */
const kinds: readonly VectorKind[] = [
  sailMair,
  sailStage2,
  sailCombine,
  qemuCombine,
  qemuVariants,
  qemuDoubtsCombine,
  qemuDoubtsVariants,
]

/** Kinds known by name only, and the columns or keys by which they are told. */
interface UnmodelledKind {
  readonly id: string
  readonly has: readonly string[]
}

const unmodelledTables: readonly UnmodelledKind[] = [
  { id: 'sail permissions', has: ['ap', 'uxn', 'pxn', 's2ap', 'result'] },
  { id: 'sail stage-1 geometry', has: ['granule', 'txsz', 'upper', 'first_desc_pa'] },
  { id: 'sail stage-2 geometry', has: ['granule', 't0sz', 'sl0', 'first_desc_pa'] },
]

const unmodelledObjects: readonly UnmodelledKind[] = [
  { id: 'sail walks', has: ['header', 'model', 'base_features'] },
  { id: 'qemu walks', has: ['header', 'qemu', 'id_regs'] },
  { id: 'qemu doubted walks', has: ['id', 'qemu', 'arm', 'class'] },
  { id: 'coherency outcomes', has: ['header', 'what', 'rows'] },
]

/** The kind of the file whose header names these columns, in any order. @throws Unreadable at `line` */
export function kindOfColumns(columns: readonly string[], line: number): VectorKind {
  refuseUnmodelled(unmodelledTables, columns)
  const shared = (kind: VectorKind) => columns.filter((column) => Object.hasOwn(kind.columns, column)).length
  const kind = kinds.reduce((best, one) => (closer(one, best, shared) ? one : best))
  if (shared(kind) < 2)
    throw new Unreadable(`no known kind of file has the header ${quote(columns.join(','))}`, line)
  checkColumns(kind, columns, line)
  return kind
}

/** Whether `one` has more of the columns than `best`, or as many and fewer others. */
function closer(one: VectorKind, best: VectorKind, shared: (kind: VectorKind) => number): boolean {
  const size = (kind: VectorKind) => Object.keys(kind.columns).length
  return shared(one) > shared(best) || (shared(one) === shared(best) && size(one) < size(best))
}

function checkColumns(kind: VectorKind, columns: readonly string[], line: number) {
  const unknown = columns.find((column) => !Object.hasOwn(kind.columns, column))
  if (unknown !== undefined) throw new Unreadable(`unknown column ${unknown} in a ${kind.id} file`, line)
  const missing = Object.keys(kind.columns).find((column) => !columns.includes(column))
  if (missing !== undefined) throw new Unreadable(`no column ${missing} in a ${kind.id} file`, line)
  const twice = columns.find((column, at) => columns.indexOf(column) !== at)
  if (twice !== undefined) throw new Unreadable(`column ${twice} stands twice`, line)
}

/** Reads a JSON text of a kind that is modelled. @throws Unreadable saying which other kind it is */
export function readJson(text: string): Decisions {
  const object = firstObject(text)
  if (isDecisions(object)) return readDecisions(object)
  if (typeof object !== 'object' || object === null) throw new Unreadable('not a JSON object', 1)
  const keys = Object.keys(object)
  refuseUnmodelled(unmodelledObjects, keys)
  throw new Unreadable(`no known kind of file has the keys ${quote(keys.join(','))}`, 1)
}

/** The beginning of a text that may be anything. */
const quote = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text)

function refuseUnmodelled(list: readonly UnmodelledKind[], names: readonly string[]) {
  const kind = list.find(({ has }) => has.every((one) => names.includes(one)))
  if (kind) throw new Unreadable(`not modelled yet: ${kind.id}`)
}

/** The first line of newline-delimited JSON, or the whole text where that is one object. */
function firstObject(text: string): unknown {
  const end = text.indexOf('\n')
  return parse(end < 0 ? text : text.slice(0, end)) ?? parse(text)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
