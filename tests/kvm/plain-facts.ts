import type { faultFacts } from '../../src/kvm/fault-facts.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import type { memslotFacts } from '../../src/kvm/memslot-facts.ts'

/** What a check asks of the inputs, written down a second time, without bits and with whole numbers of any size. */
export type PlainFact = (at: KvmInputs) => boolean

const big = BigInt
const pageOf = ({ page }: KvmInputs) => big(page) * 1024n
const bitUll = (bits: number) => 1n << big(bits)

/** `get_kvm_ipa_limit()` of a CPU with the largest PA size: more than 48 bits take 64K pages or FEAT_LPA2. */
const hostBits = ({ page, lpa2 }: KvmInputs) => (page === 64 || lpa2 ? 52 : 48)

/** PTE_ATTRINDX of `vm_page_prot`, as `asm/memory.h` numbers MT_*. */
const mt = { normal: 0, normal_tagged: 1, nc: 2, device_nGnRnE: 3, device_nGnRE: 4 } as const
const cacheable = ({ pgprot }: KvmInputs) => mt[pgprot] < 2

const inSlot = ({ addr, gpa, size }: KvmInputs) =>
  big(addr) >= big(gpa) && big(addr) <= big(gpa) + big(size) - 1n

/** PMD_SHIFT and PUD_SHIFT by the host's page, and CONT sizes by `asm/pgtable-hwdef.h`; a PUD block takes 4K pages. */
const shifts = {
  4: { page: 12, 'cont-pte': 16, pmd: 21, 'cont-pmd': 25, pud: 30 },
  16: { page: 14, 'cont-pte': 21, pmd: 25, 'cont-pmd': 30, pud: 36 },
  64: { page: 16, 'cont-pte': 21, pmd: 29, 'cont-pmd': 34, pud: 42 },
} as const
const hostShift = ({ page, map }: KvmInputs) => shifts[page][map]

/** `fault_supports_stage2_huge_mapping()` of `arch/arm64/kvm/mmu.c`. */
function supports({ gpa, hva, size, addr }: KvmInputs, shift: number): boolean {
  const map = 1n << big(shift)
  if (big(gpa) % map !== big(hva) % map) return false
  const first = ((big(hva) + big(addr) - big(gpa)) / map) * map
  return first >= big(hva) && first + map <= big(hva) + big(size)
}

/** A block of the host counts only where the host maps one. */
const isBlock = (at: KvmInputs) => hostShift(at) >= shifts[at.page].pmd

/** Under `swap` the checks of a memslot see anonymous RAM: mapped, MT_NORMAL, with room for tags. */
const seen = (at: KvmInputs): KvmInputs =>
  at.swap ? { ...at, vma: 'mapped', pfnmap: false, pgprot: 'normal', mteallowed: true } : at

/** The facts of KVM_SET_USER_MEMORY_REGION2. */
export const plainMemslotFacts: Readonly<Record<keyof typeof memslotFacts, PlainFact>> = {
  FWB: ({ fwb }) => fwb,
  DIC: ({ dic }) => dic,
  'kvm_has_mte()': ({ mte }) => mte,
  'find_vma_intersection()': (at) => seen(at).vma === 'mapped',
  VM_PFNMAP: (at) => seen(at).pfnmap,
  'kvm_vma_is_cacheable()': (at) => cacheable(seen(at)),
  'mapping_type(vma->vm_page_prot) == MT_NORMAL': (at) => mt[seen(at).pgprot] === 0,
  'kvm_vma_mte_allowed()': (at) => seen(at).mteallowed,
  KVM_MEM_LOG_DIRTY_PAGES: ({ log }) => log,
  KVM_MEM_READONLY: ({ readonly }) => readonly,
  KVM_MEM_GUEST_MEMFD: ({ gmem }) => gmem !== 'none',
  'kvm_memslot_is_gmem_only()': ({ gmem }) => gmem === 'mmap',
  'flags bit 3': ({ bit3 }) => bit3,
  KVM_MEM_ENABLE_CACHEABLE_PFNMAP: ({ bit3 }) => bit3,
  KVM_MEM_FORCE_CACHEABLE_PFNMAP: ({ bit3 }) => bit3,
  'not page aligned': (at) => [at.gpa, at.size, at.hva].some((one) => big(one) % pageOf(at) !== 0n),
  'npages > KVM_MEM_MAX_NR_PAGES': (at) => big(at.size) > (bitUll(31) - 1n) * pageOf(at),
  'base_gfn + npages > kvm_phys_size()': ({ gpa, size, ipa }) => big(gpa) + big(size) > bitUll(ipa),
  'kvm_check_memslot_overlap()': ({ overlap }) => overlap,
}

