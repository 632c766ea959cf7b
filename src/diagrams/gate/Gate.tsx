import type { Outcome } from '../../explain/resolve.ts'
import { PictureView } from '../Marks.tsx'
import { layoutGate, narrow, wide } from './layout.ts'

export function Gate({ outcome, phone }: { readonly outcome: Outcome; readonly phone: boolean }) {
  return (
    <PictureView
      picture={layoutGate(outcome, phone ? narrow : wide)}
      className={phone ? 'gate-picture' : 'gate-picture wide'}
    />
  )
}
