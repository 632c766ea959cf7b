import * as fc from 'fast-check'
import { constants } from 'node:os'
import { describe, expect, test } from 'vitest'
import { addressIn } from '../../src/arch/walk/descriptor.ts'
import { defaultPe } from '../../src/arch/walk/pe.ts'
import { noRegisters } from '../../src/arch/walk/registers.ts'
import { stage2Tables } from '../../src/arch/walk/tables.ts'
import { toWord } from '../../src/arch/walk/word.ts'
import { cacheablePfnmapCap, capability, idRegisterFwb, smapsFlags } from '../../src/kvm/capability.ts'
import { stateBit } from '../../src/kvm/fault-bits.ts'
import { errno } from '../../src/kvm/exit.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { descriptor, leafOf, memAttr } from '../../src/kvm/leaf.ts'
import { maintain, maintenanceRows, type MaintenanceInput } from '../../src/kvm/maintenance.ts'
import { policies } from '../../src/kvm/policies.ts'
import { sweep } from '../sweep.ts'
import { anyInputs } from './arbitrary.ts'
import { plainLeaf } from './plain-leaf.ts'

/** `include/uapi/asm-generic/errno-base.h` and `errno.h`, which arm64 has. */
const asmGeneric: Readonly<Record<string, number>> = {
  ENOEXEC: 8,
  EFAULT: 14,
  EEXIST: 17,
  EINVAL: 22,
  ENOSYS: 38,
  EHWPOISON: 133,
}

describe('errors have the numbers that Linux gives them:', () => {
  test.each(Object.entries(errno))('%s is %i', (name, number) => {
    expect(number).toBe(asmGeneric[name])
    // What this system's Linux says; it has no name for EHWPOISON, and other systems have other numbers.
    const ofSystem: Readonly<Record<string, number | undefined>> =
      process.platform === 'linux' ? constants.errno : {}
    expect(ofSystem[name] ?? number).toBe(number)
  })
})

test('the capability is number 243, KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED of include/uapi/linux/kvm.h', () => {
  expect(cacheablePfnmapCap).toBe(243)
})

test('MemAttr is MT_S2_* of asm/memory.h: 0xf, 5 and 1, and with FWB 6, 5 and 1', () => {
  expect(memAttr).toEqual({
    normal: { fwb0: 0xf, fwb1: 6 },
    nc: { fwb0: 5, fwb1: 5 },
    device: { fwb0: 1, fwb1: 1 },
  })
})

describe('a leaf', () => {
  const { w, x, nc, device, pmd, pud, relax, lpa2 } = stateBit
  const names: readonly (readonly [bit: number, name: string])[] = [
    [w, 'KVM_PGTABLE_PROT_W'],
    [x, 'KVM_PGTABLE_PROT_X'],
    [nc, 'KVM_PGTABLE_PROT_NORMAL_NC'],
    [device, 'KVM_PGTABLE_PROT_DEVICE'],
    [pmd, 'PMD_SIZE'],
    [pud, 'PUD_SIZE'],
    [relax, 'relax_perms'],
  ]

  test('is that of stage2_set_prot_attr() for every state of its bits, with FWB and without', () => {
    for (let state = 0; state < 256; state += 1)
      for (const fwb of [false, true]) {
        const set = new Set(names.flatMap(([bit, name]) => ((state & bit) === 0 ? [] : [name])))
        const at = { ...defaultKvmInputs, fwb, lpa2: (state & lpa2) !== 0 }
        expect(leafOf(state, fwb), `state ${state}`).toEqual(plainLeaf(at, set).leaf)
      }
  })

  test('holds its output address where a walk of such tables looks for it, up to the longest address', () => {
    const granule = { 4: 0b00n, 16: 0b10n, 64: 0b01n } as const
    const last = 2n ** 40n - 1n
    const anyPage = fc.oneof(
      fc.constantFrom(0n, 1n, last, 2n ** 36n - 1n, 2n ** 36n, 2n ** 38n - 1n, 2n ** 38n),
      fc.bigInt({ min: 0n, max: last }),
    )
    fc.assert(
      fc.property(fc.constantFrom(4, 16, 64), fc.boolean(), anyPage, (page, lpa2, number) => {
        const isLong = page === 64 || lpa2
        const size = BigInt(page) * 1024n
        const pages = (isLong ? 2n ** 52n : 2n ** 48n) / size
        const address = (number % pages) * size
        const ds = lpa2 && page !== 64
        const vtcr = toWord((granule[page] << 14n) | (ds ? 1n << 32n : 0n))
        const tables = stage2Tables(defaultPe, { ...noRegisters, vtcr })
        const word = toWord(descriptor(leafOf(ds ? stateBit.lpa2 : 0, true), address, page))
        expect(BigInt(addressIn(tables, word.hi, word.lo, tables.granule.bits))).toBe(address)
        const low = descriptor(leafOf(ds ? stateBit.lpa2 : 0, true), 0n, page)
        expect(descriptor(leafOf(ds ? stateBit.lpa2 : 0, true), address, page) & low).toBe(low)
      }),
      { numRuns: sweep(3000) },
    )
  })
})

