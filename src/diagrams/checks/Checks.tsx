import { memo } from 'react'
import type { CheckAct } from '../../explain/checks.ts'
import { PictureView } from '../PictureView.tsx'
import { layoutChecks, narrow, wide } from './layout.ts'

interface Props {
  readonly act: CheckAct
  readonly phone: boolean
  readonly title: string
}

const isSame = (a: Props, b: Props) =>
  a.phone === b.phone &&
  a.title === b.title &&
  (a.act === b.act || JSON.stringify(a.act) === JSON.stringify(b.act))

/** An act as the kernel's checks in their order; most edits change none of it, and then nothing is laid out again. */
export const Checks = memo(function Checks({ act, phone, title }: Props) {
  const picture = layoutChecks(act, phone ? narrow : wide, title)
  return <PictureView picture={picture} className={phone ? 'checks-picture' : 'checks-picture wide'} />
}, isSame)
