import { lines, type Line, type Value } from './line.ts'
import { isRead, lineAfter, valueRead, type Moves } from './moves.ts'

/** A set of lines, in the order in which they were added. */
class Lines {
  readonly all: Line[] = []
  readonly #has = new Uint8Array(lines)

  add(line: Line): void {
    if (this.#has[line] === 1) return
    this.#has[line] = 1
    this.all.push(line)
  }

  clear(): void {
    for (const line of this.all) this.#has[line] = 0
    this.all.length = 0
  }
}

/** Used again in each call, which leaves nothing in them that the next one reads. */
let now = new Lines()
let next = new Lines()

/**
 * Whether every read gives what `good` says, whatever happens: the set of lines that may be is carried from step to
 * step, and the first read that differs ends it. `good` has the numbers of the values, one for each read.
 */
export function isSafe(start: Line, steps: readonly Moves[], itself: Moves, good: readonly Value[]): boolean {
  now.clear()
  now.add(start)
  let reads = 0
  for (const step of steps) {
    addWhatHappens(now, itself)
    next.clear()
    const wanted = good[reads]
    let reading = false
    for (const line of now.all) {
      for (const move of step.from(line)) {
        reading = isRead(move)
        if (reading && valueRead(move) !== wanted) return false
        next.add(lineAfter(move))
      }
    }
    if (reading) reads += 1
    ;[now, next] = [next, now]
  }
  return true
}

/** Adds what may come of the lines by itself; the list grows while it is gone through. */
function addWhatHappens(set: Lines, itself: Moves): void {
  for (const line of set.all) for (const move of itself.from(line)) set.add(lineAfter(move))
}
