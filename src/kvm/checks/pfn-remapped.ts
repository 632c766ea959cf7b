import type { CitationId } from '../../cite/citations.ts'
import type { Check } from '../check.ts'

const find: readonly CitationId[] = ['linux-hva-to-pfn', 'linux-hva-to-pfn-612', 'linux-hva-to-pfn-617']
const remapped: readonly CitationId[] = [
  'linux-hva-to-pfn-remapped',
  'linux-hva-to-pfn-remapped-612',
  'linux-hva-to-pfn-remapped-617',
]

/** `hva_to_pfn_remapped()`, for what get_user_pages() refuses by the VMA. */
export const hvaToPfnRemapped: Check = {
  id: 'pfn-remapped',
  cite: [...find, ...remapped],
  says: 'hva_to_pfn_remapped(): a raw PFN is taken from the page table',
  because: 'VM_IO and VM_PFNMAP say that there may be no struct page to take',
  test: '!{pfn} && ({VM_IO} | {VM_PFNMAP})',
  inner: [
    {
      id: 'pfn-remapped-hwpoison',
      cite: remapped,
      says: 'A poisoned page: KVM_PFN_ERR_FAULT',
      because: 'its PTE is gone, and fixup_user_fault() does not tell poison from any other error',
      test: '!{pte_special()} && {PG_hwpoison}',
      sets: { KVM_PFN_ERR_FAULT: true },
    },
    {
      id: 'pfn-read-only',
      cite: remapped,
      says: 'A write through a read-only leaf: KVM_PFN_ERR_RO_FAULT',
      because: 'the host may not write there either, and nothing breaks copy-on-write here',
      test: '!{KVM_PFN_ERR_FAULT} && {write_fault} && !{pte_write()}',
      sets: { KVM_PFN_ERR_RO_FAULT: true },
    },
    {
      id: 'pfn-follow',
      cite: remapped,
      says: 'pfn by follow_pfnmap_start()',
      because: 'the leaf holds it',
      test: '!{is_error_noslot_pfn()}',
      sets: { pfn: true },
    },
    {
      id: 'pfn-follow-writable',
      cite: remapped,
      says: 'map_writable = true',
      because: 'the leaf is writable, and the slot is not read-only',
      test: '{pfn} && {pte_write()} && !{KVM_MEM_READONLY}',
      sets: { map_writable: true },
    },
  ],
}
