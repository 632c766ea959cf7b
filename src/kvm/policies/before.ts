import type { Check } from '../check.ts'
import {
  accessFlag,
  beyondIpa,
  handleGuestAbort,
  noSlot,
  unsupportedStatusBefore,
} from '../checks/guest-abort.ts'
import { hugePageAdjustBefore, loggingForcesPages, vmaSizeBefore } from '../checks/mapping-size.ts'
import {
  ipaSize,
  memslotFlags,
  noGuestMemfd,
  prepareMemoryRegion,
  setMemoryRegion,
  unknownFlag,
  vmaChecksBefore,
} from '../checks/memslot.ts'
import { pfnErrors } from '../checks/pfn-errors.ts'
import { followPfn, hvaToPfn } from '../checks/pfn.ts'
import {
  execNonCacheable,
  mapLeaf,
  memoryType,
  mteDisallowed,
  noVma,
  protExec,
  relaxPermissions,
  type NonCacheableNames,
} from '../checks/user-mem.ts'
import { exits } from '../exit.ts'
import { policy } from '../policy.ts'

const cite = ['linux-user-mem-abort-612'] as const
const names: NonCacheableNames = { name: 'device', suffix: '-before', cite }

/** Up to 6.17; later kernels warn at most. */
const readPermission: Check = {
  id: 'fault-read-permission-before',
  cite,
  says: 'A permission fault of a read is refused',
  because:
    'every leaf can be read, so that no leaf of KVM can fault so; the log says Unexpected L2 read permission error',
  test: '{fault_is_perm} && !{write_fault} && !{exec_fault}',
  exit: exits.runEFAULT,
}

const device: Check = {
  id: 'fault-device-before',
  cite: ['linux-user-mem-abort-612', 'linux-is-device-pfn-612'],
  says: 'device = kvm_is_device_pfn(pfn)',
  because: 'what is not in memblock is taken for a device, whatever the VMA says: pgprot is never read',
  test: '!{pfn_is_map_memory()}',
  sets: { device: true },
}

const loggingWithholdsWrite: Check = {
  id: 'fault-logging-before',
  cite,
  says: 'writable = false',
  because: 'while logging, only a write makes a page writable, to be noticed',
  test: '!{device} && {memslot_is_logging()} && !{write_fault}',
  sets: { writable: false },
}

const protWrite: Check = {
  id: 'prot-w-before',
  cite,
  says: 'prot |= KVM_PGTABLE_PROT_W',
  because: 'the page is writable',
  test: '{writable}',
  sets: { KVM_PGTABLE_PROT_W: true },
}

/** `user_mem_abort()` of 6.12.107, around the search for the PFN. */
const stretch = (id: string, checks: readonly Check[]) =>
  ({ id, name: 'user_mem_abort()', cite: 'linux-user-mem-abort-612', checks }) as const

/** Linux 6.9 to 6.16, before cacheable PFNMAP memory was dealt with. Read in 6.12.107. */
export const before = policy({
  id: 'before',
  title: 'Linux 6.9 to 6.16',
  status: 'merged',
  version: '6.12',
  releases: '6.9 to 6.16',
  capability: 'absent',
  readsPgprot: false,
  memslot: [
    memslotFlags('linux-memslot-flags-612', [unknownFlag, noGuestMemfd]),
    setMemoryRegion('__kvm_set_memory_region()', 'linux-set-memslot-612'),
    prepareMemoryRegion('linux-prepare-memslot-612', [ipaSize, vmaChecksBefore]),
  ],
  fault: [
    handleGuestAbort('linux-guest-abort-612', [...beyondIpa, unsupportedStatusBefore, noSlot, accessFlag]),
    stretch('user_mem_abort-vma', [readPermission, noVma, loggingForcesPages, vmaSizeBefore]),
    followPfn('__gfn_to_pfn_memslot()', 'linux-gfn-to-pfn-612'),
    hvaToPfn('linux-hva-to-pfn-612'),
    stretch('user_mem_abort-map', [
      ...pfnErrors,
      device,
      loggingWithholdsWrite,
      execNonCacheable(names),
      hugePageAdjustBefore,
      mteDisallowed(names),
      protWrite,
      protExec,
      ...memoryType(names),
      relaxPermissions,
      mapLeaf,
    ]),
  ],
})
