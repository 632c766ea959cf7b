import { memo } from 'react'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { PictureView } from '../PictureView.tsx'
import { layoutAliasesGlyph } from './small.ts'

/** The aliases in small, for the strip. */
export const AliasesGlyph = memo(function AliasesGlyph({ answer }: { readonly answer: CoherencyAnswer }) {
  return <PictureView picture={layoutAliasesGlyph(answer)} />
})
