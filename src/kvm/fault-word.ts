import { faultBit as bit, stateBit } from './fault-bits.ts'
import type { KvmInputs } from './inputs.ts'
import { bitUll, isCacheable } from './memslot-facts.ts'

/** The facts of the inputs, packed. */
export const faultWord = (at: KvmInputs) => hostBits(at) | vmaBits(at) | slotBits(at) | accessBits(at)

/** A PTE is special (no `struct page` to take) in a VM_PFNMAP mapping, and wherever there is no `struct page`. */
const hostBits = (at: KvmInputs) =>
  (at.fwb ? bit.fwb : 0) |
  (at.dic ? bit.dic : 0) |
  (at.mte ? bit.mte : 0) |
  (at.hwpoison ? bit.hwpoison : 0) |
  (at.pfn === 'map-memory' ? bit.mapMemory : 0) |
  (at.pfn === 'none' || at.pfnmap ? bit.special : 0) |
  (at.hpte === 'rw' ? bit.pteWrite | bit.vmWrite : at.hpte === 'cow' ? bit.vmWrite : 0)

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
  (at.addr >= at.gpa && at.addr < at.gpa + at.size ? 0 : bit.noSlot) |
  (at.addr >= bitUll(at.ipa) ? bit.beyondVm : 0) |
  (at.addr >= bitUll(ipaLimit(at)) ? bit.beyondHost : 0)

/**
 * `get_kvm_ipa_limit()` where the CPU has the largest PA size that page size and FEAT_LPA2 let KVM use: more than 48
 * bits take 64K pages or FEAT_LPA2.
 */
const ipaLimit = ({ page, lpa2 }: KvmInputs) => (page === 64 || lpa2 ? 52 : 48)

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

/** `is_cow_mapping()` of `include/linux/mm.h`: VM_MAYWRITE without VM_SHARED. */
const isCow = ({ shared, maywrite }: KvmInputs) => maywrite && !shared

/** The word of state as a fault starts with it: what the inputs give of it, which checks only read. */
export function startState(at: KvmInputs): number {
  const flags =
    (at.lpa2 ? stateBit.lpa2 : 0) |
    (at.hugetlb ? stateBit.hugetlb : 0) |
    (at.bit3 ? stateBit.bit3 : 0) |
    (at.pgprot === 'normal' ? stateBit.normal : 0) |
    (isCow(at) ? stateBit.cow : 0) |
    (at.granule === 'other' ? stateBit.otherGranule : 0)
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
