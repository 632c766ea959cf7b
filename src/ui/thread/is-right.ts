import type { ThreadStep } from '../../content/thread.ts'
import { answered } from '../../explain/thread/answered.ts'
import type { AspectValue } from '../../scenario/aspect.ts'
import { scenarioOf } from './scenario-of.ts'

/** The engine's answer to a step is the same whenever it is asked for. */
const known = new Map<ThreadStep, AspectValue>()

function rightOf(step: ThreadStep): AspectValue {
  const right = known.get(step) ?? answered(step.question, scenarioOf(step)).right.value
  known.set(step, right)
  return right
}

/** Whether an answer to a step is the engine's. */
export const isRight = (step: ThreadStep, value: AspectValue | undefined): boolean =>
  value !== undefined && value === rightOf(step)
