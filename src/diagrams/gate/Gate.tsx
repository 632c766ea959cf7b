import type { Outcome } from '../../explain/resolve.ts'
import { PictureView } from '../Marks.tsx'
import { layoutGate, narrow, wide } from './layout.ts'

interface Props {
  readonly outcome: Outcome
  readonly phone: boolean
}

export function Gate({ outcome, phone }: Props) {
  const picture = layoutGate(outcome, phone ? narrow : wide)
  return <PictureView picture={picture} className={phone ? 'gate-picture' : 'gate-picture wide'} />
}
