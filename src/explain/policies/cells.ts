import type { Exit } from '../../kvm/exit.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import type { Policy } from '../../kvm/policy.ts'
import { slotStory } from '../../kvm/story.ts'

/** A host by what decides about cacheable PFNMAP memory. */
export interface Host {
  readonly fwb: boolean
  readonly dic: boolean
}

/** What a policy makes of a scenario on one host. */
export interface HostCell {
  readonly host: Host
  readonly memslot: Exit
  /** What the access ends in; null where no slot is made and none would be, even over other memory. */
  readonly fault: Exit | null
  /** The slot is refused: the fault is what it would end in, were the VMA swapped in after registration. */
  readonly ifSwapped: boolean
  /** The inputs of the call that makes or changes the slot, and those of the access. */
  readonly call: KvmInputs
  readonly access: KvmInputs
}

/** Asks a policy about memslot and fault on a host. */
export function hostCell(policy: Policy, at: KvmInputs, host: Host): HostCell {
  const inputs = { ...at, ...host }
  const { call, access, outcome, reached } = slotStory(policy, inputs)
  const cell: HostCell = {
    host,
    call,
    access,
    memslot: outcome.memslot,
    fault: outcome.fault,
    ifSwapped: false,
  }
  if (reached) return cell
  const swapped = slotStory(policy, { ...inputs, swap: true })
  return at.swap || !swapped.reached
    ? { ...cell, fault: null }
    : { ...cell, fault: swapped.outcome.fault, access: swapped.access, ifSwapped: true }
}

/**
 * The hosts that differ for cacheable PFNMAP memory: without FWB, where DIC is that of the scenario, with FWB alone, and with
 * both.
 */
export const hostsFor = ({ dic }: Host): readonly [Host, Host, Host] => [
  { fwb: false, dic },
  { fwb: true, dic: false },
  { fwb: true, dic: true },
]

/** Whether two hosts are one. */
export const isSameHost = (a: Host, b: Host) => a.fwb === b.fwb && a.dic === b.dic
