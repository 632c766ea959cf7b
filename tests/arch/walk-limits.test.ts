import { describe, expect, test } from 'vitest'
import { recording, type Decision, type Table } from '../../src/arch/rule.ts'
import { stage1Begins, stage2Begins } from '../../src/arch/walk/begin.ts'
import {
  allowsBlock,
  descriptorKind,
  leafChecks,
  tableChecks,
  type Descriptor,
} from '../../src/arch/walk/descriptor.ts'
import type { GranuleSize } from '../../src/arch/walk/granule.ts'
import { kvmGeometry } from '../../src/arch/walk/geometry.ts'
import { stage1Geometry, stage2Geometry } from '../../src/arch/walk/legal-geometry.ts'
import { defaultPe, type WalkPe } from '../../src/arch/walk/pe.ts'
import { regimeOf } from '../../src/arch/walk/regime.ts'
import { plainChoices, plainHalf, registersOf } from '../../src/arch/walk/registers-of.ts'
import { stage1Off } from '../../src/arch/walk/stage1-off.ts'
import type { Tables } from '../../src/arch/walk/tables.ts'
import { toWord } from '../../src/arch/walk/word.ts'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'

/** The row of a table that decides. */
function rowOf<In>(table: Table<In, unknown>, input: In): string | undefined {
  const log: Decision[] = []
  recording(log)(table, input)
  return log[0]?.rule.id
}

interface Shape {
  readonly granule: GranuleSize
  readonly pe?: Partial<WalkPe>
  readonly ds?: boolean
  /** TxSZ of stage 1 and T0SZ of stage 2. */
  readonly txsz?: number
  /** IPS and PS in bits. */
  readonly size?: number
  readonly tbi?: boolean
}

/** Tables of both stages of one shape. */
function tablesOf({ granule, pe = {}, ds = false, txsz = 16, size = 48, tbi = false }: Shape) {
  const half = { ...plainHalf, granule, txsz, tbi }
  const { stage1, stage2 } = regimeOf(
    { ...defaultPe, ...pe },
    defaultAttributePe,
    registersOf({
      ...plainChoices,
      stage1: { ...plainChoices.stage1, ds, ips: size, halves: [half, half] },
      stage2: { ...plainChoices.stage2, granule, ds, t0sz: txsz, ps: size, sl: 'fit' },
    }),
  )
  return [...stage1, stage2] as const
}

const without = { lpa: false, lva: false, lpa2: false, ttst: false } as const

describe('TxSZ is allowed from its least to its most, and no further', () => {
  // `AArch64_S1TxSZFaults`: 12 with DS, or with 64K tables of FEAT_LVA, else 16; 39, or with FEAT_TTST 48, of 64K tables 47.
  test.each([
    ['4K', false, {}, 16, 48],
    ['4K', true, {}, 12, 48],
    ['16K', false, {}, 16, 48],
    ['16K', true, {}, 12, 48],
    ['64K', false, {}, 12, 47],
    ['64K', false, { lva: false }, 16, 47],
    ['4K', false, without, 16, 39],
    ['64K', false, without, 16, 39],
  ] as const)(
    'at stage 1: %s tables, DS %s, on a PE with %o, %i to %i',
    (granule, ds, features, least, most) => {
      const rule = (txsz: number) => stage1Geometry({ ...defaultPe, ...features }, granule, ds, txsz).rule.id
      expect([rule(least), rule(most)]).toEqual(['txsz-allowed', 'txsz-allowed'])
      expect(rule(least - 1)).toMatch(/^txsz-below/)
      expect(rule(most + 1)).toBe('txsz-above-clamped')
    },
  )

  // `AArch64_S2TxSZFaults`: 64 less the PA size, of which 4K and 16K tables without DS, and PEs without FEAT_LPA, use 48 bits at most.
  test.each([
    ['4K', false, {}, 16, 48],
    ['4K', true, {}, 12, 48],
    ['64K', false, {}, 12, 47],
    ['64K', false, { lpa: false }, 16, 47],
    ['4K', false, { pa: 40 }, 24, 48],
    ['16K', true, { pa: 44 }, 20, 48],
    ['64K', false, { pa: 48, ttst: false }, 16, 39],
  ] as const)(
    'at stage 2: %s tables, DS %s, on a PE with %o, %i to %i',
    (granule, ds, features, least, most) => {
      const rule = (t0sz: number) => {
        const pe = { ...defaultPe, ...features }
        const all = [0, 1, 2, 3, 4].map((sl) => stage2Geometry(pe, granule, ds, t0sz, sl))
        return (all.find(({ legal }) => legal) ?? all.find(({ rule }) => rule.id.startsWith('txsz')))?.rule.id
      }
      expect([rule(least), rule(most)]).toEqual(['sl0-fits', 'sl0-fits'])
      expect(rule(least - 1)).toMatch(/^txsz-below/)
      const above = stage2Geometry(
        { ...defaultPe, ...features, txszabove: 'fault' },
        granule,
        ds,
        most + 1,
        0,
      )
      expect(above.rule.id).toBe('txsz-above-fault')
    },
  )
})

