import type { Check } from '../check.ts'
import { exits } from '../exit.ts'
import { cacheableNeedsHardware } from './pin-pfn.ts'
import { followPgprot617, type Path617 } from './user-mem-617.ts'

/** The block of 6.17: follow the VMA, or refuse what the hardware does not allow. */
export const rawMemory617: Path617['block'] = [
  'fault-not-map-memory-617',
  [cacheableNeedsHardware, followPgprot617],
]

/** v10 3/6: no hardware makes it right yet. */
export const noMismatch: Check = {
  id: 'fault-no-cacheable',
  cite: ['linux-user-mem-abort-617', 'commit-block-cacheable', 'mail-v10-block'],
  says: 'Cacheable in the VMA and not in stage 2 is refused',
  because: 'the guest would read around what the host holds in caches, which is a security risk',
  test: '{is_vma_cacheable} && {s2_force_noncacheable}',
  exit: exits.runEINVAL,
}

/** 216887f79d98: every raw PFN is forced, before pgprot is read. */
export const alwaysForceNonCacheable: Check = {
  id: 'fault-force-non-cacheable',
  cite: ['linux-user-mem-abort-617', 'commit-plain-vma'],
  says: 's2_force_noncacheable = true',
  because: 'there may be no kernel address by which to maintain caches, which a cacheable leaf might need',
  test: '',
  sets: { s2_force_noncacheable: true },
}

/** The fallback: follow where the hardware allows it, else degrade. */
export const degrade: Check = {
  id: 'fault-degrade',
  cite: ['linux-user-mem-abort-617', 'mail-fallback-device', 'mail-dic'],
  says: 's2_force_noncacheable = true',
  because: 'the VMA is not cacheable, or the hardware does not allow KVM to follow it: nothing is refused',
  test: '!({is_vma_cacheable} && {FWB} && {DIC})',
  sets: { s2_force_noncacheable: true },
}

/** The fallback with a flag. */
export const degradeUnlessAsked: Check = {
  id: 'fault-degrade-unless-asked',
  cite: ['linux-user-mem-abort-617', 'mail-fallback', 'mail-dic'],
  says: 's2_force_noncacheable = true',
  because:
    'the VMA is not cacheable, or user space did not ask, or the hardware does not allow it: as up to 6.16',
  test: '!({is_vma_cacheable} && {KVM_MEM_ENABLE_CACHEABLE_PFNMAP} && {FWB} && {DIC})',
  sets: { s2_force_noncacheable: true },
}
