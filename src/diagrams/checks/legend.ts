import { group, text, type Mark } from '../marks.ts'
import { widthOf } from './metrics.ts'
import { nodeMark, type NodeState } from './node.ts'

const widestGap = 18
const afterNode = 13

/** What the nodes mean, those that the picture shows. */
const meanings: readonly (readonly [NodeState, string])[] = [
  ['passed-over', 'passed over'],
  ['taken', 'taken'],
  ['sets', 'sets a value'],
  ['not-reached', 'not reached'],
]

/** A legend that ends at the right. */
export interface Legend {
  readonly width: number
  /** Draws it with its middle at `y`. */
  readonly at: (right: number, y: number) => Mark
}

/** The legend, with the dashed node only where one is shown; at most `room` wide. */
export function legendOf(showsUnreached: boolean, room: number): Legend {
  const shown = meanings.filter(([state]) => state !== 'not-reached' || showsUnreached)
  const widths = shown.map(([, words]) => afterNode + widthOf(words, 'check-where'))
  const net = widths.reduce((sum, one) => sum + one, 0)
  const gap = Math.min(widestGap, (room - net) / (shown.length - 1))
  const width = net + gap * (shown.length - 1)
  const steps = widths.map((one) => one + gap)
  return { width, at: (right, y) => legendMark(shown, steps, right - width, y) }
}

function legendMark(shown: typeof meanings, steps: readonly number[], left: number, y: number): Mark {
  let x = left
  const marks = shown.flatMap(([state, words], at) => {
    const start = x
    x += steps[at] ?? 0
    return [nodeMark(start + 4, y, state), text(start + afterNode, y + 4, words, 'check-where')]
  })
  return group(marks)
}
