import { memo } from 'react'
import type { WalkView } from '../../explain/walk/view.ts'
import { PictureView } from '../PictureView.tsx'
import { layoutWalk } from './layout.ts'
import { layoutWalkList } from './list.ts'

interface Props {
  readonly view: WalkView
  readonly phone: boolean
}

/** The two-dimensional walk; on a phone a list of its reads. */
export const Walk = memo(function Walk({ view, phone }: Props) {
  const picture = phone ? layoutWalkList(view, 354) : layoutWalk(view, 776)
  return <PictureView picture={picture} className="walk-picture" />
})
