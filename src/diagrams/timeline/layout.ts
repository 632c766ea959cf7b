import { circle, group, line, rect, text, type Mark, type Picture } from '../marks.ts'
import type { PointMark, TimelineItem } from './item.ts'
import { tiersOf } from './labels.ts'
import { months, placesOf, spansOf, xOfDay, type Spans } from './places.ts'

/** Width of a letter of the labels, in px: a little more than that of the widest monospace in use at 12 px. */
const letter = 7.4
const tier = 23
const stem = 12
const padding = 5
const radius = 4.2
/** Two points of one day are one dot. */
const isSameDay = (a: Label, b: Label) => Math.abs(a.x - b.x) < 0.5

const title = 'The series from 2023 to the merge and after, in the order of time'

/** The dot of a point. */
function dot(x: number, y: number, mark: PointMark): Mark {
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

function pointMarks({ item, x, tier: at, width }: Label, y: number, dotted: boolean): Mark {
  const up = item.side === 'above'
  const baseline = up ? y - stem - at * tier - 4 : y + stem + at * tier + 12
  const box = { x, y: baseline - 15, width: Math.max(width, 24), height: 22 }
  return group(
    [
      line(x, y + (up ? -radius : radius), x, up ? baseline + 5 : baseline - 12, 'stem'),
      ...(dotted ? [dot(x, y, item.mark)] : []),
      text(x + padding, baseline, item.name, 'mono event'),
    ],
    { id: item.id, label: item.label, box, act: 'pick', as: 'node' },
  )
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
  return {
    width,
    height: foot + 8,
    title,
    marks: [
      ...axis(spans, y),
      ...months.flatMap(({ time, name }) => {
        const x = xOfDay(time, spans)
        return [line(x, y - 3, x, y + 3, 'axis'), text(x, foot, name, 'tiny', 'middle')]
      }),
      ...inReadingOrder([...above, ...below]).map((label, at, all) =>
        pointMarks(label, y, !all.slice(0, at).some((other) => isSameDay(label, other))),
      ),
    ],
  }
}

/** Arrow keys go through time. */
const inReadingOrder = (labels: readonly Label[]) => labels.toSorted((a, b) => a.x - b.x)

const rowHeight = 28

/** The same from top to bottom, a row each, for a phone. */
export function layoutTimelineDown(items: readonly TimelineItem[], width: number): Picture {
  const height = items.length * rowHeight + 8
  const x = 12
  return {
    width,
    height,
    title,
    marks: [
      line(x, 14, x, height - 14, 'axis'),
      ...items.map((item, at) => {
        const y = 18 + at * rowHeight
        return group(
          [
            dot(x, y, item.mark),
            text(28, y + 4, item.date, 'tiny'),
            text(104, y + 4, item.name, 'mono event'),
          ],
          {
            id: item.id,
            label: item.label,
            box: { x: 0, y: y - 13, width, height: 26 },
            act: 'pick',
            as: 'node',
          },
        )
      }),
    ],
  }
}
