import type { Term } from './condition.ts'
import type { Step } from './steps.ts'

/** A group: facts that a node looks at together, side by side in a word. */
const groupBits = 6
/** Shifts from here on stand in the word of state. */
const inState = 32

/** How many ways lead on from a node: one for each value of a group. */
export const ways = 1 << groupBits

/** Which way leads on: the value of the group at `shift`, in the word of inputs or in that of state. */
export const wayAt = (shift: number, input: number, start: number) =>
  ((shift < inState ? input : start) >>> shift) & (ways - 1)

/** How far a path got: the step that is next, and the facts known by then. Bits outside of a `Known` mask are 0. */
export interface Place {
  readonly step: number
  readonly inKnown: number
  readonly input: number
  readonly stateKnown: number
  readonly state: number
}

/** Facts, as a mask over either word. */
interface Asked {
  readonly input: number
  readonly state: number
}

/**
 * Places with the same key answer alike: they stand at the same step and know the same of everything that this or a
 * later step asks. The state counts as a whole, as the result holds it, but for what the inputs give of it.
 */
export function keyOf(
  { step, inKnown, input, stateKnown, state }: Place,
  asked: Asked | undefined,
  givenState: number,
) {
  const still = asked ?? { input: 0, state: 0 }
  const given = stateKnown & givenState & still.state
  return [step, inKnown & still.input, input & still.input, given, state & (~givenState | given)].join()
}

/** The place after a step whose condition holds. */
export const afterStep = (place: Place, { clear, set }: Step): Place => ({
  ...place,
  step: place.step + 1,
  state: (place.state & ~clear) | set,
})

/** The place once the group at `shift` turns out to be `way`. */
export function learn(place: Place, shift: number, way: number): Place {
  const mask = (ways - 1) << shift
  const value = way << shift
  return shift < inState
    ? { ...place, inKnown: place.inKnown | mask, input: place.input | value }
    : { ...place, stateKnown: place.stateKnown | mask, state: place.state | value }
}

/** For each step, the facts that it or a later one asks. */
export function askedFrom(steps: readonly Step[]): readonly Asked[] {
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
 * Whether a condition holds at a place; where that is not known, the shift of the group that has to be looked at first.
 */
export function verdictAt(terms: readonly Term[], place: Place): boolean | number {
  const open = terms.filter((term) => !refuted(term, place)).map((term) => lackOf(term, place))
  return open.includes(null) || (open[0] ?? false)
}

/** Whether a fact that is known contradicts a term. */
const refuted = (term: Term, { inKnown, input, stateKnown, state }: Place) =>
  (((input ^ term.inValue) & term.inMask & inKnown) |
    ((state ^ term.stateValue) & term.stateMask & stateKnown)) !==
  0

/** The shift of the first group that a term asks and a place does not know; null if it knows them all. */
function lackOf(term: Term, { inKnown, stateKnown }: Place): number | null {
  const input = term.inMask & ~inKnown
  if (input !== 0) return groupOf(input)
  const state = term.stateMask & ~stateKnown
  return state === 0 ? null : inState + groupOf(state)
}

/** The shift of the group that holds the lowest bit of a mask. */
const groupOf = (mask: number) => Math.floor(lowestBit(mask) / groupBits) * groupBits

const lowestBit = (mask: number) => 31 - Math.clz32(mask & -mask)
