import { citations } from '../cite/citations.ts'
import type { CitationId } from '../cite/citations.ts'
import type { Check } from '../kvm/check.ts'
import type { Trace, TraceFunction, TraceRow } from '../kvm/trace.ts'
import { exitNote } from './check-exit.ts'
import type { CheckAct, CheckLine, FunctionLine, FunctionState, Line } from './check-line.ts'
import { conditionPieces, isLoop, piecesOf } from './check-pieces.ts'

export type { ExitNote } from './check-exit.ts'
export { stateSays } from './check-line.ts'
export type { CheckAct, CheckLine, FunctionLine, FunctionState, Line } from './check-line.ts'
export { textOf, type OperandPiece, type Piece, type TextPiece } from './check-pieces.ts'
export { rolesOf, type OperandRole } from './check-roles.ts'

/** The lines that picture, table and mail text show: with `all`, every row of the policy; else those that matter. */
export function checkLines(trace: Trace, all: boolean, picked: string | null = null): CheckAct {
  const ended = trace.functions.findIndex(({ rows }) => rows.includes(trace.last))
  const lines = trace.functions.flatMap((fn, at) =>
    all
      ? everyLine(fn, trace.last, stateOf(fn, at > ended), at === 0)
      : foldedLines(fn, trace.last, stateOf(fn, at > ended), picked),
  )
  const kind = trace.last.check.exit?.kind
  const id = kind === 'accept' || kind === 'refuse' ? 'memslot' : 'fault'
  return { id, lines, foldId: `${id}-steps` }
}

/** The name of the kernel function of a line, of the lines it stands among. */
export const functionOf = ({ fn }: CheckLine, { lines }: CheckAct): string =>
  lines.find((line): line is FunctionLine => line.kind === 'function' && line.id === fn)?.name ?? fn

function stateOf({ entered, rows }: TraceFunction, isAfterEnd: boolean): FunctionState {
  if (isAfterEnd) return 'not-reached'
  if (!entered) return 'not-called'
  return rows.some(({ state }) => state === 'taken' || state === 'sets') ? 'shown' : 'folded'
}

function everyLine(
  call: TraceFunction,
  last: TraceRow,
  state: FunctionState,
  isFirst: boolean,
): readonly Line[] {
  const when = state === 'not-called' ? conditionPieces(call.fn.when ?? '', call.operands) : []
  const says = state === 'not-reached' ? 'not reached' : state === 'not-called' ? 'not called: it needs' : ''
  const shown = state === 'folded' ? 'shown' : state
  const head = functionLine(call, { state: shown, says, when, toggle: isFirst ? 'hide' : null })
  return [head, ...rowLines(call, last, call.rows)]
}

function foldedLines(
  call: TraceFunction,
  last: TraceRow,
  state: FunctionState,
  picked: string | null,
): readonly Line[] {
  if (state === 'not-called') return []
  if (state === 'not-reached')
    return [functionLine(call, { state, says: 'not reached', when: [], toggle: null })]
  const isPicked = ({ check }: TraceRow) => check.id === picked
  const opens = state !== 'folded' || call.rows.some(isPicked)
  const kept = opens ? keptRows(call.rows, last, isPicked) : []
  const folded = call.rows.filter((row) => row.state === 'passed-over' && !kept.includes(row)).length
  const toggle = folded > 0 ? 'show' : null
  return [
    functionLine(call, {
      state: opens ? 'shown' : state,
      says: foldedSays(folded, opens ? 'shown' : state),
      when: [],
      toggle,
    }),
    ...rowLines(call, last, kept),
  ]
}

function foldedSays(count: number, state: FunctionState): string {
  if (count === 0) return ''
  if (state === 'shown') return `${count} more passed over`
  return `${count} ${count === 1 ? 'check' : 'checks'} passed over`
}

/** Rows that did something, or could have ended the path here or, once it has ended, below. */
function keptRows(
  rows: readonly TraceRow[],
  last: TraceRow,
  isPicked: (row: TraceRow) => boolean,
): readonly TraceRow[] {
  const end = rows.indexOf(last)
  return rows.filter((row, at) => {
    const { check, state } = row
    if (isPicked(row)) return true
    if (state === 'not-reached') return end >= 0 && at > end && canLeave(check)
    return state !== 'passed-over' || canLeave(check)
  })
}

const canLeave = ({ exit, inner = [] }: Check): boolean => exit !== undefined || inner.some(canLeave)

/** Rows of a loop stand at the depth of its head: no condition sets them apart. */
function rowLines(
  { fn, rows }: TraceFunction,
  last: TraceRow,
  kept: readonly TraceRow[],
): readonly CheckLine[] {
  let loop = Infinity
  return rows.flatMap((row) => {
    const { check, state, operands, depth } = row
    if (depth <= loop) loop = isLoop(check) ? depth : Infinity
    if (!kept.includes(row)) return []
    return {
      kind: 'check',
      id: check.id,
      fn: fn.id,
      depth: depth > loop ? depth - 1 : depth,
      state,
      isLoop: isLoop(check),
      pieces: piecesOf(check, operands),
      exit: exitNote(check.exit),
      since: check.since ?? null,
      ends: row === last,
    }
  })
}

function functionLine(
  { fn }: TraceFunction,
  more: Pick<FunctionLine, 'state' | 'says' | 'when' | 'toggle'>,
): FunctionLine {
  return { kind: 'function', id: fn.id, name: fn.name, ...standsIn(fn.cite), ...more }
}

function standsIn(cite: CitationId): { file: string; version: string } {
  const citation = citations[cite]
  return citation.kind === 'linux'
    ? { file: citation.file, version: citation.version }
    : { file: '', version: '' }
}
