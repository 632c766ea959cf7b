import type { CitationId } from '../../cite/citations.ts'
import type { Check, KernelFunction } from '../check.ts'
import { gmemAbort } from '../checks/gmem.ts'
import { accessFlag, beyondIpa, handleGuestAbort, noSlot, unsupportedStatus } from '../checks/guest-abort.ts'
import { hugePageAdjust, loggingForcesPages, vmaSize } from '../checks/mapping-size.ts'
import {
  guestMemfdFlags,
  guestMemfdSlots,
  ipaSize,
  memslotFlags,
  prepareMemoryRegion,
  setMemoryRegion,
  unknownFlag,
  vmaChecks,
} from '../checks/memslot.ts'
import { followPfn, hvaToPfn } from '../checks/pfn.ts'
import { pinPfn } from '../checks/pin-pfn.ts'
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

const names: NonCacheableNames = { name: 'map_non_cacheable', suffix: '', cite: ['linux-s2-compute-prot'] }

const exclusiveOrAtomic: Check = {
  id: 'excl-atomic',
  cite: ['linux-s2-compute-prot'],
  says: 'An exclusive or atomic access that the memory does not support',
  because: 'the slot is valid, so that the fault is the business of the guest',
  test: '{esr_fsc_is_excl_atomic_fault()}',
  exit: exits.injectExclAtomic,
  since: '7.0',
}

const protWrite: Check = {
  id: 'prot-w',
  cite: ['linux-s2-compute-prot'],
  says: 'prot |= KVM_PGTABLE_PROT_W',
  because: 'the page is writable; while logging, only a write makes it so, to be noticed',
  test: '{map_writable} && ({device} || !{memslot_is_logging()} || {write_fault})',
  sets: { KVM_PGTABLE_PROT_W: true },
}

const stretch = (name: string, cite: CitationId, checks: readonly Check[]): KernelFunction => ({
  id: name,
  name: `${name}()`,
  cite,
  checks,
})

/** Linux 7.3.4. No decision about attributes changed since 6.17; names are those of 7.1 and later. */
export const linux73 = policy({
  id: 'linux-7.3',
  title: 'Linux 7.3',
  describes: 'Linux 7.3',
  status: 'merged',
  date: '2026',
  source: 'linux-s2-pin-pfn',
  version: '7.3',
  releases: '7.3; its memory types are those of every release since 6.17',
  notes: [
    { says: 'user_mem_abort() was split in 7.1; no decision about memory types changed since 6.17.' },
    { says: 'Nested virtualisation is stricter: a VNCR page has to be in memblock.' },
  ],
  capability: 'fwb && dic',
  follows: 'fwb && dic',
  asksFlag: false,
  readsPgprot: true,
  memslot: [
    memslotFlags('linux-memslot-flags', [unknownFlag, guestMemfdFlags]),
    setMemoryRegion('kvm_set_memory_region()', 'linux-set-memslot'),
    prepareMemoryRegion('linux-prepare-memslot', [ipaSize, ...guestMemfdSlots, vmaChecks]),
  ],
  fault: [
    handleGuestAbort('linux-guest-abort', [...beyondIpa, unsupportedStatus, noSlot, accessFlag]),
    gmemAbort,
    stretch('kvm_s2_fault_get_vma_info', 'linux-s2-vma-info', [noVma, loggingForcesPages, vmaSize]),
    followPfn('kvm_follow_pfn()', 'linux-follow-pfn'),
    hvaToPfn('linux-hva-to-pfn'),
    pinPfn,
    stretch('kvm_s2_fault_compute_prot', 'linux-s2-compute-prot', [
      execNonCacheable(names),
      exclusiveOrAtomic,
      protWrite,
      protExec,
      ...memoryType(names),
      mteDisallowed(names),
    ]),
    stretch('kvm_s2_fault_map', 'linux-s2-fault-map', [hugePageAdjust, relaxPermissions, mapLeaf]),
  ],
})
