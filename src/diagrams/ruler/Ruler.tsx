import type { Register } from '../../explain/registers.ts'
import { PictureView } from '../Marks.tsx'
import { layoutRuler } from './layout.ts'

export function Ruler({ register, phone }: { readonly register: Register; readonly phone: boolean }) {
  const unit = phone ? 22 : register.bits > 16 ? 24 : 22
  const sizes = { perRow: phone ? 16 : 32, unit }
  return <PictureView picture={layoutRuler(register, sizes)} />
}
