import type { Term } from './condition.ts'
import type { Step } from './steps.ts'

const fieldBits = 5
const inState = 32

/** How many ways lead on from a node that looks at five facts. */
export const ways = 1 << fieldBits

/** Which way leads on, by the five facts from `shift` on: in the word of inputs, or from 32 on in that of state. */
export const wayAt = (shift: number, input: number, start: number) =>
  ((shift < inState ? input : start) >>> shift) & (ways - 1)

/** How far a path got, with the facts that it knows by then. */
export interface Place {
  readonly step: number
  readonly inKnown: number
  readonly input: number
  readonly stateKnown: number
  readonly state: number
}

/** Facts that a step or a later one asks, in either word. */
interface Live {
  readonly input: number
  readonly state: number
}

/** Places with the same key answer alike: they know the same of everything that is still asked. */
export function keyOf(
  { step, inKnown, input, stateKnown, state }: Place,
  live: Live | undefined,
  unknown: number,
) {
  const asked = live ?? { input: 0, state: 0 }
  const sizes = stateKnown & unknown & asked.state
  return [step, inKnown & asked.input, input & asked.input, sizes, state & (~unknown | sizes)].join()
}

/** The place after a step whose condition holds. */
export const taken = (place: Place, { clear, set }: Step): Place => ({
  ...place,
  step: place.step + 1,
  state: (place.state & ~clear) | set,
})

/** The place once five facts, from `shift` on, turn out to be `way`. */
export function learn(place: Place, shift: number, way: number): Place {
  const mask = (ways - 1) << shift
  const value = way << shift
  return shift < inState
    ? { ...place, inKnown: place.inKnown | mask, input: place.input | value }
    : { ...place, stateKnown: place.stateKnown | mask, state: place.state | value }
}

/** For each step, the facts that it or a later one asks. */
export function liveFacts(steps: readonly Step[]): readonly Live[] {
  let input = 0
  let state = 0
  const backwards = steps.toReversed().map(({ terms }) => {
    for (const term of terms) {
      input |= term.inMask
      state |= term.stateMask
    }
    return { input, state }
  })
  return backwards.toReversed()
}

/**
 * Whether a condition holds at a place; where that is not known, the shift of five facts that it lacks. `unknown` are
 * the bits of the state that the inputs give: five at most, side by side.
 */
export function whatLacks(terms: readonly Term[], place: Place, unknown: number): boolean | number {
  const lacking = terms.filter((term) => !refuted(term, place)).map((term) => lackOf(term, place, unknown))
  return lacking.includes(null) || (lacking[0] ?? false)
}

const refuted = (term: Term, { inKnown, input, stateKnown, state }: Place) =>
  (((input ^ term.inValue) & term.inMask & inKnown) |
    ((state ^ term.stateValue) & term.stateMask & stateKnown)) !==
  0

/** Where the first fact stands that a term asks and a place does not know; null if it knows them all. */
function lackOf(term: Term, { inKnown, stateKnown }: Place, unknown: number): number | null {
  const input = term.inMask & ~inKnown
  if (input !== 0) return fieldOf(input)
  return (term.stateMask & ~stateKnown) === 0 ? null : inState + lowestBit(unknown)
}

/** The first bit of the field that holds the lowest bit of a mask. */
const fieldOf = (mask: number) => Math.floor(lowestBit(mask) / fieldBits) * fieldBits

const lowestBit = (mask: number) => 31 - Math.clz32(mask & -mask)
