import { memo } from 'react'
import { PictureView } from '../PictureView.tsx'
import type { TimelineItem } from './item.ts'
import { layoutTimeline, layoutTimelineDown } from './layout.ts'

interface Props {
  readonly items: readonly TimelineItem[]
  /** In px; from 700 on the line lies, below it stands. */
  readonly width: number
}

/** The thread as a line of time. */
export const Timeline = memo(function Timeline({ items, width }: Props) {
  const picture = width < 700 ? layoutTimelineDown(items, width) : layoutTimeline(items, width)
  return <PictureView picture={picture} className="timeline-picture" />
})
