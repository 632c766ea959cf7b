import type { KernelFunction } from './check.ts'
import type { Exit } from './exit.ts'
import type { Facts } from './fact.ts'
import { afterStep, askedFrom, keyOf, learn, verdictAt, wayAt, ways, type Place } from './place.ts'
import { stepsOf, type Step } from './steps.ts'

/** A result is one number: the exit's index above this bit, the state below. */
const exitShift = 20
const stateMask = (1 << exitShift) - 1
/** A shift is less than the ways of a node, whose number it stands beside. */
const shiftMask = ways - 1
/** A way on that nobody has gone yet. */
const unexplored = 0x7fffffff

/**
 * The checks of a path as a graph of decisions, for the bare answer. A node looks at a group of six neighbouring
 * facts at once, so that an answer costs a few look-ups. The graph grows while it is used, out of the same rows.
 *
 * An example, with the facts a, b and c in one group, and three checks:
 *
 *     step 0   {a} && {b}   exit E
 *     step 1   {c}          sets w
 *     step 2                exit F
 *
 * The root is the place "step 0, nothing known". Step 0 cannot be decided without a, so that a node is made that looks
 * at the group of a, b and c: 64 ways lead on. The first walk with a=1, b=0, c=1 finds its way unexplored. It learns the
 * three facts and runs the steps: 0 does not hold, 1 holds and sets w, 2 leaves. So this way leads to the result "exit F,
 * state w", which is kept: the next walk with these facts is one look-up. Were c in another group, step 1 could not be
 * decided, and the way would lead to a second node, for the place "step 1, a=1, b=0". As no step from 1 on asks for a or
 * b, all places at step 1 with the same state are one node.
 *
 * A node is its number times the ways that lead on from it, where they begin in the table, plus the shift of its group: a
 * step of a walk is one look-up. A result is stored as its complement, which is negative.
 */
export class Graph {
  /** Where each way of each node leads: to a node, to a result, or nowhere yet. */
  private next = new Int32Array(0)
  private readonly places: Place[] = []
  private readonly exits: Exit[] = []
  private readonly nodeOfKey = new Map<string, number>()
  private readonly functions: readonly KernelFunction[]
  private readonly facts: Facts
  private readonly givenState: number
  private steps: readonly Step[] = []
  private asked: ReturnType<typeof askedFrom> = []
  private root = unexplored

  /**
   * The graph of functions in their order. `givenState` are the bits of the state that the inputs give; the others
   * start as 0.
   */
  constructor(functions: readonly KernelFunction[], facts: Facts, givenState = 0) {
    this.functions = functions
    this.facts = facts
    this.givenState = givenState
  }

  /**
   * Answers for two words of facts: an exit and a state in one number. @throws RangeError if no check ends the path, or
   * for a condition that cannot be read
   */
  walk(input: number, start: number): number {
    if (this.root === unexplored) this.begin()
    const { next } = this
    let node = this.root
    while (node >= 0) {
      const shift = node & shiftMask
      const to = next[node - shift + wayAt(shift, input, start)] as number
      if (to === unexplored) return this.exploreFrom(node, input, start)
      node = to
    }
    return ~node
  }

  /** The way in which the path of a result ends. */
  exitOf(result: number): Exit {
    return this.exits[result >> exitShift] as Exit
  }

  /** Reads the conditions. Of most policies nobody asks, so that it waits for the first who does. */
  private begin() {
    this.steps = stepsOf(this.functions, this.facts)
    this.asked = askedFrom(this.steps)
    this.root = this.targetFrom({ step: 0, inKnown: 0, input: 0, stateKnown: ~this.givenState, state: 0 })
  }

  /** Goes on from a node whose way is unexplored, and stores where each way leads. */
  private exploreFrom(start: number, input: number, startState: number): number {
    let node = start
    while (node >= 0) {
      const shift = node & shiftMask
      const way = wayAt(shift, input, startState)
      const to = this.targetFrom(learn(this.places[Math.floor(node / ways)] as Place, shift, way))
      this.next[node - shift + way] = to
      node = to
    }
    return ~node
  }

  /** Runs the steps from a place: to the node at which a fact is lacking, or to the complement of a result. */
  private targetFrom(start: Place): number {
    let place = start
    for (;;) {
      const step = this.steps[place.step]
      if (!step) throw new RangeError('checks: none ended the path')
      const verdict = verdictAt(step.terms, place)
      if (typeof verdict === 'number') return this.nodeAt(place, verdict)
      if (verdict && step.exit) return ~this.resultOf(step.exit, place.state)
      place = verdict ? afterStep(place, step) : { ...place, step: place.step + 1 + step.inner }
    }
  }

  private resultOf(exit: Exit, state: number): number {
    if (!this.exits.includes(exit)) this.exits.push(exit)
    return (this.exits.indexOf(exit) << exitShift) | (state & ~this.givenState & stateMask)
  }

  /** The node of a place, which looks at the group at `shift`; made if no place like it has one. */
  private nodeAt(place: Place, shift: number): number {
    const key = keyOf(place, this.asked[place.step], this.givenState)
    const found = this.nodeOfKey.get(key)
    if (found !== undefined) return found
    const begin = (this.places.push(place) - 1) * ways
    if (begin === this.next.length) this.grow()
    this.nodeOfKey.set(key, begin + shift)
    return begin + shift
  }

  private grow() {
    const { next } = this
    this.next = new Int32Array(Math.max(64 * ways, next.length * 2)).fill(unexplored)
    this.next.set(next)
  }
}

/** The state with which the path of a result ends, but for the bits that the inputs give. */
export const stateOf = (result: number) => result & stateMask
