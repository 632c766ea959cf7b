import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import type { StepTold } from '../../explain/coherency/run-words.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import { stepPage } from '../../explain/coherency/step-words.ts'
import { Told } from './Told.tsx'

interface Props {
  readonly answer: CoherencyAnswer
  readonly situation: SituationAnswer
  /** The run that is replayed, of the situation or with a plan. */
  readonly steps: readonly StepTold[]
  /** The moment in it, from 0. */
  readonly at: number
}

/** A moment of act 5's replay: what happens and why, what would close it, where it stands. */
export const OfStep = ({ answer, situation, steps, at }: Props) => (
  <Told page={stepPage(answer, situation, steps, at)} />
)
