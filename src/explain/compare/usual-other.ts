import { leftToKvm } from '../../scenario/inputs.ts'
import { isByHand } from '../../scenario/scenario.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** A scenario to compare with where nobody has named one, and what it is, as a sentence. */
export interface UsualOther {
  readonly scenario: Scenario
  readonly says: string
}

/** The same under another kernel: the one before cacheable PFNMAP was dealt with, or the present one; by hand, under KVM. */
export function usualOther(scenario: Scenario): UsualOther {
  if (isByHand(scenario))
    return {
      scenario: { ...scenario, ...leftToKvm() },
      says: 'B is not chosen yet; until then it is A with stage 2 left to KVM.',
    }
  return scenario.policy === 'before'
    ? {
        scenario: { ...scenario, policy: 'linux-7.3' },
        says: 'B is not chosen yet; until then it is A under Linux 7.3.',
      }
    : {
        scenario: { ...scenario, policy: 'before' },
        says: 'B is not chosen yet; until then it is A under Linux 6.9 to 6.16.',
      }
}