describe('a start level of stage 2 takes a PA of so many bits, and not one size less', () => {
  // `AArch64_S2InvalidSL`.
  test.each([
    ['4K', 0b10, 44, 42, 'sl0-4k-level-0'],
    ['16K', 0b10, 42, 40, 'sl0-16k-level-1'],
    ['64K', 0b10, 44, 42, 'sl0-64k-level-1'],
  ] as const)('%s tables, SL0 %i: %i, not %i', (granule, sl, enough, less, id) => {
    const rule = (pa: number) => stage2Geometry({ ...defaultPe, pa }, granule, false, 64 - pa, sl).rule.id
    expect(rule(enough)).not.toBe(id)
    expect(rule(less)).toBe(id)
  })
})

describe('SL0 fits an IPA from one whole table to 16 concatenated ones, and neither smaller nor larger', () => {
  // `AArch64_S2InconsistentSL`: n * s + g + 1 to n * s + g + s + 4, with n levels below.
  test.each([
    ['4K', 3, 16, 25],
    ['4K', 0, 22, 34],
    ['4K', 1, 31, 43],
    ['4K', 2, 40, 52],
    ['16K', 0, 16, 29],
    ['16K', 1, 26, 40],
    ['16K', 2, 37, 51],
    ['64K', 0, 17, 33],
    ['64K', 1, 30, 46],
    ['64K', 2, 43, 52],
  ] as const)('%s tables, SL0 %i: %i to %i bits', (granule, sl, least, most) => {
    const rule = (bits: number) =>
      stage2Geometry(defaultPe, granule, granule !== '64K', 64 - bits, sl).rule.id
    // What the PE itself does not allow is not asked: 52 bits are its most, 16 or 17 its least.
    const smaller = least > 17 ? rule(least - 1) : 'sl0-inconsistent'
    const larger = most < 52 ? rule(most + 1) : 'sl0-inconsistent'
    expect([smaller, rule(least), rule(most), larger]).toEqual([
      'sl0-inconsistent',
      'sl0-fits',
      'sl0-fits',
      'sl0-inconsistent',
    ])
  })
})

