import type { CitationId } from '../../cite/citations.ts'
import type { Check, KernelFunction } from '../check.ts'
import { exits } from '../exit.ts'
import { pfnErrors } from './pfn-errors.ts'

const cite: readonly CitationId[] = ['linux-s2-pin-pfn']

/** From 6.17. */
export const cacheableNeedsHardware: Check = {
  id: 'fault-cacheable-pfnmap',
  cite: [...cite, 'linux-user-mem-abort-617', 'commit-block-cacheable', 'commit-allow-cacheable', 'mail-dic'],
  says: 'Cacheable memory that KVM cannot maintain needs FWB and DIC',
  because:
    'there may be no kernel address by which to maintain caches, and the fault is the last chance: the VMA may have changed since the slot was made',
  test: '{is_vma_cacheable} && !({FWB} && {DIC})',
  exit: exits.runEFAULT,
  since: '6.17',
}

const followPgprot: Check = {
  id: 'fault-non-cacheable',
  cite: [...cite, 'mail-rules'],
  says: 'map_non_cacheable = true',
  because: 'the owner of the VMA maps it Non-cacheable or Device, and stage 2 follows',
  test: '!{is_vma_cacheable}',
  sets: { map_non_cacheable: true },
  since: '6.17',
}

const device: Check = {
  id: 'fault-device',
  cite,
  says: 'device = true',
  because: 'from here on it counts as a device, whose writes are not withheld while logging',
  test: '',
  sets: { device: true },
  since: '7.1',
}

/** `kvm_s2_fault_pin_pfn()` once it has the PFN. */
export const pinPfn: KernelFunction = {
  id: 'kvm_s2_fault_pin_pfn',
  name: 'kvm_s2_fault_pin_pfn()',
  cite: 'linux-s2-pin-pfn',
  checks: [
    ...pfnErrors,
    {
      id: 'fault-not-map-memory',
      cite: [...cite, 'commit-plain-vma'],
      says: 'Memory that KVM cannot maintain',
      because: 'a raw PFN outside of memblock may have no kernel address, on which cache maintenance depends',
      test: '({VM_PFNMAP} | {VM_MIXEDMAP}) && !{pfn_is_map_memory()}',
      inner: [cacheableNeedsHardware, followPgprot, device],
      since: '6.17',
    },
  ],
}
