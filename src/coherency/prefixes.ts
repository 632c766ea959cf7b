import { values, type Value } from './line.ts'

/** The number of a sequence of values that were read; 0 is the empty one. */
export type Prefix = number

/** Numbers sequences of values as they are met, so that a sequence is a small integer. */
export class Prefixes {
  readonly #before: Prefix[] = [0]
  readonly #last: Value[] = [0]
  readonly #known = new Map<number, Prefix>()

  /** The sequence that is `prefix` and then `value`. */
  longer(prefix: Prefix, value: Value): Prefix {
    const key = prefix * values + value
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const next = this.#before.push(prefix) - 1
    this.#last.push(value)
    this.#known.set(key, next)
    return next
  }

  /** The values of a sequence, the first one first. */
  valuesOf(prefix: Prefix): readonly Value[] {
    const backwards: Value[] = []
    for (let at = prefix; at !== 0; at = this.#before[at] as Prefix) backwards.push(this.#last[at] as Value)
    return backwards.toReversed()
  }
}
