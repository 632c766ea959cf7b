import { decide, type KvmOutcome } from './decide.ts'
import type { KvmInputs } from './inputs.ts'
import type { Policy } from './policy.ts'

/** What becomes of a memslot and of the access to it, one after the other. */
export interface SlotStory {
  /** The inputs of the call of KVM_SET_USER_MEMORY_REGION2 that is told: the one that makes the slot, or the one that changes it. */
  readonly call: KvmInputs
  /** The inputs of the access. */
  readonly access: KvmInputs
  readonly outcome: KvmOutcome
  /** Whether the access finds the slot. A refused slot does not exist; one whose change is refused stays as it was. */
  readonly reached: boolean
}

/**
 * Whether the guest gets as far as the fault that `decide` answers, where one call makes the slot. Under `swap` the slot was
 * made over other memory, whose checks passed or not by themselves.
 */
export function faultIsReached({ memslot }: Pick<KvmOutcome, 'memslot'>): boolean {
  return memslot.kind === 'accept'
}

/** Tells memslot and access. Under `later` a slot is made without KVM_MEM_LOG_DIRTY_PAGES, and a second call sets it. */
export function slotStory(policy: Policy, at: KvmInputs): SlotStory {
  if (at.later && at.log && at.gmem === 'none') return loggedLater(policy, at)
  const outcome = decide(policy, at)
  return { call: at, access: at, outcome, reached: faultIsReached(outcome) }
}

/** KVM_MR_FLAGS_ONLY runs the checks of `kvm_arch_prepare_memory_region()` again, over the VMA that is there by then. */
function loggedLater(policy: Policy, at: KvmInputs): SlotStory {
  const plain: KvmInputs = { ...at, log: false }
  const made = decide(policy, plain)
  if (!faultIsReached(made)) return { call: plain, access: plain, outcome: made, reached: false }
  const call: KvmInputs = { ...at, swap: false }
  const { memslot } = decide(policy, call)
  const access = memslot.kind === 'accept' ? withGranule(policy, at, made) : plain
  return { call, access, outcome: { memslot, fault: decide(policy, access).fault }, reached: true }
}

/** The leaf that a permission fault meets was mapped before logging, which maps pages only. */
function withGranule(policy: Policy, at: KvmInputs, { fault: before }: KvmOutcome): KvmInputs {
  const { fault: now } = decide(policy, at)
  const isOther = at.fsc === 'permission' && before.leaf?.level !== now.leaf?.level
  return { ...at, granule: isOther ? 'other' : 'same' }
}

/** The inputs of an access after the memslot was refused: nothing stands at its address. */
export const withoutSlot = (at: KvmInputs): KvmInputs => ({ ...at, gpa: 0, size: 0 })
