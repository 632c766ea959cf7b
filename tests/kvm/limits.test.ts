import { describe, expect, test } from 'vitest'
import { decide } from '../../src/kvm/decide.ts'
import { exits } from '../../src/kvm/exit.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { policies } from '../../src/kvm/policies.ts'
import { explainKvm } from '../../src/kvm/trace.ts'

/** Plain RAM, that no check but those of the range refuses. */
const ram: KvmInputs = {
  ...defaultKvmInputs,
  pfnmap: false,
  io: false,
  mteallowed: true,
  pfn: 'map-memory',
}

/** Takes what differs from plain RAM; gives the row that ends the call that makes the slot, of each policy, once. */
const slotRows = (other: Partial<KvmInputs>): readonly string[] => [
  ...new Set(policies.map((policy) => explainKvm(policy, { ...ram, ...other }).traces.memslot.last.check.id)),
]
const accepted = ['memslot-accept']

const pages = [4, 16, 64] as const
const most = 2 ** 31 - 1

describe('KVM_SET_USER_MEMORY_REGION2', () => {
  test.each(pages)('with pages of %i KiB accepts 2^31 - 1 of them, and not one more', (page) => {
    // KVM_MEM_MAX_NR_PAGES, `include/linux/kvm_host.h`; `kvm_set_memory_region()`.
    const of = (count: number) => ({ page, ipa: 52, gpa: 0, size: count * page * 1024 })
    expect(slotRows(of(most))).toEqual(accepted)
    expect(slotRows(of(most + 1))).toEqual(['memslot-too-large'])
  })

  test.each([32, 40, 48, 52])(
    'with %i bits of IPA accepts a slot that ends there, and none a page longer',
    (ipa) => {
      // `kvm_arch_prepare_memory_region()`: (base_gfn + npages) > (kvm_phys_size(&kvm->arch.mmu) >> PAGE_SHIFT) is -EFAULT.
      const gpa = 2 ** ipa - 0x10000
      expect(slotRows({ ipa, gpa, size: 0x10000 })).toEqual(accepted)
      expect(slotRows({ ipa, gpa, size: 0x11000 })).toEqual(['memslot-ipa-size'])
      for (const policy of policies)
        expect(decide(policy, { ...ram, ipa, gpa, size: 0x11000 }).memslot).toBe(exits.refuseEFAULT)
    },
  )

  describe.each(['gpa', 'size', 'hva'] as const)('takes %s', (name) => {
    test.each(pages)(
      'that is a multiple of a page of %i KiB, and none that is off by half of it or by a byte',
      (page) => {
        const at = { page, gpa: 0x4000_0000, size: 0x400_0000, hva: 0x7f00_0000_0000 }
        const off = (bytes: number) => slotRows({ ...at, [name]: at[name] + bytes })
        expect(off(page * 1024)).toEqual(accepted)
        for (const bytes of [1, page * 512, page * 1024 - 1])
          expect(off(bytes)).toEqual(['memslot-alignment'])
      },
    )
  })
})

/** Takes what differs from plain RAM; gives the exit of the fault, of each policy, once. */
const faults = (other: Partial<KvmInputs>) => [
  ...new Set(policies.map((policy) => decide(policy, { ...ram, ...other }).fault.says)),
]
const maps = [exits.mapped.says]

