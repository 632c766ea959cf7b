import { given, sized, state, type Facts } from './fact.ts'
import type { KvmInputs } from './inputs.ts'
import { bitUll, isCacheable } from './memslot-facts.ts'

/** In the order in which the checks ask: the graph of decisions takes five at once. */
const bit = {
  translation: 1 << 0,
  permission: 1 << 1,
  accessFlag: 1 << 2,
  exclAtomic: 1 << 3,
  beyond: 1 << 4,
  slot: 1 << 5,
  write: 1 << 6,
  readonly: 1 << 7,
  iabt: 1 << 8,
  s1ptw: 1 << 9,
  cm: 1 << 10,
  isv: 1 << 11,
  gmem: 1 << 12,
  vma: 1 << 13,
  logging: 1 << 14,
  structPage: 1 << 15,
  pfnmap: 1 << 16,
  io: 1 << 17,
  hwpoison: 1 << 18,
  pteWrite: 1 << 19,
  mayWrite: 1 << 20,
  mixedmap: 1 << 21,
  mapMemory: 1 << 22,
  cacheable: 1 << 23,
  fwb: 1 << 24,
  dic: 1 << 25,
  exec: 1 << 26,
  anyUncached: 1 << 27,
  mte: 1 << 28,
  mteAllowed: 1 << 29,
} as const

/** Bits of the word of state. Those from `w` up to `lpa2` say what the leaf looks like. */
export const stateBit = {
  w: 1 << 0,
  x: 1 << 1,
  nc: 1 << 2,
  device: 1 << 3,
  pmd: 1 << 4,
  pud: 1 << 5,
  relax: 1 << 6,
  lpa2: 1 << 7,
  pfn: 1 << 8,
  writable: 1 << 9,
  isDevice: 1 << 10,
  nonCacheable: 1 << 11,
  forcePte: 1 << 12,
  hugetlb: 1 << 13,
  hostPmd: 1 << 14,
  hostPud: 1 << 15,
  fitsPmd: 1 << 16,
  fitsPud: 1 << 17,
} as const

/** The bits of the word of state that the inputs give; checks only read them. */
export const sizeBits =
  stateBit.hugetlb | stateBit.hostPmd | stateBit.hostPud | stateBit.fitsPmd | stateBit.fitsPud

/** What the checks of a stage-2 abort ask, and what they set. */
export const faultFacts = {
  FWB: given(bit.fwb, 'fwb'),
  DIC: given(bit.dic, 'dic'),
  'kvm_has_mte()': given(bit.mte, 'mte'),
  'vma_lookup()': given(bit.vma, 'vma'),
  VM_PFNMAP: given(bit.pfnmap, 'pfnmap'),
  VM_MIXEDMAP: given(bit.mixedmap, 'mixedmap'),
  VM_IO: given(bit.io, 'io'),
  VM_ALLOW_ANY_UNCACHED: given(bit.anyUncached, 'anyuncached'),
  VM_MTE_ALLOWED: given(bit.mteAllowed, 'mteallowed'),
  cacheable: given(bit.cacheable, 'pgprot'),
  'pfn_is_map_memory()': given(bit.mapMemory, 'pfn'),
  'struct page': given(bit.structPage, 'pfn'),
  PG_hwpoison: given(bit.hwpoison, 'hwpoison'),
  'pte_write()': given(bit.pteWrite, 'hpte'),
  'FOLL_WRITE succeeds': given(bit.mayWrite, 'hpte'),
  'memslot_is_logging()': given(bit.logging, 'log', 'readonly'),
  KVM_MEM_READONLY: given(bit.readonly, 'readonly'),
  'kvm_slot_has_gmem()': given(bit.gmem, 'gmem'),
  memslot: given(bit.slot, 'addr', 'gpa', 'size'),
  'fault_ipa >= IPA size': given(bit.beyond, 'addr', 'ipa'),
  'write fault': given(bit.write, 'acc', 's1ptw', 'fsc', 'cm'),
  'exec fault': given(bit.exec, 'acc', 's1ptw'),
  'instruction abort': given(bit.iabt, 'acc'),
  'stage-1 walk': given(bit.s1ptw, 's1ptw'),
  'cache maintenance': given(bit.cm, 'cm'),
  ISV: given(bit.isv, 'isv'),
  'translation fault': given(bit.translation, 'fsc'),
  'permission fault': given(bit.permission, 'fsc'),
  'access flag fault': given(bit.accessFlag, 'fsc'),
  'exclusive or atomic fault': given(bit.exclAtomic, 'fsc'),
  'is_vm_hugetlb_page()': sized(stateBit.hugetlb, 'hugetlb'),
  'host mapping >= PMD_SIZE': sized(stateBit.hostPmd, 'map'),
  'host mapping == PUD_SIZE': sized(stateBit.hostPud, 'map', 'page'),
  'slot fits PMD_SIZE': sized(stateBit.fitsPmd, 'map', 'page', 'gpa', 'hva', 'size', 'addr'),
  'slot fits PUD_SIZE': sized(stateBit.fitsPud, 'map', 'page', 'gpa', 'hva', 'size', 'addr'),
  pfn: state(stateBit.pfn),
  map_writable: state(stateBit.writable),
  writable: state(stateBit.writable),
  device: state(stateBit.isDevice),
  map_non_cacheable: state(stateBit.nonCacheable),
  force_pte: state(stateBit.forcePte),
  PMD_SIZE: state(stateBit.pmd),
  PUD_SIZE: state(stateBit.pud),
  KVM_PGTABLE_PROT_W: state(stateBit.w),
  KVM_PGTABLE_PROT_X: state(stateBit.x),
  KVM_PGTABLE_PROT_NORMAL_NC: state(stateBit.nc),
  KVM_PGTABLE_PROT_DEVICE: state(stateBit.device),
  relax_perms: state(stateBit.relax),
} as const satisfies Facts

