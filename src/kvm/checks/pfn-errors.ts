import type { CitationId } from '../../cite/citations.ts'
import type { Check } from '../check.ts'
import { exits } from '../exit.ts'

const caller: readonly CitationId[] = [
  'linux-s2-pin-pfn',
  'linux-user-mem-abort-612',
  'linux-user-mem-abort-617',
]

/** What the caller of `kvm_follow_pfn()` or `__gfn_to_pfn_memslot()` makes of its errors. */
export const pfnErrors: readonly Check[] = [
  {
    id: 'fault-hwpoison',
    cite: [...caller, 'linux-hwpoison-signal', 'linux-hwpoison-signal-612', 'linux-hwpoison-signal-617'],
    says: 'kvm_send_hwpoison_signal(): a poisoned page is reported to user space',
    because: 'the memory is lost, and whoever runs the vCPU has to know',
    test: '{KVM_PFN_ERR_HWPOISON}',
    exit: exits.sigbus,
  },
  {
    id: 'fault-no-pfn',
    cite: caller,
    says: 'No PFN: -EFAULT',
    because: 'there is nothing to map',
    test: '{is_error_noslot_pfn()}',
    exit: exits.runEFAULT,
  },
]
