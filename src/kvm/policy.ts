import type { KernelFunction } from './check.ts'
import { compile, type Program } from './program.ts'
import { faultFacts } from './fault-facts.ts'
import { memslotFacts } from './memslot-facts.ts'

/** Where a policy got to on the list. */
export type PolicyStatus = 'merged' | 'posted' | 'proposed' | 'rejected'

/** What KVM_CHECK_EXTENSION(KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED) tells: nothing, or what its condition gives. */
export type CapabilityRule = 'absent' | 'fwb && dic'

/** How a kernel decides, as lists of functions with their checks. */
export interface PolicySource {
  readonly id: string
  readonly title: string
  readonly status: PolicyStatus
  /** Which releases decide so; empty for what was never released. */
  readonly releases: string
  /** Where nobody coded it: that it is an interpretation, and why. */
  readonly interpretation?: string
  readonly capability: CapabilityRule
  /** Functions of KVM_SET_USER_MEMORY_REGION2, in the order in which they check. */
  readonly memslot: readonly KernelFunction[]
  /** Functions of a stage-2 abort, likewise. */
  readonly fault: readonly KernelFunction[]
}

export interface Policy extends PolicySource {
  readonly programs: { readonly memslot: Program; readonly fault: Program }
}

/** Makes a policy of its lists. @throws RangeError for a condition that cannot be read */
export const policy = (source: PolicySource): Policy => ({
  ...source,
  programs: {
    memslot: compile(source.memslot, memslotFacts),
    fault: compile(source.fault, faultFacts),
  },
})
