import { takenInHand } from '../../scenario/inputs.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { WalkAnswer } from './answer.ts'

/**
 * The scenario whose attributes the access meets: that of the settings, or where descriptors were set by hand, with
 * the fields of the leaves that the walk came to.
 */
export function asWalked(scenario: Scenario, { reads, setup }: WalkAnswer): Scenario {
  if (setup.byHand.size === 0) return scenario
  const leaf1 = reads.findLast(({ stage }) => stage === 1)
  const leaf2 = reads.findLast(({ stage, purpose }) => stage === 2 && purpose === 'access')
  const { regime } = setup
  const { mair, sh, memattr, s2sh, fnxs } = regime.leaves.inputs(
    leaf1?.descriptor ?? null,
    leaf2?.descriptor ?? null,
    false,
  )
  return {
    ...scenario,
    ...(scenario.s2 === 'kvm' && takenInHand(scenario)),
    ...(leaf1 && { mair, sh }),
    ...(leaf2 && { memattr, s2sh, fnxs }),
  }
}
