import { given, type Facts } from './fact.ts'
import type { KvmInputs } from './inputs.ts'

/** In the order in which the checks ask: the graph of decisions takes six at once. */
const bit = {
  bit3: 1 << 0,
  gmem: 1 << 1,
  log: 1 << 2,
  readonly: 1 << 3,
  unaligned: 1 << 4,
  tooLarge: 1 << 5,
  overlap: 1 << 6,
  beyond: 1 << 7,
  gmemOnly: 1 << 8,
  mte: 1 << 9,
  vma: 1 << 10,
  mteAllowed: 1 << 11,
  pfnmap: 1 << 12,
  cacheable: 1 << 13,
  fwb: 1 << 14,
  dic: 1 << 15,
  normal: 1 << 16,
} as const

/** What the checks of KVM_SET_USER_MEMORY_REGION2 ask. */
export const memslotFacts = {
  FWB: given(bit.fwb, 'fwb'),
  DIC: given(bit.dic, 'dic'),
  'kvm_has_mte()': given(bit.mte, 'mte'),
  'find_vma_intersection()': given(bit.vma, 'vma', 'swap'),
  VM_PFNMAP: given(bit.pfnmap, 'pfnmap', 'swap'),
  'kvm_vma_is_cacheable()': given(bit.cacheable, 'pgprot', 'swap'),
  'mapping_type(vma->vm_page_prot) == MT_NORMAL': given(bit.normal, 'pgprot', 'swap'),
  'kvm_vma_mte_allowed()': given(bit.mteAllowed, 'mteallowed', 'swap'),
  KVM_MEM_LOG_DIRTY_PAGES: given(bit.log, 'log'),
  KVM_MEM_READONLY: given(bit.readonly, 'readonly'),
  KVM_MEM_GUEST_MEMFD: given(bit.gmem, 'gmem'),
  'kvm_memslot_is_gmem_only()': given(bit.gmemOnly, 'gmem'),
  'flags bit 3': given(bit.bit3, 'bit3'),
  KVM_MEM_ENABLE_CACHEABLE_PFNMAP: given(bit.bit3, 'bit3'),
  KVM_MEM_FORCE_CACHEABLE_PFNMAP: given(bit.bit3, 'bit3'),
  'not page aligned': given(bit.unaligned, 'gpa', 'size', 'hva', 'page'),
  'npages > KVM_MEM_MAX_NR_PAGES': given(bit.tooLarge, 'size', 'page'),
  'base_gfn + npages > kvm_phys_size()': given(bit.beyond, 'gpa', 'size', 'ipa'),
  'kvm_check_memslot_overlap()': given(bit.overlap, 'overlap'),
} as const satisfies Facts

const powerOfTwo = Array.from({ length: 64 }, (_, exponent) => 2 ** exponent)

/** 2 to a power from 0 to 63. */
export const bitUll = (exponent: number) => powerOfTwo[exponent] ?? Infinity

const maxPages = 0x7fffffff

/** `kvm_vma_is_cacheable()`: everything that is neither Non-cacheable nor Device. */
export const isCacheable = ({ pgprot }: KvmInputs) => pgprot === 'normal' || pgprot === 'normal_tagged'

/** The facts of `memslotFacts`, packed. Under `swap` the checks see anonymous RAM. */
export function memslotWord(at: KvmInputs): number {
  return flagBits(at) | rangeBits(at) | (at.swap ? anonymousBits : vmaBits(at))
}

const anonymousBits = bit.vma | bit.cacheable | bit.normal | bit.mteAllowed

const vmaBits = (at: KvmInputs) =>
  (at.vma === 'mapped' ? bit.vma : 0) |
  (at.pfnmap ? bit.pfnmap : 0) |
  (isCacheable(at) ? bit.cacheable : 0) |
  (at.pgprot === 'normal' ? bit.normal : 0) |
  (at.mteallowed ? bit.mteAllowed : 0)

const flagBits = (at: KvmInputs) =>
  (at.fwb ? bit.fwb : 0) |
  (at.dic ? bit.dic : 0) |
  (at.mte ? bit.mte : 0) |
  (at.log ? bit.log : 0) |
  (at.readonly ? bit.readonly : 0) |
  (at.gmem === 'none' ? 0 : at.gmem === 'mmap' ? bit.gmem | bit.gmemOnly : bit.gmem) |
  (at.bit3 ? bit.bit3 : 0) |
  (at.overlap ? bit.overlap : 0)

function rangeBits({ gpa, size, hva, page, ipa }: KvmInputs): number {
  const pageSize = page << 10
  const offset = (gpa | size | hva) & (pageSize - 1)
  return (
    (offset === 0 ? 0 : bit.unaligned) |
    (size > maxPages * pageSize ? bit.tooLarge : 0) |
    (gpa + size > bitUll(ipa) ? bit.beyond : 0)
  )
}
