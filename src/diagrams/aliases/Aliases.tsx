import { memo, useState, type CSSProperties } from 'react'
import type { LineView } from '../../explain/coherency/view.ts'
import { PictureView } from '../PictureView.tsx'
import { layoutLine } from './layout.ts'
import { travelOf } from './travel.ts'

interface Props {
  readonly view: LineView
  readonly phone: boolean
}

interface Shown {
  readonly view: LineView
  /** The two words take turns, so that the motion starts anew. */
  readonly moved: 'once' | 'again' | undefined
}

/** Stepping on in a run is a motion; stepping back, or to another run, is not. */
function next({ view: before, moved }: Shown, view: LineView): Shown {
  const goesOn = before.steps === view.steps && view.now > before.now
  const stays = before.steps === view.steps && view.now === before.now
  if (stays) return { view, moved }
  return { view, moved: goesOn ? (moved === 'once' ? 'again' : 'once') : undefined }
}

/** The moves of the plate, for `aliases.css`. */
function movesOf(view: LineView, phone: boolean): CSSProperties {
  const points = travelOf(view, phone) ?? []
  return Object.fromEntries(
    points.flatMap(([x, y], at) => [[`--travel-${at}`, `${x}px, ${y}px`] as const]),
  ) as CSSProperties
}

/** One line and its aliases, at a step of a run. */
export const Aliases = memo(function Aliases({ view, phone }: Props) {
  const [shown, setShown] = useState<Shown>({ view, moved: undefined })
  if (shown.view !== view) setShown(next(shown, view))
  const { moved } = shown
  return (
    <div className="line-picture" data-moved={moved} style={moved && movesOf(view, phone)}>
      <PictureView picture={layoutLine(view, phone)} />
    </div>
  )
})
