import { group, text, type Mark } from '../marks.ts'
import { box } from './atoms.ts'
import { valueBoxes } from './flow.ts'
import { widthOf } from './metrics.ts'
import { nodeMark, type NodeState } from './node.ts'

const widestGap = 18
const narrowestGap = 10
const afterNode = 13
const afterBox = box.width + 5

/** What the nodes mean, those that the picture shows. */
const meanings: readonly (readonly [NodeState, string])[] = [
  ['passed-over', 'passed over'],
  ['taken', 'taken'],
  ['sets', 'sets a value'],
  ['not-reached', 'not reached'],
]

/** A box stands behind `!FWB` as well, and is FWB's. */
const boxMeans = 'the operand’s own value'

/** A legend that ends at the right. */
export interface Legend {
  readonly width: number
  /** Draws it with its middle at `y`. */
  readonly at: (right: number, y: number) => Mark
}

interface Entry {
  readonly width: number
  readonly marks: (left: number, y: number) => readonly Mark[]
}

const nodeEntry = ([state, words]: (typeof meanings)[number]): Entry => ({
  width: afterNode + widthOf(words, 'check-where'),
  marks: (left, y) => [nodeMark(left + 4, y, state), text(left + afterNode, y + 4, words, 'check-where')],
})

const boxEntry: Entry = {
  width: afterBox + widthOf(boxMeans, 'check-where'),
  marks: (left, y) => [...valueBoxes([left], y, true), text(left + afterBox, y + 4, boxMeans, 'check-where')],
}

const netOf = (entries: readonly Entry[]) => entries.reduce((sum, { width }) => sum + width, 0)

/** The legend, with the dashed node only where one is shown, and the box where there is room; at most `room` wide. */
export function legendOf(showsUnreached: boolean, room: number): Legend {
  const nodes = meanings.filter(([state]) => state !== 'not-reached' || showsUnreached).map(nodeEntry)
  const all = [boxEntry, ...nodes]
  const entries = netOf(all) + narrowestGap * nodes.length <= room ? all : nodes
  const net = netOf(entries)
  const gap = Math.min(widestGap, (room - net) / (entries.length - 1))
  const width = net + gap * (entries.length - 1)
  return { width, at: (right, y) => legendMark(entries, gap, right - width, y) }
}

function legendMark(entries: readonly Entry[], gap: number, left: number, y: number): Mark {
  let x = left
  const marks = entries.flatMap((entry) => {
    const start = x
    x += entry.width + gap
    return entry.marks(start, y)
  })
  return group(marks)
}