test('each occasion maintains what the kernel’s function there does, on every host, for every leaf', () => {
  const clean = ({ fwb, type }: MaintenanceInput) => type === 'normal' && !fwb
  const never = () => false
  const occasions: Readonly<
    Record<
      string,
      readonly [data: (at: MaintenanceInput) => boolean, instructions: (at: MaintenanceInput) => boolean]
    >
  > = {
    'cmo-map': [clean, ({ dic, executable }) => !dic && executable],
    'cmo-relax': [never, ({ dic, executable }) => !dic && executable],
    'cmo-unmap': [clean, never],
    'cmo-toggle': [clean, never],
    'cmo-init': [clean, ({ fwb, dic }) => fwb && !dic],
    'cmo-split': [never, never],
  }
  expect(maintenanceRows.map(({ id }) => id)).toEqual(Object.keys(occasions))
  const flags = [false, true]
  for (const row of maintenanceRows)
    for (const fwb of flags)
      for (const dic of flags)
        for (const executable of flags)
          for (const type of ['normal', 'nc', 'device'] as const) {
            const at = { fwb, dic, executable, type }
            const [data, instructions] = occasions[row.id] ?? []
            expect(maintain(row, at), row.id).toEqual({
              dcache: data?.(at) ? 'clean+inval PoC' : 'none',
              icache: instructions?.(at) ? 'inval PoU' : 'none',
            })
          }
})

describe('what a VMM can learn, whatever the inputs:', () => {
  /** `show_smap_vma_flags()` of `fs/proc/task_mmu.c`, by the bits of `include/linux/mm.h`. */
  const codes: readonly (readonly [bit: number, code: string, isSet: (at: KvmInputs) => boolean])[] = [
    [39, '??', ({ anyuncached }) => anyuncached],
    [36, 'mt', ({ pfnmap, pgprot }) => pgprot === 'normal_tagged' && !pfnmap],
    [28, 'mm', ({ mixedmap }) => mixedmap],
    [22, 'ht', ({ hugetlb }) => hugetlb],
    [14, 'io', ({ io }) => io],
    [10, 'pf', ({ pfnmap }) => pfnmap],
    [7, 'ms', ({ shared }) => shared],
    [5, 'mw', ({ maywrite }) => maywrite],
    [3, 'sh', ({ shared }) => shared],
    [1, 'wr', ({ hpte }) => hpte !== 'ro'],
    [0, 'rd', () => true],
  ]

  test('VmFlags of smaps stand in the order of their bits, and each stands where its flag is set', () => {
    fc.assert(
      fc.property(anyInputs, (at) => {
        const shown = codes.filter(([, , isSet]) => at.vma === 'mapped' && isSet(at))
        const words = shown.toSorted(([a], [b]) => a - b).map(([, code]) => code)
        expect(smapsFlags(at)).toBe(words.join(' '))
      }),
      { numRuns: sweep(3000) },
    )
  })

  test('ID_AA64MMFR2_EL1.FWB is the host’s, and the capability is what its kernel says, 0 or 1 or -EINVAL', () => {
    fc.assert(
      fc.property(anyInputs, fc.constantFrom(...policies), (at, policy) => {
        expect(idRegisterFwb(at)).toBe(Number(at.fwb))
        const value =
          policy.capability === 'fwb' ? at.fwb : policy.capability !== 'absent' && at.fwb && at.dic
        expect(capability(policy, at, 'vm')).toEqual({ value: Number(value), errno: null })
        expect(capability(policy, at, '/dev/kvm')).toEqual(
          policy.capability === 'absent' ? { value: 0, errno: null } : { value: null, errno: 'EINVAL' },
        )
      }),
      { numRuns: sweep(2000) },
    )
  })
})
