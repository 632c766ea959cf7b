import { memo } from 'react'
import type { Trace } from '../../kvm/trace.ts'
import { PictureView } from '../PictureView.tsx'
import { layoutGlyph } from './small.ts'

/** The checks of an act in small, for the strip. */
export const ChecksGlyph = memo(function ChecksGlyph({ trace }: { readonly trace: Trace }) {
  return <PictureView picture={layoutGlyph(trace)} />
})