describe('an input address ends where TxSZ says', () => {
  test.each([16, 25, 31, 32, 33, 39])(
    'of a VA with TxSZ %i: the last address of each half, and none beyond',
    (txsz) => {
      // `AArch64_VAIsOutOfRange`.
      const end = 1n << BigInt(64 - txsz)
      const top = 2n ** 64n - 1n
      for (const tbi of [false, true]) {
        const [lower, upper] = tablesOf({ granule: '4K', txsz, tbi })
        const begins = (tables: Tables, va: bigint) =>
          rowOf(stage1Begins, { tables, input: 0, address: 0, ...toWord(va), el0: false })
        for (const va of [0n, end - 1n]) expect(begins(lower, va)).toBe('s1-walk-begins')
        expect(begins(lower, end)).toBe('va-out-of-range')
        for (const va of [top, top - end + 1n]) expect(begins(upper, va)).toBe('s1-walk-begins')
        expect(begins(upper, top - end)).toBe('va-out-of-range')
        // TBI: the highest byte does not count, and bit 55 does.
        const tagged = begins(lower, (end - 1n) | (1n << 56n))
        expect(tagged).toBe(tbi ? 's1-walk-begins' : 'va-out-of-range')
        expect(begins(lower, 1n << 54n)).toBe('va-out-of-range')
      }
    },
  )

  test.each([12, 16, 24, 32, 39])('of an IPA with T0SZ %i', (txsz) => {
    // `AArch64_S2Translate`.
    const [, , stage2] = tablesOf({ granule: '4K', ds: true, txsz })
    const begins = (input: number) => rowOf(stage2Begins, { tables: stage2, input, address: 0 })
    expect(begins(2 ** (64 - txsz) - 1)).toBe('s2-walk-begins')
    expect(begins(2 ** (64 - txsz))).toBe('ipa-out-of-range')
  })

  test.each([32, 36, 40, 42, 44, 48, 52])('of a VA with stage 1 off, at a PA of %i bits', (pa) => {
    // `AArch64_S1DisabledOutput`: VA[63:PAMax], with TBI VA[55:PAMax].
    const asked = { pa, aligned: true, fetch: false, device: false }
    const row = (va: bigint, tbi: boolean) => rowOf(stage1Off, { ...toWord(va), tbi, ...asked })
    for (const tbi of [false, true]) {
      expect(row((1n << BigInt(pa)) - 1n, tbi)).toBe('s1-off-maps')
      expect(row(1n << BigInt(pa), tbi)).toBe('s1-off-size')
      expect(row(1n << 55n, tbi)).toBe('s1-off-size')
      expect(row(1n << 56n, tbi)).toBe(tbi ? 's1-off-maps' : 's1-off-size')
    }
  })
})

const leaf = (tables: Tables, other: Partial<Descriptor>): Descriptor => ({
  tables,
  level: 3,
  hi: 0,
  lo: 0b11 | (1 << 10),
  input: 0,
  address: 0,
  pa: 0,
  next: 0,
  ...other,
})

describe('an output address ends where IPS and PS say, or the PE before them', () => {
  // `AArch64_PhysicalAddressSize`, `AArch64_OAOutOfRange`.
  test.each([
    ['4K', false, 32, {}, 32],
    ['4K', false, 48, {}, 48],
    ['4K', true, 52, {}, 52],
    ['4K', false, 52, { lpa2: false }, 48],
    ['64K', false, 52, {}, 52],
    ['64K', false, 52, { lpa: false }, 48],
    ['16K', false, 48, { pa: 40 }, 40],
  ] as const)('%s tables, DS %s, IPS %i, on a PE with %o: %i bits', (granule, ds, size, pe, bits) => {
    for (const tables of tablesOf({ granule, ds, size, pe, txsz: 25 })) {
      const [last, first] = [2 ** bits - 8, 2 ** bits]
      for (const [next, isBeyond] of [
        [last, false],
        [first, true],
      ] as const) {
        expect(rowOf(leafChecks, leaf(tables, { next }))).toBe(isBeyond ? 'leaf-oa-size' : 'leaf-maps')
        expect(rowOf(tableChecks, leaf(tables, { next }))).toBe(
          isBeyond ? 'next-table-size' : 'table-goes-on',
        )
        const read = { tables, input: 0, address: next }
        expect(rowOf(stage2Begins, read)).toBe(isBeyond ? 's2-first-descriptor-size' : 's2-walk-begins')
        // VA 0, and in the upper half the highest one.
        const hi = tables.half === 1 ? 0xffff_ffff : 0
        expect(rowOf(stage1Begins, { ...read, hi, lo: hi, el0: false })).toBe(
          isBeyond ? 'first-descriptor-size' : 's1-walk-begins',
        )
      }
    }
  })
})

