import { readCoherency, type CoherencyFile } from './coherency-outcomes.ts'
import { isDecisions, readDecisions, type Decisions } from './kernel-decisions.ts'
import { qemuCombine, qemuDoubtsCombine, qemuDoubtsVariants, qemuVariants } from './qemu-vectors.ts'
import { sailCombine, sailMair, sailStage2 } from './sail-vectors.ts'
import { Unreadable } from './unreadable.ts'
import { readQemuWalks } from './qemu-walks.ts'
import { sailPermissions, sailStage1Geometry, sailStage2Geometry } from './sail-tables.ts'
import { readSailWalks } from './sail-walks.ts'
import type { VectorKind } from './vector.ts'
import type { WalkFile, WalkTableKind } from './walk-vector.ts'

/** Kinds of files about walks, and the columns of which each has all. */
const walkKinds: readonly (readonly [WalkTableKind, readonly string[]])[] = [
  [sailPermissions, ['ap', 'uxn', 'pxn', 's2ap', 'result']],
  [sailStage1Geometry, ['granule', 'txsz', 'upper', 'first_desc_pa']],
  [sailStage2Geometry, ['granule', 't0sz', 'sl0', 'first_desc_pa']],
]

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

/** What a line of QEMU's doubted walks has: no question, only the number of a row elsewhere. */
const doubtedWalks = ['id', 'qemu', 'arm', 'class'] as const

/** The keys of which the header of coherency outcomes has all. */
const coherencyHeader = ['header', 'what', 'rows'] as const

/** The kind of a file about walks whose header names these columns, or null. @throws Unreadable at `line` */
export function kindOfWalkColumns(columns: readonly string[], line: number): WalkTableKind | null {
  const kind = walkKinds.find(([, has]) => has.every((one) => columns.includes(one)))?.[0] ?? null
  if (kind) checkColumns(kind, columns, line)
  return kind
}

/** The kind of the file whose header names these columns, in any order. @throws Unreadable at `line` */
export function kindOfColumns(columns: readonly string[], line: number): VectorKind {
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

function checkColumns(
  kind: Pick<VectorKind<unknown, string>, 'id' | 'columns'>,
  columns: readonly string[],
  line: number,
) {
  const unknown = columns.find((column) => !Object.hasOwn(kind.columns, column))
  if (unknown !== undefined) throw new Unreadable(`unknown column ${unknown} in a ${kind.id} file`, line)
  const missing = Object.keys(kind.columns).find((column) => !columns.includes(column))
  if (missing !== undefined) throw new Unreadable(`no column ${missing} in a ${kind.id} file`, line)
  const twice = columns.find((column, at) => columns.indexOf(column) !== at)
  if (twice !== undefined) throw new Unreadable(`column ${twice} stands twice`, line)
}

/** Lines of newline-delimited JSON about walks, and the keys of which their header has all. */
const walkReaders: readonly (readonly [readonly string[], (text: string) => WalkFile])[] = [
  [['header', 'model', 'base_features'], readSailWalks],
  [['header', 'qemu', 'id_regs'], readQemuWalks],
]

/** Reads a JSON text of a kind that is modelled. @throws Unreadable */
export function readJson(text: string): Decisions | WalkFile | CoherencyFile {
  const object = firstObject(text)
  if (isDecisions(object)) return readDecisions(object)
  if (typeof object !== 'object' || object === null) throw new Unreadable('not a JSON object', 1)
  const keys = Object.keys(object)
  const readWalks = walkReaders.find(([has]) => has.every((one) => keys.includes(one)))?.[1]
  if (readWalks) return readWalks(text)
  if (coherencyHeader.every((one) => keys.includes(one))) return readCoherency(text)
  if (doubtedWalks.every((one) => keys.includes(one)))
    throw new Unreadable('its rows only name rows of a file of QEMU’s walks: read that file', 1)
  throw new Unreadable(`no known kind of file has the keys ${quote(keys.join(','))}`, 1)
}

/** The beginning of a text that may be anything. */
const quote = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text)

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
