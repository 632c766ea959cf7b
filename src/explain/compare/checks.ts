import type { Check } from '../../kvm/check.ts'
import { rowsIn, type RowState, type Trace, type TraceRow } from '../../kvm/trace.ts'
import { textOf, conditionPieces } from '../check-pieces.ts'

/** What became of a check on one side; null where that kernel has no such check. */
export interface CheckState {
  readonly state: RowState
  /** Whether it ended the path. */
  readonly ends: boolean
  /** Its condition with the values of its operands; empty for one that always holds. */
  readonly asked: string
}

/** A check of either kernel, beside itself. */
export interface AlignedCheck {
  readonly id: string
  readonly says: string
  readonly a: CheckState | null
  readonly b: CheckState | null
  /** Whether it did something else, or ended the path, on one side only. */
  readonly differs: boolean
  /** Whether one kernel asks it, could have ended there, and the other has no such check. */
  readonly ofOne: boolean
}

const stateOf = (trace: Trace, row: TraceRow | undefined): CheckState | null =>
  row
    ? {
        state: row.state,
        ends: row === trace.last,
        asked: textOf(conditionPieces(row.check.test, row.operands)),
      }
    : null

const canLeave = ({ exit, inner = [] }: Check): boolean => exit !== undefined || inner.some(canLeave)

/** Whether the check did anything. */
const acted = (of: CheckState | null) => of !== null && (of.state === 'taken' || of.state === 'sets')

/** Two paths row by row, by the ids of their checks, in the order of the source; those of A alone come before B's alone. */
export function alignedChecks(a: Trace, b: Trace): readonly AlignedCheck[] {
  const [rowsA, rowsB] = [rowsIn(a), rowsIn(b)]
  return idsInOrder(rowsA, rowsB).map((id) => {
    const [one, other] = [rowsA, rowsB].map((rows) => rows.find(({ check }) => check.id === id))
    const [ofA, ofB] = [stateOf(a, one), stateOf(b, other)]
    const row = other ?? one
    return {
      id,
      says: row?.check.says ?? '',
      a: ofA,
      b: ofB,
      differs: acted(ofA) !== acted(ofB) || (ofA?.ends ?? false) !== (ofB?.ends ?? false),
      ofOne: (!one || !other) && row !== undefined && row.state !== 'not-reached' && canLeave(row.check),
    }
  })
}

/** The ids of both lists: what they share keeps its order, and what one has alone stands behind the shared one before it. */
function idsInOrder(a: readonly TraceRow[], b: readonly TraceRow[]): readonly string[] {
  const [idsA, idsB] = [a, b].map((rows) => [...new Set(rows.map(({ check }) => check.id))])
  const ids = [...(idsA ?? [])]
  let at = 0
  for (const id of idsB ?? []) {
    const known = ids.indexOf(id)
    if (known >= 0) {
      at = Math.max(at, known + 1)
      continue
    }
    while (at < ids.length && !(idsB ?? []).includes(ids[at] ?? '')) at++
    ids.splice(at++, 0, id)
  }
  return ids
}
