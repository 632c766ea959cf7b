import { answer, isGood, type Answer } from './answer.ts'
import { maxRepairs, smallestPlans, type Plan } from './plans.ts'
import { attributes as known, type Attribute } from './script.ts'
import type { Mix, Situation } from './situation.ts'

/** What a situation comes to for one attribute that the guest may choose. */
export interface Choice {
  readonly guest: Attribute
  readonly answer: Answer
}

/** What a situation comes to where the guest chooses. */
export interface WorstCase {
  /** The answer for each attribute, in the order in which they were given. */
  readonly choices: readonly Choice[]
  /** The choice that is worst; of equally bad ones the first. */
  readonly worst: Choice
  /** The smallest plans that make the situation safe whatever the guest chooses; see `smallestPlans`. */
  readonly plans: readonly Plan[] | null
}

/**
 * The guest may map the line as any of `attributes`, one of them for all its accesses. Worse is what no plan makes safe, then what
 * takes a larger plan, then what permits more outcomes that are not good.
 * @throws RangeError if `attributes` is empty or names what is no attribute
 */
export function worstCase(
  situation: Situation,
  mix: Omit<Mix, 'guest'>,
  attributes: readonly Attribute[],
): WorstCase {
  const strange = attributes.find((one) => !known.includes(one))
  if (attributes.length === 0 || strange !== undefined)
    throw new RangeError(`attributes are ${JSON.stringify(attributes)}, not some of ${known.join(', ')}`)
  const choices = attributes.map((guest) => ({ guest, answer: answer(situation, { ...mix, guest }) }))
  const worst = choices.reduce((found, one) => (badness(one) > badness(found) ? one : found))
  return { choices, worst, plans: smallestPlans(...choices.map((one) => one.answer.case)) }
}

/** More than any number of outcomes. */
const weight = 2 ** 32

function badness({ answer: { plans, outcomes, case: one } }: Choice): number {
  const size = plans?.[0]?.length ?? maxRepairs + 1
  return size * weight + outcomes.filter((each) => !isGood(each, one)).length
}
