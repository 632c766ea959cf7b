import { factNamed } from '../../src/kvm/condition.ts'
import type { Facts } from '../../src/kvm/fact.ts'
import { faultFacts } from '../../src/kvm/fault-facts.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import { memslotFacts } from '../../src/kvm/memslot-facts.ts'
import { rowsIn, type Operand, type Trace, type TraceRow } from '../../src/kvm/trace.ts'
import { controlOf } from '../../src/scenario/kvm-ids.ts'

/** A path with the facts that its checks ask. */
export interface Asked {
  readonly trace: Trace
  readonly facts: Facts
}

export const memslotAsked = (trace: Trace): Asked => ({ trace, facts: memslotFacts })
export const faultAsked = (trace: Trace): Asked => ({ trace, facts: faultFacts })

/** The checks around a row, in whose blocks it stands, and the condition of its function. */
function around({ functions }: Trace, row: TraceRow): readonly Operand[] {
  const fn = functions.find(({ rows }) => rows.includes(row))
  if (!fn) throw new Error(`${row.check.id} is not of this path`)
  const above = fn.rows.slice(0, fn.rows.indexOf(row)).reverse()
  let { depth } = row
  const heads = above.filter((one) => {
    const isHead = one.depth < depth
    if (isHead) depth = one.depth
    return isHead
  })
  return [...heads.flatMap(({ operands }) => operands), ...fn.operands]
}

/** The rows that set a value, or could have and did not. */
function settersOf({ trace, facts }: Asked, name: string): readonly TraceRow[] {
  const { bit } = factNamed(facts, name)
  return rowsIn(trace).filter(
    ({ state, check }) =>
      state !== 'not-reached' &&
      Object.keys(check.sets ?? {}).some((set) => (factNamed(facts, set).bit & bit) !== 0),
  )
}

function inputsOf(asked: Asked, row: TraceRow, seen: Set<TraceRow>): readonly (keyof KvmInputs)[] {
  if (seen.has(row)) return []
  seen.add(row)
  return [...row.operands, ...around(asked.trace, row)].flatMap(({ name, reads }) =>
    reads.length > 0 ? reads : settersOf(asked, name).flatMap((one) => inputsOf(asked, one, seen)),
  )
}

/** A guest_memfd has two controls: that there is one, and how its file was made. */
const controls = (input: keyof KvmInputs): readonly string[] =>
  input === 'gmem' ? [controlOf.gmem, 'gmemmap'] : [controlOf[input]]

/**
 * Every control that an answer of a check comes from: the inputs of the facts that its condition and those around it name, and of
 * values that other checks set, the controls that those checks read.
 */
export const readBy = (asked: Asked, row: TraceRow): ReadonlySet<string> =>
  new Set(inputsOf(asked, row, new Set()).flatMap(controls))

/** The same of one operand. */
export const readByOperand = (asked: Asked, { name, reads }: Operand): ReadonlySet<string> =>
  new Set(
    (reads.length > 0
      ? reads
      : settersOf(asked, name).flatMap((one) => inputsOf(asked, one, new Set()))
    ).flatMap(controls),
  )
