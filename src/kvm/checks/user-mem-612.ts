import type { Check, KernelFunction } from '../check.ts'
import { accessFlag, beyondIpa, handleGuestAbort, noSlot, unsupportedStatusBefore } from './guest-abort.ts'
import { hugePageAdjustBefore, loggingForcesPages, vmaSizeBefore } from './mapping-size.ts'
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

const cite = ['linux-user-mem-abort-612'] as const
const names: NonCacheableNames = { name: 'device', suffix: '-before', cite }

/** What is not in memblock is a device, and no flag of the VMA counts. */
export const deviceByPfn: Check = {
  id: 'fault-device-before',
  cite: ['linux-user-mem-abort-612', 'linux-is-device-pfn-612'],
  says: 'device = kvm_is_device_pfn(pfn)',
  because: 'what is not in memblock is taken for a device, whatever the VMA says: pgprot is never read',
  test: '!{pfn_is_map_memory()}',
  sets: { device: true },
}

/** The branch for everything but devices. */
const loggingWithholdsWrite: Check = {
  id: 'fault-logging-before',
  cite,
  says: 'else writable = false',
  because: 'while logging, only a write makes a page of memory writable, to be noticed',
  test: '{pfn_is_map_memory()} && {memslot_is_logging()} && !{write_fault}',
  sets: { writable: false },
}

/** `user_mem_abort()` of 6.12.107, around the search for the PFN. */
const stretch = (id: string, checks: readonly Check[]): KernelFunction => ({
  id,
  name: 'user_mem_abort()',
  cite: 'linux-user-mem-abort-612',
  checks,
})

/** What a patch of the list changes in `user_mem_abort()` of 6.12. */
export interface Patch612 {
  /** Checks while the VMA can still be looked at. */
  readonly afterVma?: readonly Check[]
  /** In place of `deviceByPfn`. */
  readonly device?: Check
  /** Checks once the permissions are known. */
  readonly beforeMap?: readonly Check[]
}

/** The fault path of 6.12, with the hunks of a patch. */
export const faultPath612 = ({ afterVma = [], device = deviceByPfn, beforeMap = [] }: Patch612 = {}) => [
  handleGuestAbort('linux-guest-abort-612', [...beyondIpa, unsupportedStatusBefore, noSlot, accessFlag]),
  stretch('user_mem_abort-vma', [readPermission, noVma, loggingForcesPages, vmaSizeBefore, ...afterVma]),
  followPfn('__gfn_to_pfn_memslot()', 'linux-gfn-to-pfn-612'),
  hvaToPfn('linux-hva-to-pfn-612'),
  stretch('user_mem_abort-map', [
    ...pfnErrors,
    device,
    loggingWithholdsWrite,
    execNonCacheable(names),
    hugePageAdjustBefore,
    mteDisallowed(names),
    protWriteBefore,
    protExec,
    ...memoryType(names),
    ...beforeMap,
    relaxPermissions,
    mapLeaf,
  ]),
]
