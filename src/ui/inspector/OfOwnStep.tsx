import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { ownStepPage } from '../../explain/coherency/own-step-page.ts'
import { momentOf } from '../../explain/coherency/shown.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import { useOwnTold } from '../coherency/own-told.ts'
import { Told } from './Told.tsx'

interface Props {
  readonly answer: CoherencyAnswer
  readonly from: SituationAnswer
  readonly picked: number | null
}

/** A moment in the run of a script of the reader's own. */
export default function OfOwnStep({ answer, from, picked }: Props) {
  const { told, outcome } = useOwnTold(answer, from)
  if (!outcome) return null
  return <Told page={ownStepPage(outcome.steps, told.places, momentOf(outcome.steps, picked))} />
}
