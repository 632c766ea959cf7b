import * as fc from 'fast-check'
import { accessAnswer, type AccessAnswer } from '../../src/explain/access.ts'
import { partsOf, resolve as resolveStory, type Outcome } from '../../src/explain/resolve.ts'
import { defaults as initial } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { handScenario, kvmScenario } from '../scenario/arbitrary.ts'

/** The initial values with stage 2 by hand, for tests of attributes alone. */
export const defaults: Scenario = { ...initial, s2: 'hand' }

/** A story of which the attributes are told at its top too. @throws Error where KVM ends it before */
export function resolve(scenario: Scenario): Outcome & AccessAnswer {
  const outcome = resolveStory(scenario)
  if (!outcome.access) throw new Error('no access')
  return { ...accessAnswer(scenario), ...outcome }
}

/** Any scenario without texts in which the access is made: by hand, or with a leaf of KVM's. */
export const accessScenario: fc.Arbitrary<Scenario> = fc.oneof(
  { arbitrary: handScenario, weight: 3 },
  {
    arbitrary: kvmScenario.filter((scenario) => partsOf(scenario).access !== null),
    weight: 1,
  },
)
