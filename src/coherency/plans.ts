import { clean, cleanInvalidate } from './maintenance.ts'
import { movesOf, type Moves } from './moves.ts'
import { questionOf, type Question } from './question.ts'
import { isSafe } from './safe.ts'
import { maintenances, type Maintenance, type Options, type Script } from './script.ts'
import type { Case } from './situation.ts'

/** Maintenance by the VMM directly before or after an access of its own. */
export interface Repair {
  /** Which step of the script, from 0. */
  readonly op: number
  readonly where: 'before' | 'after'
  readonly do: Maintenance
}

/** What the VMM adds. In a set the order does not matter. */
export type Plan = readonly Repair[]

/** The most that a plan adds. */
export const maxRepairs = 2

/** A case in small integers, ready to be asked with repairs put in. */
interface Asked extends Question {
  readonly good: readonly number[]
  readonly repairs: Readonly<Record<Maintenance, Moves>>
}

/**
 * The smallest sets of maintenance by the VMM, at most `maxRepairs` each, that make every one of `cases` safe, in the order of
 * the steps: `[[]]` where none is needed, null where no such set exists. The cases are one situation with several mixes, so
 * that steps have the same places in each. @throws RangeError for a case that is no question, or for none at all
 */
export function smallestPlans(...cases: readonly Case[]): readonly Plan[] | null {
  const [first] = cases
  if (!first) throw new RangeError('cases: none')
  const asked = cases.map(askedOf)
  const repairs = repairsIn(first.script)
  for (let size = 0; size <= maxRepairs; size += 1) {
    const plans = setsOf(repairs, size).filter((plan) => asked.every((one) => isSafeWith(one, plan)))
    if (plans.length > 0) return plans
  }
  return null
}

/** Whether only the good outcome of a case is possible. @throws RangeError for a case that is no question */
export const isCaseSafe = (one: Case) => isSafeWith(askedOf(one), [])

/** The script with what a plan adds. */
export const repaired = (script: Script, plan: Plan): Script =>
  woven(script, plan, (what) => ({ by: 'vmm', do: what }))

function askedOf({ script, start, options, good }: Case): Asked {
  const question = questionOf(script, start, options)
  const reads = script.filter((step) => step.do === 'read').length
  if (good.length !== reads) throw new RangeError(`good has ${good.length} values for ${reads} reads`)
  const repairs = { clean: movesFor(clean, options), cleaninv: movesFor(cleanInvalidate, options) }
  // A value that nothing holds has the number -1, which no read gives.
  return { ...question, good: good.map((name) => question.names.indexOf(name)), repairs }
}

const movesFor = (table: Parameters<typeof movesOf>[0], options: Options) => movesOf(table, 0, options)

const isSafeWith = ({ start, steps, itself, good, repairs }: Asked, plan: Plan) =>
  isSafe(
    start,
    woven(steps, plan, (what) => repairs[what]),
    itself,
    good,
  )

/** Steps with those of a plan among them; of several at one place in the order of the plan. */
function woven<T>(steps: readonly T[], plan: Plan, made: (what: Maintenance) => T): readonly T[] {
  if (plan.length === 0) return steps
  const at = (op: number, where: Repair['where']) =>
    plan.filter((one) => one.op === op && one.where === where).map((one) => made(one.do))
  return steps.flatMap((step, op) => [...at(op, 'before'), step, ...at(op, 'after')])
}

/** Whether a repair may stand beside a step: the VMM maintains by its own accesses. */
export const takesRepair = ({ by, do: what }: { readonly by: string; readonly do: string }) =>
  by === 'vmm' && (what === 'read' || what === 'write')

/** Everything that the VMM may add: two kinds of maintenance on either side of each access of its own. */
const repairsIn = (script: Script): readonly Repair[] =>
  script.flatMap((step, op) => {
    if (!takesRepair(step)) return []
    const sides = ['before', 'after'] as const
    return sides.flatMap((where) => maintenances.map((what) => ({ op, where, do: what })))
  })

/** Every set of `size` of them, in their order. */
function setsOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]]
  return all.flatMap((one, at) => setsOf(all.slice(at + 1), size - 1).map((rest) => [one, ...rest]))
}
