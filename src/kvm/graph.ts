import type { KernelFunction } from './check.ts'
import type { Exit } from './exit.ts'
import type { Facts } from './fact.ts'
import { keyOf, learn, liveFacts, taken, wayAt, ways, whatLacks, type Place } from './place.ts'
import { stepsOf, type Step } from './steps.ts'

const exitShift = 18
const stateMask = (1 << exitShift) - 1
/** A way on that nobody has gone yet. */
const unexplored = 0x7fffffff

/**
 * The checks of a path as a graph of decisions, for the bare answer. A node looks at five neighbouring facts at
 * once, so that an answer costs a few look-ups. It grows while it is used, out of the same rows: they are run on
 * facts that are not known until a row asks for them.
 */
export class Graph {
  private next = new Int32Array(0)
  /** Where the facts of a node begin: in the word of inputs, or from 32 on in the word of state. */
  private shift = new Int32Array(0)
  private readonly places: Place[] = []
  private readonly exits: Exit[] = []
  private readonly nodes = new Map<string, number>()
  private readonly steps: readonly Step[]
  private readonly live: ReturnType<typeof liveFacts>
  private readonly unknown: number
  private readonly root: number

  /**
   * The graph of functions in their order. `unknown` are the bits that the state starts with by the inputs.
   * @throws RangeError for a condition that cannot be read
   */
  constructor(functions: readonly KernelFunction[], facts: Facts, unknown = 0) {
    this.steps = stepsOf(functions, facts)
    this.live = liveFacts(this.steps)
    this.unknown = unknown
    this.root = this.from({ step: 0, inKnown: 0, input: 0, stateKnown: ~unknown, state: 0 })
  }

  /** Answers for two words of facts: an exit and a state in one number. @throws RangeError if no check ends the path */
  walk(input: number, start: number): number {
    const { shift, next } = this
    let node = this.root
    while (node >= 0) {
      const way = wayAt(shift[node] as number, input, start)
      const to = next[node * ways + way] as number
      if (to === unexplored) return this.walkOn(node, input, start)
      node = to
    }
    return ~node
  }

  /** Goes on from a node, exploring where nobody has been. */
  private walkOn(from: number, input: number, start: number): number {
    let node = from
    while (node >= 0) node = this.explore(node, wayAt(this.shift[node] as number, input, start))
    return ~node
  }

  /** The way in which the path of a result ends. */
  exitOf(result: number): Exit {
    return this.exits[result >> exitShift] as Exit
  }

  private explore(node: number, way: number): number {
    const place = learn(this.places[node] as Place, this.shift[node] as number, way)
    const to = this.from(place)
    this.next[node * ways + way] = to
    return to
  }

  /** The node, or the complement of a result, that stands for a place. */
  private from(start: Place): number {
    let place = start
    for (;;) {
      const step = this.steps[place.step]
      if (!step) throw new RangeError('checks: none ended the path')
      const verdict = whatLacks(step.terms, place, this.unknown)
      if (typeof verdict === 'number') return this.nodeAt(place, verdict)
      if (verdict && step.exit) return ~this.result(step.exit, place.state)
      place = verdict ? taken(place, step) : { ...place, step: place.step + 1 + step.inner }
    }
  }

  private result(exit: Exit, state: number): number {
    if (!this.exits.includes(exit)) this.exits.push(exit)
    return (this.exits.indexOf(exit) << exitShift) | (state & ~this.unknown & stateMask)
  }

  private nodeAt(place: Place, shift: number): number {
    const key = keyOf(place, this.live[place.step], this.unknown)
    const found = this.nodes.get(key)
    if (found !== undefined) return found
    const node = this.places.push(place) - 1
    this.nodes.set(key, node)
    if (node === this.shift.length) this.grow()
    this.shift[node] = shift
    return node
  }

  private grow() {
    const size = Math.max(64, this.shift.length * 2)
    const [shift, next] = [this.shift, this.next]
    this.shift = new Int32Array(size)
    this.shift.set(shift)
    this.next = new Int32Array(size * ways).fill(unexplored)
    this.next.set(next)
  }
}

/** The state with which the path of a result ends. */
export const stateOf = (result: number) => result & stateMask
