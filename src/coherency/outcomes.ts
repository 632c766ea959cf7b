import { lines, type Line } from './line.ts'
import { isRead, lineAfter, rowOf, valueRead, type Move, type Moves } from './moves.ts'
import { Prefixes, type Prefix } from './prefixes.ts'
import { questionOf, type Question } from './question.ts'
import type { Run } from './run.ts'
import { maxSteps, type Options, type Script, type State } from './script.ts'

/** Values that may be read, in the order of the reads, and a run in which they are. */
export interface Outcome {
  readonly values: readonly string[]
  /** No run with these values has fewer steps, those that happen by themselves counted. */
  readonly run: Run
}

/**
 * Every outcome that the model permits, sorted by its values; for each a shortest run, which is the same in each call.
 * A script has 0 to `maxSteps` steps, by any agents, of any values. Each row of `tables.ts` says where it is known from.
 * @throws RangeError naming the field that is not as `Script`, `State` and `Options` have it, and its value
 */
export function outcomes(script: Script, start: State, options: Options): readonly Outcome[] {
  const question = questionOf(script, start, options)
  const search = new Search(question)
  return search.ends
    .map((node) => ({
      values: search.valuesAt(node).map((value) => question.names[value] as string),
      run: { script, start, options, taken: search.taken(node) },
    }))
    .toSorted((a, b) => byValues(a.values, b.values))
}

/** Sequences of equal length, in the order of their texts. */
export function byValues(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((value, place) => value !== b[place])
  if (at < 0) return 0
  return (a[at] as string) < (b[at] as string) ? -1 : 1
}

type Node = number

/**
 * Breadth first over steps done, values read and line, every row that happens being one step on: the first node found
 * with an outcome ends a shortest run to it. Of equally short runs the one whose rows stand first is found, a step of the
 * script before what happens by itself.
 */
class Search {
  /** The nodes at which the script ends, one for each outcome. */
  readonly ends: Node[] = []
  readonly #steps: readonly Moves[]
  readonly #itself: Moves
  readonly #prefixes = new Prefixes()
  readonly #seen = new Set<number>()
  // A node: how many steps are done, what was read, the line, the node before, and the move from there.
  readonly #done: number[] = []
  readonly #read: Prefix[] = []
  readonly #line: Line[] = []
  readonly #before: Node[] = []
  readonly #move: Move[] = []

  constructor({ start, steps, itself }: Question) {
    this.#steps = steps
    this.#itself = itself
    this.#meet(0, 0, start, -1, 0)
    for (let node = 0; node < this.#done.length; node += 1) this.#leave(node)
  }

  /** The numbers of the values that were read up to a node. */
  valuesAt = (node: Node) => this.#prefixes.valuesOf(this.#read[node] as Prefix)

  /** The ids of the rows that led to a node. */
  taken(node: Node): readonly string[] {
    const backwards: string[] = []
    for (let at = node; at > 0; at = this.#before[at] as Node) {
      const before = this.#before[at] as Node
      const { table } = this.#done[at] === this.#done[before] ? this.#itself : this.#stepFrom(before)
      backwards.push(table.rules[rowOf(this.#move[at] as Move)]?.id as string)
    }
    return backwards.toReversed()
  }

  #stepFrom = (node: Node) => this.#steps[this.#done[node] as number] as Moves

  #leave(node: Node): void {
    const done = this.#done[node] as number
    const line = this.#line[node] as Line
    const read = this.#read[node] as Prefix
    if (done === this.#steps.length) return
    for (const move of this.#stepFrom(node).from(line)) {
      const now = isRead(move) ? this.#prefixes.longer(read, valueRead(move)) : read
      this.#meet(done + 1, now, lineAfter(move), node, move)
    }
    for (const move of this.#itself.from(line)) this.#meet(done, read, lineAfter(move), node, move)
  }

  #meet(done: number, read: Prefix, line: Line, before: Node, move: Move): void {
    const ends = done === this.#steps.length
    // The line after the last step does not matter any more.
    const key = (read * (maxSteps + 1) + done) * lines + (ends ? 0 : line)
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    const node = this.#done.push(done) - 1
    this.#read.push(read)
    this.#line.push(line)
    this.#before.push(before)
    this.#move.push(move)
    if (ends) this.ends.push(node)
  }
}
