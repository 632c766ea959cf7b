import type { CitationId } from '../../cite/citations.ts'
import type { Check, KernelFunction } from '../check.ts'
import { exits } from '../exit.ts'

const find: readonly CitationId[] = ['linux-hva-to-pfn', 'linux-hva-to-pfn-612']
const remapped: readonly CitationId[] = ['linux-hva-to-pfn-remapped', 'linux-hva-to-pfn-remapped-612']

const checks: readonly Check[] = [
  {
    id: 'pfn-hwpoison',
    cite: [...find, 'linux-hwpoison-signal', 'linux-hwpoison-signal-612'],
    says: 'A poisoned page is reported to user space',
    because: 'get_user_pages() gives -EHWPOISON: the memory is lost, and whoever runs the vCPU has to know',
    test: '{struct page} && !{VM_PFNMAP} && {PG_hwpoison}',
    exit: exits.sigbus,
  },
  {
    id: 'pfn-gup',
    cite: find,
    says: 'pfn by get_user_pages()',
    because: 'a page with a struct page is found through the page tables, and copied on write where need be',
    test: '{struct page} && !{VM_PFNMAP} && (!{write fault} || {FOLL_WRITE succeeds})',
    sets: { pfn: true },
  },
  {
    id: 'pfn-remapped',
    cite: [...find, ...remapped],
    says: 'A raw PFN is taken from the page table',
    because: 'VM_IO and VM_PFNMAP say that there may be no struct page to take',
    test: '!{pfn} && ({VM_IO} | {VM_PFNMAP})',
    inner: [
      {
        id: 'pfn-read-only',
        cite: remapped,
        says: 'A write through a read-only leaf: KVM_PFN_ERR_RO_FAULT',
        because: 'the host may not write there either',
        test: '{write fault} && !{pte_write()}',
        exit: exits.runEFAULT,
      },
      {
        id: 'pfn-follow',
        cite: remapped,
        says: 'pfn by follow_pfnmap_start()',
        because: 'the leaf holds it',
        test: '',
        sets: { pfn: true },
      },
    ],
  },
  {
    id: 'pfn-none',
    cite: find,
    says: 'No PFN: KVM_PFN_ERR_FAULT',
    because: 'get_user_pages() refuses, and the VMA has neither VM_IO nor VM_PFNMAP',
    test: '!{pfn}',
    exit: exits.runEFAULT,
  },
  {
    id: 'pfn-writable',
    cite: ['linux-follow-pfn', 'linux-gfn-to-pfn-612'],
    says: 'The page may be mapped writable',
    because:
      'the host may write it, now or since this write broke copy-on-write, and the slot is not read-only',
    test: '!{KVM_MEM_READONLY} && ({pte_write()} || {write fault})',
    sets: { map_writable: true },
  },
]

/** `hva_to_pfn()`: how the host page is found. */
export const hvaToPfn = (cite: CitationId): KernelFunction => ({
  id: 'hva_to_pfn',
  name: 'hva_to_pfn()',
  cite,
  checks,
})
