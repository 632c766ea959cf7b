import type { CitationId } from '../../cite/citations.ts'
import type { Check, KernelFunction } from '../check.ts'
import { hvaToPfnRemapped } from './pfn-remapped.ts'

const find: readonly CitationId[] = ['linux-hva-to-pfn', 'linux-hva-to-pfn-612', 'linux-hva-to-pfn-617']
const fast: readonly CitationId[] = [
  'linux-hva-to-pfn-fast',
  'linux-hva-to-pfn-fast-612',
  'linux-hva-to-pfn-fast-617',
]
const slow: readonly CitationId[] = [
  'linux-hva-to-pfn-slow',
  'linux-hva-to-pfn-slow-612',
  'linux-hva-to-pfn-slow-617',
]
const gup: readonly CitationId[] = [
  'linux-check-vma-flags',
  'linux-check-vma-flags-612',
  'linux-check-vma-flags-617',
]

/** A read-only slot asks for no writable page. */
const readOnlySlot: Check = {
  id: 'pfn-slot-read-only',
  cite: ['linux-follow-pfn', 'linux-follow-pfn-617', 'linux-gfn-to-pfn-612'],
  says: 'A read-only slot: map_writable = false',
  because: 'the guest must not write there, even where the host may',
  test: '{KVM_MEM_READONLY}',
  sets: { map_writable: false },
}

const fastGup: Check = {
  id: 'pfn-fast',
  cite: fast,
  says: 'hva_to_pfn_fast(): a writable page, by the page table alone',
  because:
    'get_user_page_fast_only() takes any writable PTE that is present and not special, and never looks at the VMA, so that VM_IO does not matter here',
  test: '!{KVM_MEM_READONLY} && !{pte_special()} && {pte_write()} && !{PG_hwpoison}',
  sets: { pfn: true, map_writable: true },
}

const slowGup: Check = {
  id: 'pfn-slow',
  cite: [...slow, ...gup],
  says: 'hva_to_pfn_slow(): by get_user_pages()',
  because: 'it faults the page in; check_vma_flags() refuses every VMA that has VM_IO or VM_PFNMAP',
  test: '!{pfn} && !({VM_IO} | {VM_PFNMAP})',
  inner: [
    {
      id: 'pfn-hwpoison',
      cite: find,
      says: 'KVM_PFN_ERR_HWPOISON',
      because: 'the page is poisoned and no longer mapped, for which FOLL_HWPOISON gives -EHWPOISON',
      test: '!{pte_special()} && {PG_hwpoison}',
      sets: { KVM_PFN_ERR_HWPOISON: true },
    },
    {
      id: 'pfn-gup',
      cite: slow,
      says: 'pfn by get_user_pages()',
      because: 'a page with a struct page is taken, and copied on write where need be',
      test: '!{pte_special()} && !{PG_hwpoison} && (!{write_fault} || {VM_WRITE})',
      sets: { pfn: true },
    },
    {
      id: 'pfn-gup-writable',
      cite: slow,
      says: 'map_writable = true',
      because: 'FOLL_WRITE made the page writable: this write broke copy-on-write',
      test: '{pfn} && {write_fault} && !{KVM_MEM_READONLY}',
      sets: { map_writable: true },
    },
  ],
}

const noPfn: Check = {
  id: 'pfn-none',
  cite: find,
  says: 'No PFN: KVM_PFN_ERR_FAULT',
  because: 'get_user_pages() refuses, and the VMA has neither VM_IO nor VM_PFNMAP',
  test: '!{pfn} && !{KVM_PFN_ERR_HWPOISON} && !{is_error_noslot_pfn()}',
  sets: { KVM_PFN_ERR_FAULT: true },
}

/** `kvm_follow_pfn()`, in 6.12 `__gfn_to_pfn_memslot()`, up to its call of `hva_to_pfn()`. */
export const followPfn = (name: string, cite: CitationId): KernelFunction => ({
  id: 'kvm_follow_pfn',
  name,
  cite,
  checks: [readOnlySlot],
})

/** `hva_to_pfn()`: how the host page is found. */
export const hvaToPfn = (cite: CitationId): KernelFunction => ({
  id: 'hva_to_pfn',
  name: 'hva_to_pfn()',
  cite,
  checks: [fastGup, slowGup, hvaToPfnRemapped, noPfn],
})
