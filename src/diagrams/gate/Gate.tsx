import type { Outcome } from '../../explain/resolve.ts'
import { PictureView } from '../Marks.tsx'
import { layoutGate, narrow, wide } from './layout.ts'

interface Props {
  readonly outcome: Outcome
  /** The outcome whose reasons are shown; it may be a frame behind. */
  readonly reasons: Outcome
  readonly phone: boolean
}

export function Gate({ outcome, reasons, phone }: Props) {
  const picture = layoutGate(outcome, phone ? narrow : wide, reasons)
  return <PictureView picture={picture} className={phone ? 'gate-picture' : 'gate-picture wide'} />
}
