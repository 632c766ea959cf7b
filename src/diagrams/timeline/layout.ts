import { circle, group, line, reach, rect, text, type Mark, type Picture, type Reach } from '../marks.ts'
import type { PointMark, TimelineItem } from './item.ts'
import { tiersOf } from './labels.ts'
import { months, placesOf, spansOf, xOfDay, type Spans } from './places.ts'

/** Width of a letter of the labels, in px: a little more than that of the widest monospace in use at 12 px. */
const letter = 7.4
/** Of labels: what is clicked is at least 24 px high. */
const tier = 25
const labelHeight = 24
const stem = 12
const padding = 5
const radius = 4.2
/** Two points of one day are one dot. */
const isSameDay = (a: Label, b: Label) => Math.abs(a.x - b.x) < 0.5

/** What the whole of it is called. */
export const timelineTitle = 'The series from 2023 to the merge and after, in the order of time'

/** The dot of a point. */
export function dot(x: number, y: number, mark: PointMark): Mark {
  const as = `point ${mark}`
  if (mark === 'square') return rect({ x: x - 4, y: y - 4, width: 8, height: 8 }, as)
  return circle(x, y, mark === 'small' ? 3 : radius, as)
}

interface Label {
  readonly item: TimelineItem
  readonly x: number
  readonly width: number
  readonly tier: number
}

/** The labels of one side of the line, with their tiers. */
function labelsOf(
  items: readonly TimelineItem[],
  xs: readonly number[],
  side: TimelineItem['side'],
): readonly Label[] {
  const own = items.flatMap((item, at) =>
    item.side === side ? [{ item, x: xs[at] ?? 0, width: item.name.length * letter + padding * 2 }] : [],
  )
  const tiers = tiersOf(own)
  return own.map((label, at) => ({ ...label, tier: tiers[at] ?? 0 }))
}

const heightOf = (labels: readonly Label[]) => (Math.max(-1, ...labels.map((label) => label.tier)) + 1) * tier

const isAbove = ({ item }: Label) => item.side === 'above'

const baselineOf = (label: Label, y: number) =>
  isAbove(label) ? y - stem - label.tier * tier - 4 : y + stem + label.tier * tier + 12

function pointMarks(label: Label, y: number, dotted: boolean): Mark {
  const { item, x, width } = label
  const up = isAbove(label)
  const baseline = baselineOf(label, y)
  const box = { x, y: baseline - 16, width: Math.max(width, 24), height: labelHeight }
  return group(
    [
      line(x, y + (up ? -radius : radius), x, up ? baseline + 5 : baseline - 12, 'stem'),
      ...(dotted ? [dot(x, y, item.mark)] : []),
      text(x + padding, baseline, item.name, 'mono event'),
    ],
    { id: item.id, label: item.label, box, act: 'pick', as: 'node' },
  )
}

/** Half the width of what is clicked around a dot and the line to its label, where the neighbours leave as much. */
const halfReach = 12

/** The room around a point's dot and line, up to halfway to its neighbours; of two points of one day the upper one has the dot. */
function reachOf(label: Label, y: number, labels: readonly Label[], width: number): Reach {
  const { item, x } = label
  const gaps = labels.filter((other) => !isSameDay(label, other)).map((other) => other.x - x)
  const before = Math.max(-halfReach, -x, ...gaps.filter((gap) => gap < 0).map((gap) => gap / 2))
  const after = Math.min(halfReach, width - x, ...gaps.filter((gap) => gap > 0).map((gap) => gap / 2))
  const shares = labels.some((other) => other !== label && isSameDay(label, other))
  const dotEnd = y + radius + 2
  const baseline = baselineOf(label, y)
  const [from, to] = isAbove(label)
    ? [baseline + 8, shares ? dotEnd : y + halfReach]
    : [shares ? dotEnd : y - halfReach, baseline - 16]
  return reach(item.id, { x: x + before, y: from, width: after - before, height: to - from })
}

/** Two strokes across the line, where time is not to scale. */
const breakAt = (x: number, y: number): readonly Mark[] => [
  line(x - 5, y + 6, x + 1, y - 6, 'axis'),
  line(x + 1, y + 6, x + 7, y - 6, 'axis'),
]

function axis({ before, middle, after }: Spans, y: number): readonly Mark[] {
  return [
    line(before[0], y, before[1], y, 'axis'),
    line(middle[0] - 8, y, middle[1] + 8, y, 'axis'),
    line(after[0] - 8, y, after[1] + 8, y, 'axis'),
    ...breakAt((before[1] + middle[0] - 8) / 2, y),
    ...breakAt((middle[1] + after[0]) / 2, y),
  ]
}

/** The line of time with a label for each point; from 700 px on. */
export function layoutTimeline(items: readonly TimelineItem[], width: number): Picture {
  const xs = placesOf(items, width)
  const spans = spansOf(width)
  const above = labelsOf(items, xs, 'above')
  const below = labelsOf(items, xs, 'below')
  const y = heightOf(above) + stem + 8
  const foot = y + stem + heightOf(below) + 14
  const labels = inReadingOrder([...above, ...below])
  return {
    width,
    height: foot + 8,
    title: timelineTitle,
    marks: [
      ...axis(spans, y),
      ...months.flatMap(({ time, name }) => {
        const x = xOfDay(time, spans)
        return [line(x, y - 3, x, y + 3, 'axis'), text(x, foot, name, 'tiny', 'middle')]
      }),
      ...labels.map((label) => reachOf(label, y, labels, width)),
      ...labels.map((label, at) =>
        pointMarks(label, y, !labels.slice(0, at).some((other) => isSameDay(label, other))),
      ),
    ],
  }
}

/** Arrow keys go through time. */
const inReadingOrder = (labels: readonly Label[]) => labels.toSorted((a, b) => a.x - b.x)

const rowHeight = 28

/** The same from top to bottom, for narrow screens: a picture for each row, so that words can stand between two. */
export function layoutTimelineRows(items: readonly TimelineItem[], width: number): readonly Picture[] {
  const x = 12
  const y = rowHeight / 2
  return items.map((item, at) => ({
    width,
    height: rowHeight,
    title: item.label,
    marks: [
      line(x, at === 0 ? y : 0, x, at === items.length - 1 ? y : rowHeight, 'axis'),
      group(
        [dot(x, y, item.mark), text(28, y + 4, item.date, 'tiny'), text(104, y + 4, item.name, 'mono event')],
        {
          id: item.id,
          label: item.label,
          box: { x: 0, y: 1, width, height: rowHeight - 2 },
          act: 'pick',
          as: 'node',
        },
      ),
    ],
  }))
}
