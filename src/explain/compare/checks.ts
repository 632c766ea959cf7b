import type { Check } from '../../kvm/check.ts'
import { rowsIn, type RowState, type Trace, type TraceRow } from '../../kvm/trace.ts'
import { textOf, conditionPieces } from '../check-pieces.ts'

/** What became of a check on one side. */
export interface CheckState {
  readonly id: string
  readonly state: RowState
  /** Whether it ended the path. */
  readonly ends: boolean
  /** Its condition with the values of its operands; empty for one that always holds. */
  readonly asked: string
}

/** A check of either kernel, beside the one that does the same in the other. */
export interface AlignedCheck {
  /** Tells it from the others of the list. */
  readonly key: string
  readonly says: string
  readonly a: CheckState | null
  readonly b: CheckState | null
  /** Whether it did something else, or ended the path, on one side only. */
  readonly differs: boolean
  /** Whether one kernel asks it, could have ended there, and the other has no such check. */
  readonly ofOne: boolean
}

/** What is said where a kernel has no check of that id: a kernel that knows bit 3 still refuses the flags that it does not know. */
export const absentSays = (id: string): string =>
  id === 'memslot-unknown-flag' ? 'bit 3 is a flag of this kernel' : 'no such check'

const stateOf = (trace: Trace, row: TraceRow | undefined): CheckState | null =>
  row
    ? {
        id: row.check.id,
        state: row.state,
        ends: row === trace.last,
        asked: textOf(conditionPieces(row.check.test, row.operands)),
      }
    : null

const canLeave = ({ exit, inner = [] }: Check): boolean => exit !== undefined || inner.some(canLeave)

/** Whether the check did anything. */
const acted = (of: CheckState | null) => of !== null && (of.state === 'taken' || of.state === 'sets')

type Keyed = ReadonlyMap<string, TraceRow>

/**
 * The rows of a path by what pairs them with the other's: their id, or where the other has none of that id, what they
 * say, as a check whose condition changed between releases has an id of its own in either. Of several that say the same,
 * those that were reached are paired first.
 */
function keyed(rows: readonly TraceRow[], others: readonly TraceRow[]): Keyed {
  const known = new Set(others.map(({ check }) => check.id))
  const alone = rows.filter(({ check }) => !known.has(check.id))
  const isLate = ({ state }: TraceRow) => state === 'not-reached'
  const byReach = [...alone.filter((row) => !isLate(row)), ...alone.filter(isLate)]
  return new Map(rows.map((row) => [known.has(row.check.id) ? row.check.id : saysKey(row, byReach), row]))
}

/** What a row says, with its number among those that say the same. */
function saysKey(row: TraceRow, rows: readonly TraceRow[]): string {
  const { says } = row.check
  const number = rows.filter(({ check }) => check.says === says).indexOf(row) + 1
  return `${says} ${number}`
}

/** Two paths row by row, in the order of the source. */
export function alignedChecks(a: Trace, b: Trace): readonly AlignedCheck[] {
  const [rowsA, rowsB] = [keyed(rowsIn(a), rowsIn(b)), keyed(rowsIn(b), rowsIn(a))]
  return inOrder([...rowsA.keys()], [...rowsB.keys()]).map((key) => {
    const [one, other] = [rowsA.get(key), rowsB.get(key)]
    const [ofA, ofB] = [stateOf(a, one), stateOf(b, other)]
    const row = other ?? one
    return {
      key,
      says: row?.check.says ?? '',
      a: ofA,
      b: ofB,
      differs: acted(ofA) !== acted(ofB) || (ofA?.ends ?? false) !== (ofB?.ends ?? false),
      ofOne: (!one || !other) && row !== undefined && row.state !== 'not-reached' && canLeave(row.check),
    }
  })
}

/** Both lists in one: that of A as it is, and what B has alone behind what stands before it in B. */
function inOrder(a: readonly string[], b: readonly string[]): readonly string[] {
  const ofB = new Set(b)
  const keys = [...a]
  let at = 0
  for (const key of b) {
    const known = keys.indexOf(key)
    if (known >= 0) {
      at = known + 1
      continue
    }
    while (at < keys.length && !ofB.has(keys[at] ?? '')) at++
    keys.splice(at++, 0, key)
  }
  return keys
}
