import type { CitationId } from '../../cite/citations.ts'
import type { Check } from '../check.ts'
import { exits } from '../exit.ts'
import { prepareCite } from './memslot.ts'

/** A check of each VMA in the range that refuses the slot with -EINVAL. */
const refuse = (
  id: string,
  cite: readonly CitationId[],
  row: Pick<Check, 'says' | 'because' | 'test'>,
): Check => ({ id, cite: [...prepareCite, ...cite], ...row, exit: exits.refuseEINVAL })

/** v4 1/5: MT_NORMAL alone counts as cacheable. */
export const noNormalPfnmap = refuse('memslot-normal-pfnmap', ['mail-v4-block'], {
  says: 'No PFNMAP that the host maps MT_NORMAL',
  because:
    'KVM would map it Device, and the guest would read around what the host holds in caches; MT_NORMAL_TAGGED was overlooked',
  test: '{VM_PFNMAP} && {mapping_type(vma->vm_page_prot) == MT_NORMAL}',
})

/** v10 3/6, 2a8dfab26677: whatever the hardware. */
export const noCacheablePfnmap = refuse(
  'memslot-no-cacheable-pfnmap',
  ['commit-block-cacheable', 'mail-v10-block'],
  {
    says: 'No cacheable PFNMAP',
    because: 'KVM would map it Device, and the guest would read around what the host holds in caches',
    test: '{VM_PFNMAP} && {kvm_vma_is_cacheable()}',
  },
)

/** Items 1 and 2 of the plan, read together. */
export const normalPfnmapNeedsFwb = refuse('memslot-plan', ['mail-plan', 'mail-buy-in'], {
  says: 'MT_NORMAL PFNMAP needs FWB',
  because: 'without FWB KVM has to clean data caches, and may have no kernel address for it',
  test: '{VM_PFNMAP} && {mapping_type(vma->vm_page_prot) == MT_NORMAL} && !{FWB}',
})

/** v6 4/5: hardware and flag. */
export const cacheablePfnmapNeedsFlag = refuse('memslot-flag-and-hardware', ['mail-v6-allow'], {
  says: 'Cacheable PFNMAP needs the flag, FWB and DIC',
  because: 'user space has to ask for it, and KVM may have no kernel address by which to maintain caches',
  test: '{VM_PFNMAP} && {kvm_vma_is_cacheable()} && (!{KVM_MEM_ENABLE_CACHEABLE_PFNMAP} || !({FWB} && {DIC}))',
})

/** The seed and its clarification: cacheable PFNMAP has to carry the flag. */
export const optinCacheable = refuse('memslot-optin-missing', ['mail-optin-clarified'], {
  says: 'Cacheable PFNMAP without the flag is refused',
  because: 'nothing has used such memory yet, so that a flag can be compelled',
  test: '{VM_PFNMAP} && {kvm_vma_is_cacheable()} && !{KVM_MEM_ENABLE_CACHEABLE_PFNMAP}',
})

/** Own reading: the promise cannot be kept. */
export const optinNonCacheable = refuse('memslot-optin-non-cacheable', ['mail-optin'], {
  says: 'The flag on PFNMAP that is not cacheable is refused',
  because: 'user space expects Write-Back, which the driver has ruled out',
  test: '{VM_PFNMAP} && !{kvm_vma_is_cacheable()} && {KVM_MEM_ENABLE_CACHEABLE_PFNMAP}',
})

/** The first sketch, the branch of memory that is not cacheable. */
export const refuseNonCacheableWithFlag = refuse('memslot-force', ['mail-flag-refused'], {
  says: 'The flag forbids PFNMAP that is not cacheable',
  because: 'a flag may only restrict: with it user space says that it expects cacheable memory',
  test: '{VM_PFNMAP} && !{kvm_vma_is_cacheable()} && {KVM_MEM_FORCE_CACHEABLE_PFNMAP}',
})

/** The second sketch: the flag says what the VMA is. */
export const strictFlag = refuse('memslot-strict', ['mail-flag-refused'], {
  says: 'The flag has to say whether the VMA is cacheable',
  because: 'user space is not surprised by a Write-Back mapping either',
  test: '{VM_PFNMAP} && ({kvm_vma_is_cacheable()} && !{KVM_MEM_FORCE_CACHEABLE_PFNMAP} || !{kvm_vma_is_cacheable()} && {KVM_MEM_FORCE_CACHEABLE_PFNMAP})',
})
