import { hazardOf } from '../../kvm/hazards.ts'
import type { AccessAnswer } from '../access.ts'
import type { KvmAnswer } from './answer.ts'

/**
 * Whether the guest goes around the cache and the VMM, which maps the same memory Write-Back, does not: without FWB a guest may.
 * Then the VMM has to maintain caches, as KVM does it only when it maps.
 */
export function vmmMaintains(kvm: KvmAnswer, access: AccessAnswer | null): boolean {
  const final = access?.attributes.final
  if (kvm.leaf?.type !== 'normal' || !final || hazardOf(kvm.inputs, kvm.leaf)) return false
  return final.inner?.attr !== 'WB' || final.outer?.attr !== 'WB'
}
