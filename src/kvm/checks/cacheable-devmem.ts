import type { CitationId } from '../../cite/citations.ts'
import type { Check } from '../check.ts'
import { exits } from '../exit.ts'

const here: CitationId = 'linux-user-mem-abort-612'

const lockKept =
  'the posted code returns with mmap_lock held: the next writer of the address space waits for ever'

/** v4 1/5, at the fault. */
export const blockNormalPfnmap: Check = {
  id: 'fault-normal-pfnmap',
  cite: [here, 'mail-v4-block'],
  says: 'No PFNMAP that the host maps MT_NORMAL',
  because: 'the VMA may have changed since the slot was made; also where the PFN is in memblock',
  test: '{VM_PFNMAP} && {mapping_type(vma->vm_page_prot) == MT_NORMAL}',
  exit: exits.runEINVAL,
  defect: lockKept,
}

/** v3 to v6: a mix of raw PFNs and copies. */
export const rejectCow: Check = {
  id: 'fault-cow-pfnmap',
  cite: [here, 'mail-v3', 'mail-v6-allow'],
  says: 'No copy-on-write PFNMAP',
  because: 'its copies are plain pages, whose attributes the VMA does not tell',
  test: '{VM_PFNMAP} && {is_cow_mapping()}',
  exit: exits.runEINVAL,
  defect: lockKept,
}

/** v3: what the host maps MT_NORMAL. */
export const cacheableByNormal: Check = {
  id: 'fault-devmem-normal',
  cite: [here, 'mail-v3'],
  says: 'cacheable_devmem = true',
  because: 'the driver maps it MT_NORMAL, so that it is safe to do the same; MT_NORMAL_TAGGED was overlooked',
  test: '{VM_PFNMAP} && {mapping_type(vma->vm_page_prot) == MT_NORMAL}',
  sets: { cacheable_devmem: true },
}

/** v5 and v6: everything that is neither Non-cacheable nor Device. */
export const cacheableByType: Check = {
  id: 'fault-devmem-cacheable',
  cite: [here, 'mail-v6-allow'],
  says: 'cacheable_devmem = true',
  because: 'the driver maps it cacheable, so that it is safe to do the same',
  test: '{VM_PFNMAP} && {is_vma_cacheable}',
  sets: { cacheable_devmem: true },
}

/** v3 to v6: cacheable memory is no device. */
export const deviceUnlessCacheable: Check = {
  id: 'fault-device-unless-cacheable',
  cite: [here, 'linux-is-device-pfn-612', 'mail-v3', 'mail-v6-allow'],
  says: 'device = true',
  because: 'the PFN is not in memblock, and the VMA does not say that it is cacheable',
  test: '!{pfn_is_map_memory()} && !{cacheable_devmem}',
  sets: { device: true },
}

/** v3: no data cache can be cleaned. */
export const devmemNeedsFwb: Check = {
  id: 'fault-devmem-fwb',
  cite: [here, 'mail-v3'],
  says: 'cacheable_devmem needs FWB',
  because:
    'without FWB KVM has to clean data caches, and may have no kernel address for it; also where the PFN is in memblock and it has',
  test: '{cacheable_devmem} && !{FWB}',
  exit: exits.runEINVAL,
}

/** v4 to v6: neither data nor instruction caches can be maintained. */
export const devmemNeedsHardware: Check = {
  id: 'fault-devmem-hardware',
  cite: [here, 'mail-v6-allow', 'mail-dic'],
  says: 'cacheable_devmem needs FWB and DIC',
  because: 'KVM may have no kernel address by which to maintain caches',
  test: '{cacheable_devmem} && !({FWB} && {DIC})',
  exit: exits.runEINVAL,
}
