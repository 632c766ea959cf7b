import { Fragment, memo, useMemo, type ReactNode } from 'react'
import { PictureView } from '../PictureView.tsx'
import type { TimelineItem } from './item.ts'
import { layoutTimeline, layoutTimelineRows, timelineTitle } from './layout.ts'

interface Props {
  readonly items: readonly TimelineItem[]
  /** In px; from 700 on the line lies, below it stands. */
  readonly width: number
  /** The point that is open. */
  readonly open: string | undefined
  /** What is told of the open point. */
  readonly note: ReactNode
}

/** The thread as a line of time; what is told of the open point stands below it, or below its row. */
export function Timeline({ width, ...props }: Props) {
  return width < 700 ? <Rows width={width} {...props} /> : <Lying width={width} {...props} />
}

function Lying({ items, width, note }: Props) {
  const picture = useMemo(() => layoutTimeline(items, width), [items, width])
  return (
    <>
      <PictureView picture={picture} className="timeline-picture" />
      <div aria-live="polite">{note}</div>
    </>
  )
}

const Row = memo(PictureView)

function Rows({ items, width, open, note }: Props) {
  const rows = useMemo(() => layoutTimelineRows(items, width), [items, width])
  return (
    <div
      className="timeline-rows"
      role="group"
      aria-label={timelineTitle}
      aria-live="polite"
      aria-relevant="additions"
    >
      {items.map(({ id }, at) => {
        const picture = rows[at]
        return (
          <Fragment key={id}>
            {picture && <Row picture={picture} className="timeline-picture" isPiece />}
            {id === open && note}
          </Fragment>
        )
      })}
    </div>
  )
}
