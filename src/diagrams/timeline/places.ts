import type { TimelineItem } from './item.ts'

/** The days between which time runs to scale: the discussion, from v3 to the day on which v10 was applied. */
const from = Date.UTC(2025, 2, 10)
const to = Date.UTC(2025, 6, 7)

const day = 24 * 60 * 60 * 1000

/** Shares of the width for what lies before the discussion and after it, each in equal steps. */
const share = { before: 0.16, after: 0.26 } as const

/** Milliseconds of an ISO day; a year alone is before or after the discussion and has none. */
function timeOf({ date }: Pick<TimelineItem, 'date'>): number | null {
  const [year, month, dayOfMonth] = date.split('-').map(Number)
  return year === undefined || month === undefined || dayOfMonth === undefined
    ? null
    : Date.UTC(year, month - 1, dayOfMonth)
}

/** Where the parts of the line begin and end, in px: before the discussion, the discussion, and after it. */
export interface Spans {
  readonly before: readonly [number, number]
  readonly middle: readonly [number, number]
  readonly after: readonly [number, number]
}

const gap = 48

/** Room for the words of the last point. */
const lastLabel = 88

/** The three parts of a line of that width. */
export function spansOf(width: number): Spans {
  const start = 8
  const end = width - lastLabel
  const room = end - start
  const first = start + room * share.before
  const second = end - room * share.after
  return { before: [start, first - gap], middle: [first, second], after: [second + gap, end] }
}

const between = ([a, b]: readonly [number, number], at: number) => a + (b - a) * at

/** The x of a day of the discussion, in ms since the epoch. */
export const xOfDay = (time: number, { middle }: Spans) => between(middle, (time - from) / (to - from))

/** The x of each item, in their order, which is that of time. */
export function placesOf(items: readonly TimelineItem[], width: number): readonly number[] {
  const spans = spansOf(width)
  const times = items.map(timeOf)
  const first = times.findIndex((time) => time !== null && time >= from)
  const last = times.findLastIndex((time) => time !== null && time <= to)
  const [before, after] = [first, items.length - last - 1]
  return items.map((_, at) => {
    if (at < first) return between(spans.before, at / before)
    if (at > last) return between(spans.after, (at - last - 1) / after)
    return xOfDay(times[at] ?? from, spans)
  })
}

/** The first of each month within the discussion, with its name. */
export const months: readonly { readonly time: number; readonly name: string }[] = [
  { time: Date.UTC(2025, 3, 1), name: 'April 2025' },
  { time: Date.UTC(2025, 4, 1), name: 'May' },
  { time: Date.UTC(2025, 5, 1), name: 'June' },
  { time: Date.UTC(2025, 6, 1), name: 'July' },
].filter(({ time }) => time > from + day)