/** Who asks: an abort of an instruction fetch is EC 0x20; of a walk, ESR says no more than that it was one. */
const isFetch = ({ acc }: KvmInputs) => acc === 'x'

/** `kvm_is_write_fault()`: a walk of stage 1 writes where the fault is one of permission; else WnR, which cache maintenance sets. */
const isWrite = ({ s1ptw, fsc, acc, cm }: KvmInputs) =>
  s1ptw ? fsc === 'permission' : acc === 'w' || (cm && acc !== 'x')

type GivenFault = Exclude<
  keyof typeof faultFacts,
  | 'pfn'
  | `KVM_PFN_ERR_${string}`
  | 'is_error_noslot_pfn()'
  | 'map_writable'
  | 'writable'
  | 'device'
  | 'map_non_cacheable'
  | 's2_force_noncacheable'
  | 'cacheable_devmem'
  | 'force_pte'
  | 'PMD_SIZE'
  | 'PUD_SIZE'
  | `KVM_PGTABLE_PROT_${string}`
  | 'relax_perms'
>

/** The facts of a stage-2 abort that the inputs give. */
export const plainFaultFacts: Readonly<Record<GivenFault, PlainFact>> = {
  FWB: ({ fwb }) => fwb,
  DIC: ({ dic }) => dic,
  'kvm_has_mte()': ({ mte }) => mte,
  'vma_lookup()': ({ vma }) => vma !== 'none',
  VM_PFNMAP: ({ pfnmap }) => pfnmap,
  VM_MIXEDMAP: ({ mixedmap }) => mixedmap,
  VM_IO: ({ io }) => io,
  VM_ALLOW_ANY_UNCACHED: ({ anyuncached }) => anyuncached,
  mte_allowed: ({ mteallowed }) => mteallowed,
  is_vma_cacheable: cacheable,
  'pfn_is_map_memory()': ({ pfn }) => pfn === 'map-memory',
  'pte_special()': ({ pfn, pfnmap }) => pfnmap || pfn === 'none',
  PG_hwpoison: ({ hwpoison }) => hwpoison,
  'pte_write()': ({ hpte }) => hpte === 'rw',
  VM_WRITE: ({ hpte }) => hpte !== 'ro',
  // `memslot_is_logging()` of mmu.c: a dirty bitmap, and not KVM_MEM_READONLY.
  'memslot_is_logging()': ({ log, readonly }) => log && !readonly,
  KVM_MEM_READONLY: ({ readonly }) => readonly,
  'kvm_slot_has_gmem()': ({ gmem }) => gmem !== 'none',
  'kvm_is_error_hva()': (at) => !inSlot(at),
  'fault_ipa >= BIT_ULL(get_kvm_ipa_limit())': (at) => big(at.addr) >= bitUll(hostBits(at)),
  'fault_ipa >= BIT_ULL(VTCR_EL2_IPA())': ({ addr, ipa }) => big(addr) >= bitUll(ipa),
  write_fault: isWrite,
  exec_fault: (at) => isFetch(at) && !at.s1ptw,
  is_iabt: isFetch,
  'kvm_vcpu_abt_iss1tw()': ({ s1ptw }) => s1ptw,
  'kvm_vcpu_dabt_is_cm()': ({ cm }) => cm,
  'kvm_vcpu_dabt_isvalid()': ({ isv }) => isv,
  'esr_fsc_is_translation_fault()': ({ fsc }) => fsc === 'translation',
  'esr_fsc_is_permission_fault()': ({ fsc }) => fsc === 'permission',
  fault_is_perm: ({ fsc }) => fsc === 'permission',
  'esr_fsc_is_access_flag_fault()': ({ fsc }) => fsc === 'access-flag',
  'esr_fsc_is_excl_atomic_fault()': ({ fsc }) => fsc === 'excl-atomic',
  'is_vm_hugetlb_page()': ({ hugetlb }) => hugetlb,
  'host mapping >= PMD_SIZE': isBlock,
  'host mapping == PUD_SIZE': ({ page, map }) => page === 4 && map === 'pud',
  'fault_supports_stage2_huge_mapping(PMD_SIZE)': (at) => isBlock(at) && supports(at, shifts[at.page].pmd),
  'fault_supports_stage2_huge_mapping(PUD_SIZE)': (at) =>
    at.page === 4 && at.map === 'pud' && supports(at, shifts[4].pud),
  KVM_MEM_ENABLE_CACHEABLE_PFNMAP: ({ bit3 }) => bit3,
  'mapping_type(vma->vm_page_prot) == MT_NORMAL': ({ pgprot }) => mt[pgprot] === 0,
  // `is_cow_mapping()` of `include/linux/mm.h`.
  'is_cow_mapping()': ({ shared, maywrite }) => !shared && maywrite,
  'fault_granule != vma_pagesize': ({ granule }) => granule === 'other',
}
