import { memo } from 'react'
import type { Register } from '../../explain/registers.ts'
import { PictureView } from '../PictureView.tsx'
import { layoutRuler } from './layout.ts'

interface Props {
  readonly register: Register
  readonly phone: boolean
}

const isSame = (a: Props, b: Props) =>
  a.phone === b.phone && JSON.stringify(a.register) === JSON.stringify(b.register)

/** A register on its ruler; most edits move no bit of it, and then nothing is laid out again. */
export const Ruler = memo(function Ruler({ register, phone }: Props) {
  const unit = phone ? 22 : register.bits > 16 ? 24 : 22
  const sizes = { perRow: phone ? 16 : 32, unit }
  return <PictureView picture={layoutRuler(register, sizes)} />
}, isSame)