describe('a stage-2 abort', () => {
  test('finds the slot from its first byte to its last, and no slot beside them', () => {
    // `gfn_to_memslot()`: gfn >= base_gfn && gfn < base_gfn + npages.
    const slot = { gpa: 0x8000_0000, size: 0x20_0000 }
    for (const addr of [0x8000_0000, 0x801f_ffff]) expect(faults({ ...slot, addr })).toEqual(maps)
    for (const addr of [0x7fff_ffff, 0x8020_0000])
      expect(faults({ ...slot, addr })).toEqual([exits.mmio.says])
  })

  test.each([32, 40, 47])('with %i bits of IPA is an external abort from the first byte beyond', (ipa) => {
    // `kvm_handle_guest_abort()`: fault_ipa >= BIT_ULL(VTCR_EL2_IPA(vtcr)).
    const at = { ipa, gpa: 0, size: 0x1000 }
    expect(faults({ ...at, addr: 2 ** ipa - 1 })).toEqual([exits.mmio.says])
    expect(faults({ ...at, addr: 2 ** ipa })).toEqual([exits.injectSea.says])
  })

  test.each([
    [4, false, 48],
    [16, false, 48],
    [64, false, 52],
    [4, true, 52],
    [16, true, 52],
  ] as const)('with pages of %i KiB and FEAT_LPA2 %s is a size fault from 2^%i on', (page, lpa2, bits) => {
    // The same: fault_ipa >= BIT_ULL(get_kvm_ipa_limit()).
    const at = { page, lpa2, ipa: 40, gpa: 0, size: 0x10000 }
    expect(faults({ ...at, addr: 2 ** bits - 1 })).toEqual([exits.injectSea.says])
    expect(faults({ ...at, addr: 2 ** bits })).toEqual([exits.injectSize.says])
  })
})

describe('a block', () => {
  /** Takes what differs from plain RAM in a huge page; gives the level of the leaf, of each policy, once. */
  const levels = (other: Partial<KvmInputs>) => [
    ...new Set(policies.map((policy) => decide(policy, { ...ram, ...other }).fault.leaf?.level)),
  ]

  // PMD_SIZE and PUD_SIZE; `fault_supports_stage2_huge_mapping()`: hva & ~(size - 1) >= start && that + size <= end.
  test.each([
    [4, 'pmd', 21, 2],
    [4, 'cont-pmd', 21, 2],
    [16, 'pmd', 25, 2],
    [16, 'cont-pmd', 25, 2],
    [64, 'pmd', 29, 2],
    [64, 'cont-pmd', 29, 2],
    [4, 'pud', 30, 1],
  ] as const)(
    'of the host, pages %i KiB, %s, 2^%i bytes, is mapped where the slot just holds it',
    (page, map, bits, level) => {
      const block = 2 ** bits
      const bytes = page * 1024
      const base = { page, map, hugetlb: level === 1, gpa: 2 ** 31, hva: 2 ** 46, addr: 2 ** 31, size: block }
      expect(levels(base)).toEqual([level])
      expect(levels({ ...base, addr: base.gpa + block - 1 })).toEqual([level])
      const smaller = level === 1 ? 2 : 3
      expect(levels({ ...base, size: block - bytes })).toEqual([smaller])
      expect(levels({ ...base, hva: base.hva + bytes })).toEqual([3])
      const shifted = { ...base, gpa: base.gpa + bytes, hva: base.hva + bytes }
      // The first block begins before the slot; the next one is the slot's, if it ends there.
      expect(levels({ ...shifted, addr: shifted.gpa, size: 2 * block })).toEqual([3])
      expect(levels({ ...shifted, addr: base.gpa + block, size: 2 * block - bytes })).toEqual([level])
      expect(levels({ ...shifted, addr: base.gpa + 2 * block - 1, size: 2 * block - bytes })).toEqual([level])
      expect(levels({ ...shifted, addr: base.gpa + block, size: 2 * block - 2 * bytes })).toEqual([smaller])
    },
  )

  test.each([
    [4, 'page'],
    [4, 'cont-pte'],
    [16, 'cont-pte'],
    [64, 'cont-pte'],
  ] as const)('is not made of what the host maps smaller: pages %i KiB, %s', (page, map) => {
    const at = { page, map, gpa: 2 ** 31, hva: 2 ** 46, addr: 2 ** 31, size: 2 ** 30 }
    for (const hugetlb of [false, true]) expect(levels({ ...at, hugetlb })).toEqual([3])
  })
})
