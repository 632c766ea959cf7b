import { lazy, Suspense } from 'react'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { momentOf } from '../../explain/coherency/shown.ts'
import { useShown } from '../coherency/shown.ts'
import { useScenario } from '../hooks.ts'
import { OfStep } from './OfStep.tsx'

const OfOwnStep = lazy(() => import('./OfOwnStep.tsx'))

/** The moment of act 5's replay that is picked, in the run that the act shows. */
export function OfMoment({ answer, picked }: { readonly answer: CoherencyAnswer; readonly picked: number }) {
  const { situation, outcome } = useShown(answer)
  const isOwn = useScenario(({ besides }) => besides.situation === 'own')
  if (isOwn)
    return (
      <Suspense>
        <OfOwnStep answer={answer} from={situation} picked={picked} />
      </Suspense>
    )
  const { steps } = outcome
  return <OfStep answer={answer} situation={situation} steps={steps} at={momentOf(steps, picked)} />
}
