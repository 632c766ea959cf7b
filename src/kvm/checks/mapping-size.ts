import type { CitationId } from '../../cite/citations.ts'
import type { Check } from '../check.ts'

const cite: readonly CitationId[] = [
  'linux-s2-vma-size',
  'linux-user-mem-abort-612',
  'linux-user-mem-abort-617',
]

/** Logging tracks pages. */
export const loggingForcesPages: Check = {
  id: 'size-logging',
  cite,
  says: 'Dirty logging maps pages only',
  because: 'a block would make all of it dirty at once',
  test: '{memslot_is_logging()}',
  sets: { force_pte: true },
}

const sizes: readonly Check[] = [
  {
    id: 'size-pud',
    cite,
    says: 'A PUD block',
    because: 'the host maps one there, and the slot is aligned alike and holds it',
    test: '{host mapping == PUD_SIZE} && {fault_supports_stage2_huge_mapping(PUD_SIZE)}',
    sets: { PUD_SIZE: true },
  },
  {
    id: 'size-pmd',
    cite,
    says: 'A PMD block',
    because: 'the host maps at least that there (contiguous runs are rounded down), and the slot holds it',
    test: '!{PUD_SIZE} && {host mapping >= PMD_SIZE} && {fault_supports_stage2_huge_mapping(PMD_SIZE)}',
    sets: { PMD_SIZE: true },
  },
  {
    id: 'size-page',
    cite,
    says: 'A page, and no more attempts',
    because: 'the huge mapping is too small, or the slot is not aligned as it is',
    test: '!{PUD_SIZE} && !{PMD_SIZE} && ({host mapping >= PMD_SIZE} || {is_vm_hugetlb_page()})',
    sets: { force_pte: true },
  },
]

/** By 7.2 only hugetlb says its size by the VMA; other blocks come from the host's page table. */
export const vmaSize: Check = {
  id: 'size-vma',
  cite: ['linux-s2-vma-size'],
  says: 'The VMA says the size',
  because: 'a hugetlb mapping has one',
  test: '{is_vm_hugetlb_page()} && !{force_pte}',
  inner: sizes,
}

/** Up to 7.0 the size of a VM_PFNMAP block is derived from `vm_pgoff`. */
export const vmaSizeBefore: Check = {
  id: 'size-vma-before',
  cite: ['linux-vma-page-shift-612', 'linux-vma-page-shift-617'],
  says: 'The VMA says the size',
  because: 'a hugetlb mapping has one, and for VM_PFNMAP it is derived from vm_pgoff',
  test: '({is_vm_hugetlb_page()} || {VM_PFNMAP}) && !{force_pte}',
  inner: sizes,
}

const hugePage = (id: string, test: string): Check => ({
  id,
  cite: ['linux-thp-adjust', 'linux-thp-adjust-612', 'linux-thp-adjust-617'],
  says: 'A PMD block after all',
  because: 'the page table of the host has one there, and the slot is aligned alike and holds it',
  test,
  sets: { PMD_SIZE: true },
})

/** `transparent_hugepage_adjust()`, whatever the memory type. */
export const hugePageAdjust = hugePage(
  'size-adjust',
  '!{force_pte} && !{PUD_SIZE} && !{PMD_SIZE} && {host mapping >= PMD_SIZE} && {fault_supports_stage2_huge_mapping(PMD_SIZE)}',
)

/** The same from 6.17 to 7.0, where what is mapped Non-cacheable or Device keeps its size. */
export const hugePageAdjust617 = hugePage(
  'size-adjust-617',
  '!{force_pte} && !{s2_force_noncacheable} && !{PUD_SIZE} && !{PMD_SIZE} && {host mapping >= PMD_SIZE} && {fault_supports_stage2_huge_mapping(PMD_SIZE)}',
)

/** The same where device memory keeps its size. */
export const hugePageAdjustBefore = hugePage(
  'size-adjust-before',
  '!{force_pte} && !{device} && !{PUD_SIZE} && !{PMD_SIZE} && {host mapping >= PMD_SIZE} && {fault_supports_stage2_huge_mapping(PMD_SIZE)}',
)
