import type { CitationId } from '../../cite/citations.ts'
import type { Check } from '../check.ts'
import { exits } from '../exit.ts'

const here: CitationId = 'linux-user-mem-abort-617'

/** The checks of the memslot again, as the VMA may have changed. */
export const optinAgain: readonly Check[] = [
  {
    id: 'fault-flag-needs-fwb',
    cite: [here, 'mail-optin', 'mail-flag-restated'],
    says: 'The flag without the capability is refused',
    because: 'without FWB KVM cannot enforce Write-Back, on no memory',
    test: '{KVM_MEM_ENABLE_CACHEABLE_PFNMAP} && !{FWB}',
    exit: exits.runEFAULT,
  },
  {
    id: 'fault-optin-missing',
    cite: [here, 'mail-optin-clarified'],
    says: 'Cacheable PFNMAP without the flag is refused',
    because: 'the VMA may have changed since the slot was made',
    test: '{VM_PFNMAP} && {is_vma_cacheable} && !{KVM_MEM_ENABLE_CACHEABLE_PFNMAP}',
    exit: exits.runEFAULT,
  },
]

/** In the block for memory that KVM cannot maintain. */
export const optinRaw: readonly Check[] = [
  {
    id: 'fault-optin-fwb',
    cite: [here, 'mail-optin'],
    says: 'Cacheable memory that KVM cannot maintain needs FWB',
    because: 'the capability stands for FWB alone; DIC was found a week later',
    test: '{is_vma_cacheable} && !{FWB}',
    exit: exits.runEFAULT,
  },
  {
    id: 'fault-optin-non-cacheable',
    cite: [here, 'mail-optin'],
    says: 'The flag on memory that is not cacheable is refused',
    because: 'user space expects Write-Back, which the driver has ruled out',
    test: '!{is_vma_cacheable} && {KVM_MEM_ENABLE_CACHEABLE_PFNMAP}',
    exit: exits.runEFAULT,
  },
]