describe('a contiguous run may be as large as the input address space, and not larger', () => {
  // *The Contiguous bit*: 16 entries of 4K tables; 32 and 128 of 16K tables; 32 of 64K tables.
  test.each([
    ['4K', 3, 16],
    ['4K', 2, 25],
    ['4K', 1, 34],
    ['16K', 3, 21],
    ['16K', 2, 30],
    ['64K', 3, 21],
    ['64K', 2, 34],
  ] as const)('%s tables, level %i, 2^%i bytes', (granule, level, bits) => {
    const [{ ...tables }] = tablesOf({ granule })
    const row = (inputBits: number, hi: number) =>
      rowOf(leafChecks, leaf({ ...tables, inputBits }, { level, hi, lo: 0b01 | (1 << 10) }))
    const contiguous = 1 << 20
    expect(row(bits, contiguous)).toBe('leaf-maps')
    expect(row(bits - 1, contiguous)).toBe('leaf-contiguous-misprogrammed')
    expect(row(bits - 1, 0)).toBe('leaf-maps')
  })

  test.each([
    ['4K', 0],
    ['16K', 1],
    ['64K', 1],
  ] as const)('and there is none in %s tables at level %i', (granule, level) => {
    const [tables] = tablesOf({ granule, ds: true })
    expect(
      rowOf(leafChecks, leaf({ ...tables, inputBits: 1 }, { level, hi: 1 << 20, lo: 0b01 | (1 << 10) })),
    ).toBe('leaf-maps')
  })
})

describe('blocks stand at these levels, and at no others', () => {
  // *Translation table levels*, `AArch64_BlockDescSupported`.
  test.each([
    ['4K', false, {}, [1, 2]],
    ['4K', true, {}, [0, 1, 2]],
    ['16K', false, {}, [2]],
    ['16K', true, {}, [1, 2]],
    ['64K', false, {}, [1, 2]],
    ['64K', false, { pa: 48 }, [2]],
    ['64K', false, { lpa: false }, [2]],
  ] as const)('%s tables, DS %s, on a PE with %o: %j', (granule, ds, pe, wanted) => {
    const [tables] = tablesOf({ granule, ds, pe })
    const all = [-1, 0, 1, 2, 3]
    expect(all.filter((level) => allowsBlock(tables, level))).toEqual(wanted)
    const kinds = all.filter(
      (level) => rowOf(descriptorKind, leaf(tables, { level, lo: 0b01 })) === 'descriptor-block',
    )
    expect(kinds).toEqual(wanted)
  })

  test('a table stands above level 3, a page at it', () => {
    const [tables] = tablesOf({ granule: '4K' })
    const kind = (level: number) => rowOf(descriptorKind, leaf(tables, { level, lo: 0b11 }))
    expect([-1, 0, 1, 2, 3].map(kind)).toEqual([
      ...Array.from({ length: 4 }, () => 'descriptor-table'),
      'descriptor-page',
    ])
  })

  test('nT is a bit of a block, above level 3', () => {
    const [tables] = tablesOf({ granule: '4K' })
    const row = (level: number) =>
      rowOf(leafChecks, leaf(tables, { level, lo: 0b01 | (1 << 10) | (1 << 16) }))
    expect([1, 2, 3].map(row)).toEqual(['leaf-nt', 'leaf-nt', 'leaf-maps'])
  })
})

test.each(['4K', '16K', '64K'] as const)('KVM has an IPA of 32 to 52 bits with %s pages', (size) => {
  // `KVM_ARM_VM_IPA_SIZE`: ARM64_MIN_PARANGE_BITS 32, and the largest PA size.
  for (const bits of [32, 52]) expect(kvmGeometry(size, bits).t0sz).toBe(64 - bits)
  for (const bits of [31, 53])
    expect(() => kvmGeometry(size, bits)).toThrow(`ipaBits is ${bits}, not 32 to 52`)
})
