import { memo } from 'react'
import type { WalkAnswer } from '../../explain/walk/answer.ts'
import { walkView } from '../../explain/walk/view.ts'
import { PictureView } from '../PictureView.tsx'
import { layoutWalkGlyph } from './small.ts'

/** The walk in small, for the strip. */
export const WalkGlyph = memo(function WalkGlyph({ walk }: { readonly walk: WalkAnswer }) {
  return <PictureView picture={layoutWalkGlyph(walkView(walk, { now: null }))} />
})
