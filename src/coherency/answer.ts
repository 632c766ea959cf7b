import { outcomes, type Outcome } from './outcomes.ts'
import { smallestPlans, type Plan } from './plans.ts'
import { caseOf, type Case, type Mix, type Situation } from './situation.ts'

/** What a situation comes to. */
export interface Answer {
  readonly case: Case
  readonly outcomes: readonly Outcome[]
  /** Only the good outcome is possible. */
  readonly safe: boolean
  /** See `smallestPlans`. */
  readonly plans: readonly Plan[] | null
}

/** What a situation comes to where the aliases are as in `mix`. */
export function answer(situation: Situation, mix: Mix): Answer {
  const one = caseOf(situation, mix)
  const possible = outcomes(one.script, one.start, one.options)
  return {
    case: one,
    outcomes: possible,
    safe: possible.every((each) => isGood(each, one)),
    plans: smallestPlans(one),
  }
}

/** Whether an outcome is the good one. */
export const isGood = ({ values }: Outcome, { good }: Case) => values.every((value, at) => value === good[at])
