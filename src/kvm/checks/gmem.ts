import type { KernelFunction } from '../check.ts'
import { exits } from '../exit.ts'

/** `gmem_abort()`, for slots of guest_memfd: always Write-Back, always pages; the VMA is not asked. */
export const gmemAbort: KernelFunction = {
  id: 'gmem_abort',
  name: 'gmem_abort()',
  cite: 'linux-gmem-abort',
  when: '{kvm_slot_has_gmem()}',
  checks: [
    {
      id: 'gmem-hwpoison',
      cite: ['linux-gmem-abort', 'linux-gmem-get-pfn'],
      says: 'A poisoned page of the file: -EHWPOISON',
      because:
        'kvm_gmem_get_pfn() refuses it; as there may be no VMA, KVM fills in KVM_EXIT_MEMORY_FAULT and sends no signal',
      test: '{PG_hwpoison}',
      exit: exits.memoryFaultEHWPOISON,
      since: '6.18',
    },
    {
      id: 'gmem-prot-w',
      cite: ['linux-gmem-abort'],
      says: 'prot |= KVM_PGTABLE_PROT_W',
      because: 'the file is writable, unless the slot says otherwise',
      test: '!{KVM_MEM_READONLY}',
      sets: { KVM_PGTABLE_PROT_W: true },
      since: '6.18',
    },
    {
      id: 'gmem-prot-x',
      cite: ['linux-gmem-abort'],
      says: 'prot |= KVM_PGTABLE_PROT_X',
      because: 'the guest fetches, or instruction caches need no maintenance',
      test: '{exec_fault} || {DIC}',
      sets: { KVM_PGTABLE_PROT_X: true },
      since: '6.18',
    },
    {
      id: 'gmem-map',
      cite: ['linux-gmem-abort'],
      says: 'kvm_pgtable_stage2_map()',
      because: 'the page of the file is mapped, Write-Back as all kernel-managed memory',
      test: '',
      exit: exits.mapped,
      since: '6.18',
    },
  ],
}
