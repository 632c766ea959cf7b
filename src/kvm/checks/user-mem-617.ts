import type { Check, KernelFunction } from '../check.ts'
import { accessFlag, beyondIpa, handleGuestAbort, noSlot, unsupportedStatusBefore } from './guest-abort.ts'
import { hugePageAdjust617, loggingForcesPages, vmaSizeBefore } from './mapping-size.ts'
import { pfnErrors } from './pfn-errors.ts'
import { followPfn, hvaToPfn } from './pfn.ts'
import {
  execNonCacheable,
  mapLeaf,
  memoryType,
  mteDisallowed,
  noVma,
  protExec,
  protWriteBefore,
  readPermission,
  relaxPermissions,
  type NonCacheableNames,
} from './user-mem.ts'

const cite = ['linux-user-mem-abort-617'] as const
const names: NonCacheableNames = { name: 's2_force_noncacheable', suffix: '-617', cite }

/** Memory that KVM cannot maintain: the condition that opens the block below, and shuts the branch after it. */
const raw = '({VM_PFNMAP} | {VM_MIXEDMAP}) && !{pfn_is_map_memory()}'

/** The first branch, with what a policy does there. */
const notMapMemory = (id: string, inner: readonly Check[]): Check => ({
  id,
  cite: [...cite, 'commit-plain-vma'],
  says: 'Memory that KVM cannot maintain',
  because: 'a raw PFN outside of memblock may have no kernel address, on which cache maintenance depends',
  test: raw,
  inner,
})

const loggingWithholdsWrite: Check = {
  id: 'fault-logging-617',
  cite,
  says: 'else writable = false',
  because: 'while logging, only a write makes a page of memory writable, to be noticed',
  test: `!(${raw}) && {memslot_is_logging()} && !{write_fault}`,
  sets: { writable: false },
}

/** The owner of the VMA maps it Non-cacheable or Device, and stage 2 follows. */
export const followPgprot617: Check = {
  id: 'fault-non-cacheable-617',
  cite: [...cite, 'mail-rules'],
  says: 's2_force_noncacheable = true',
  because: 'the owner of the VMA maps it Non-cacheable or Device, and stage 2 follows',
  test: '!{is_vma_cacheable}',
  sets: { s2_force_noncacheable: true },
}

/** `user_mem_abort()` of 6.17, around the search for the PFN. */
const stretch = (id: string, checks: readonly Check[]): KernelFunction => ({
  id,
  name: 'user_mem_abort()',
  cite: 'linux-user-mem-abort-617',
  checks,
})

/** What a policy does in `user_mem_abort()` as 6.17 has it. */
export interface Path617 {
  /** Checks while the VMA can still be looked at. */
  readonly afterVma?: readonly Check[]
  /** Id of the block for memory that KVM cannot maintain, and what stands in it. */
  readonly block: readonly [id: string, checks: readonly Check[]]
  /** Checks right after that block and its other branch. */
  readonly afterBlock?: readonly Check[]
}

/** The fault path of 6.17, with what a policy does there. */
export const faultPath617 = ({ afterVma = [], block, afterBlock = [] }: Path617) => [
  handleGuestAbort('linux-guest-abort-617', [...beyondIpa, unsupportedStatusBefore, noSlot, accessFlag]),
  stretch('user_mem_abort-vma', [readPermission, noVma, loggingForcesPages, vmaSizeBefore, ...afterVma]),
  followPfn('kvm_follow_pfn()', 'linux-follow-pfn-617'),
  hvaToPfn('linux-hva-to-pfn-617'),
  stretch('user_mem_abort-map', [
    ...pfnErrors,
    notMapMemory(...block),
    loggingWithholdsWrite,
    ...afterBlock,
    execNonCacheable(names),
    hugePageAdjust617,
    mteDisallowed(names),
    protWriteBefore,
    protExec,
    ...memoryType(names),
    relaxPermissions,
    mapLeaf,
  ]),
]