/** The facts of the inputs, packed. */
export const faultWord = (at: KvmInputs) => hostBits(at) | vmaBits(at) | slotBits(at) | accessBits(at)

const hostBits = (at: KvmInputs) =>
  (at.fwb ? bit.fwb : 0) |
  (at.dic ? bit.dic : 0) |
  (at.mte ? bit.mte : 0) |
  (at.hwpoison ? bit.hwpoison : 0) |
  (at.pfn === 'map-memory' ? bit.mapMemory | bit.structPage : at.pfn === 'zone-device' ? bit.structPage : 0) |
  (at.hpte === 'rw' ? bit.pteWrite | bit.mayWrite : at.hpte === 'cow' ? bit.mayWrite : 0)

const vmaBits = (at: KvmInputs) =>
  (at.vma === 'mapped' ? bit.vma : 0) |
  (at.pfnmap ? bit.pfnmap : 0) |
  (at.mixedmap ? bit.mixedmap : 0) |
  (at.io ? bit.io : 0) |
  (at.anyuncached ? bit.anyUncached : 0) |
  (at.mteallowed ? bit.mteAllowed : 0) |
  (isCacheable(at) ? bit.cacheable : 0)

const slotBits = (at: KvmInputs) =>
  (at.readonly ? bit.readonly : at.log ? bit.logging : 0) |
  (at.gmem === 'none' ? 0 : bit.gmem) |
  (at.addr >= at.gpa && at.addr < at.gpa + at.size ? bit.slot : 0) |
  (at.addr >= bitUll(at.ipa) ? bit.beyond : 0)

/**
 * A stage-1 walk reads, but for a permission fault, which an update of a descriptor raised. Cache maintenance
 * faults as a write: ESR_ELx.WnR is 1 for it.
 */
const accessBits = (at: KvmInputs) =>
  statusBits[at.fsc] |
  (at.cm ? bit.cm : 0) |
  (at.isv ? bit.isv : 0) |
  (at.acc === 'x' ? bit.iabt : 0) |
  (at.s1ptw
    ? bit.s1ptw | (at.fsc === 'permission' ? bit.write : 0)
    : at.acc === 'w' || (at.cm && at.acc === 'r')
      ? bit.write
      : at.acc === 'x'
        ? bit.exec
        : 0)

const statusBits = {
  translation: bit.translation,
  permission: bit.permission,
  'access-flag': bit.accessFlag,
  'excl-atomic': bit.exclAtomic,
  other: 0,
} as const

/** The word of state as a fault starts with it: the sizes, which checks only read. */
export function startState(at: KvmInputs): number {
  const flags = (at.lpa2 ? stateBit.lpa2 : 0) | (at.hugetlb ? stateBit.hugetlb : 0)
  return at.map === 'page' || at.map === 'cont-pte' ? flags : flags | blockBits(at)
}

/** Log2 of PMD_SIZE for a host page size in KiB. There is a PUD block with 4K pages only. */
const pmdShift = { 4: 21, 16: 25, 64: 29 } as const
const pudShift = 30

function blockBits(at: KvmInputs): number {
  const pmd = stateBit.hostPmd | (fits(at, 1 << pmdShift[at.page]) ? stateBit.fitsPmd : 0)
  if (at.map !== 'pud' || at.page !== 4) return pmd
  return pmd | stateBit.hostPud | (fits(at, 1 << pudShift) ? stateBit.fitsPud : 0)
}

/** `fault_supports_stage2_huge_mapping()`: both addresses are equally aligned, and the block lies within the slot. */
function fits({ gpa, hva, size, addr }: KvmInputs, block: number): boolean {
  const within = block - 1
  if ((gpa & within) !== (hva & within)) return false
  const at = hva + (addr - gpa)
  const start = at - (at & within)
  return start >= hva && start + block <= hva + size
}
