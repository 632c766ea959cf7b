import type { AccessAnswer } from '../../explain/access.ts'
import { PictureView } from '../PictureView.tsx'
import { layoutGate, narrow, wide } from './layout.ts'

interface Props {
  readonly access: AccessAnswer
  readonly phone: boolean
}

export function Gate({ access, phone }: Props) {
  const picture = layoutGate(access, phone ? narrow : wide)
  return <PictureView picture={picture} className={phone ? 'gate-picture' : 'gate-picture wide'} />
}
