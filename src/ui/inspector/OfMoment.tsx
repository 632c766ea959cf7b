import { lazy, Suspense } from 'react'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { momentOf } from '../../explain/coherency/shown.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import { showsOwn } from '../../scenario/besides.ts'
import { useShown } from '../coherency/shown.ts'
import { useScenario } from '../hooks.ts'
import { OfStep } from './OfStep.tsx'

const OfOwnStep = lazy(() => import('./OfOwnStep.tsx'))

/** The moment of act 5's replay that is picked, or else the last, in the run that the act shows. */
export function OfMoment({
  answer,
  picked,
}: {
  readonly answer: CoherencyAnswer
  readonly picked: number | null
}) {
  const { situation, fix, outcome } = useShown(answer)
  const isOwn = useScenario(({ besides }) => showsOwn(besides))
  if (isOwn)
    return (
      <Suspense>
        <OfOwnStep answer={answer} from={situation} picked={picked} />
      </Suspense>
    )
  const { steps } = outcome
  return (
    <OfStep
      answer={answer}
      situation={fix.length > 0 ? closed(situation) : situation}
      steps={steps}
      at={momentOf(steps, picked)}
    />
  )
}

/** Of a situation that a repair was put into, without what would close it. */
const closed = (situation: SituationAnswer): SituationAnswer => ({
  ...situation,
  plans: [],
  help: [],
  kvm: null,
})
