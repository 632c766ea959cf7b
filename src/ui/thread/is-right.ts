import type { ThreadStep } from '../../content/thread.ts'
import { aspectValue } from '../../explain/thread/aspect-value.ts'
import { kvmAnswer } from '../../explain/kvm/answer.ts'
import type { AspectValue } from '../../scenario/aspect.ts'
import { scenarioOf } from './scenario-of.ts'

/** Whether an answer to a step is the engine's. */
export const isRight = (step: ThreadStep, value: AspectValue | undefined): boolean =>
  value === aspectValue(step.question.aspect, kvmAnswer(scenarioOf(step)))
