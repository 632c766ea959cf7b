import { argument } from './timeline/argument.ts'
import type { TimelineEvent } from './timeline/event.ts'
import { releases } from './timeline/releases.ts'
import { series } from './timeline/series.ts'

export type { TimelineEvent } from './timeline/event.ts'

/** A release stands at the end of what happened in its year until then: 6.9 in May 2024, 6.17 in September 2025. */
const sortAs: Readonly<Record<string, string>> = {
  'linux-6-9': '2024-05',
  'linux-6-17': '2025-09',
  'linux-6-18': '2025-12',
  'linux-7-1': '2026-01',
  'linux-7-3': '2026-11',
}

const placeOf = ({ id, date }: TimelineEvent) => sortAs[id] ?? date

/** Every event of the thread, in the order of time. */
export const timeline: readonly TimelineEvent[] = [...series, ...argument, ...releases].toSorted((a, b) =>
  placeOf(a).localeCompare(placeOf(b)),
)
