import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { regimeOf, tables1Of, type CheckedTables } from '../../src/arch/walk/regime.ts'
import { plainChoices, plainHalf, registersOf, type HalfChoices } from '../../src/arch/walk/registers-of.ts'
import { noRegisters } from '../../src/arch/walk/registers.ts'
import { defaultPe, physicalSizes } from '../../src/arch/walk/pe.ts'
import { toBigInt, toWord } from '../../src/arch/walk/word.ts'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'
import { sweep } from '../sweep.ts'
import { anyPe, anyRegisters, anyVa, anyWord } from './arbitrary-walk.ts'
import { plainControls, plainStage1, plainStage2 } from './plain-tables.ts'

/** What counts of tables, as the plain ones have it. */
const seen = (tables: CheckedTables) => ({
  ...tables,
  size: tables.granule.size,
  granule: undefined,
  pe: undefined,
  refused: undefined,
  kinds: undefined,
})

test('registers are read as the manual has their fields, for any registers and PE', () => {
  fc.assert(
    fc.property(anyPe, anyRegisters, anyVa, (pe, registers, va) => {
      const regime = regimeOf(pe, defaultAttributePe, registers)
      expect(regime.stage1.map(seen)).toEqual([plainStage1(pe, registers, 0), plainStage1(pe, registers, 1)])
      expect(seen(regime.stage2)).toEqual(plainStage2(pe, registers))
      const { tge, stage1On, stage2On, wxn, epan, attributes } = regime
      const plain = plainControls(pe, registers)
      expect({ tge, stage1On, stage2On, wxn, epan, ...attributes }).toMatchObject(plain)
      expect(attributes).toMatchObject(defaultAttributePe)
      expect(tables1Of(regime, va).half).toBe(Number((toBigInt(va) >> 55n) & 1n))
    }),
    { numRuns: sweep(10_000) },
  )
})

const flag = fc.boolean()
const two = fc.nat({ max: 3 })
const size = fc.constantFrom('4K' as const, '16K' as const, '64K' as const)
const bits = fc.constantFrom(...physicalSizes)
const anyBase = fc.oneof(
  fc.constantFrom(0, 64, 2 ** 48 - 64, 2 ** 48, 2 ** 52 - 64),
  fc.nat({ max: 2 ** 30 }).map((at) => at * 64),
)
const anyHalf: fc.Arbitrary<HalfChoices> = fc.record({
  granule: size,
  txsz: fc.nat({ max: 63 }),
  tbi: flag,
  epd: flag,
  e0pd: flag,
  hpd: flag,
  base: anyBase,
  sh: two,
  irgn: two,
  orgn: two,
})
const anyChoices = fc.record({
  stage1: fc.record({
    m: flag,
    c: flag,
    i: flag,
    wxn: flag,
    epan: flag,
    ee: flag,
    mair: anyWord,
    ips: bits,
    ds: flag,
    ha: flag,
    hd: flag,
    halves: fc.tuple(anyHalf, anyHalf),
  }),
  stage2: fc.record({
    granule: size,
    t0sz: fc.nat({ max: 63 }),
    sl: fc.nat({ max: 7 }),
    ps: bits,
    ds: flag,
    ha: flag,
    hd: flag,
    ee: flag,
    base: anyBase,
    sh: two,
    irgn: two,
    orgn: two,
  }),
  hcr: fc.record({ vm: flag, ptw: flag, dc: flag, tge: flag, cd: flag, id: flag, fwb: flag, dct: flag }),
})

describe('registers that are made of choices', () => {
  test('have each choice in its field, and nothing else but RW and RES1', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const { stage1, stage2, hcr } = choices
        const registers = registersOf(choices)
        const set = (...fields: readonly (readonly [lsb: number, value: number | boolean])[]) =>
          fields.reduce((sum, [lsb, value]) => sum + (BigInt(value) << BigInt(lsb)), 0n)
        const ps = (of: number) => [32, 36, 40, 42, 44, 48, 52].indexOf(of)
        const ofHalf = ({ txsz, epd, irgn, orgn, sh, granule, tbi, hpd, e0pd }: HalfChoices, half: 0 | 1) => {
          const tg = { '4K': [0, 2], '16K': [2, 1], '64K': [1, 3] }[granule][half] ?? 0
          const low = set([0, txsz], [7, epd], [8, irgn], [10, orgn], [12, sh], [14, tg])
          return (low << BigInt(16 * half)) + set([37 + half, tbi], [41 + half, hpd], [55 + half, e0pd])
        }
        const ofBase = (at: number) => (BigInt(at) % 2n ** 48n) + ((BigInt(at) >> 48n) << 2n)
        const { m, c, i, wxn, epan, ee, ips, ds, ha, hd, halves, mair } = stage1
        expect(Object.values(registers).map(toBigInt)).toEqual([
          set([0, m], [2, c], [12, i], [19, wxn], [25, ee], [57, epan]),
          ofHalf(halves[0], 0) + ofHalf(halves[1], 1) + set([32, ps(ips)], [39, ha], [40, hd], [59, ds]),
          ofBase(halves[0].base),
          ofBase(halves[1].base),
          toBigInt(mair),
          set(
            [0, hcr.vm],
            [2, hcr.ptw],
            [12, hcr.dc],
            [27, hcr.tge],
            [31, 1],
            [32, hcr.cd],
            [33, hcr.id],
            [46, hcr.fwb],
            [57, hcr.dct],
          ),
          set(
            [0, stage2.t0sz],
            [6, stage2.sl & 3],
            [8, stage2.irgn],
            [10, stage2.orgn],
            [12, stage2.sh],
            [14, { '4K': 0, '16K': 2, '64K': 1 }[stage2.granule]],
            [16, ps(stage2.ps)],
            [21, stage2.ha],
            [22, stage2.hd],
            [31, 1],
            [32, stage2.ds],
            [33, stage2.sl >> 2],
          ),
          ofBase(stage2.base),
          set([25, stage2.ee]),
        ])
      }),
      { numRuns: sweep(3000) },
    )
  })

  test('may ask for the start level that fits, which is the one of KVM’s tables, or 3 below them', () => {
    // Two levels hold 4 bits less than their indices and the page: KVM has no fewer, `kvm_get_vtcr()`.
    const levels = { '4K': [3, 2, 1, 0], '16K': [3, 2, 1], '64K': [3, 2, 1] } as const
    for (const granule of ['4K', '16K', '64K'] as const)
      for (let t0sz = 12; t0sz <= 48; t0sz += 1) {
        const stage2 = { ...plainChoices.stage2, granule, t0sz, sl: 'fit' as const, ds: true }
        const { start, inputBits } = regimeOf(
          defaultPe,
          defaultAttributePe,
          registersOf({ ...plainChoices, stage2 }),
        ).stage2
        const [bits, stride] = { '4K': [12, 9], '16K': [14, 11], '64K': [16, 13] }[granule] as [
          number,
          number,
        ]
        const most = (level: number) => bits + (4 - level) * stride + 4
        const wanted = levels[granule].find((level) => most(level) >= inputBits)
        const least = bits + stride + 1
        const fits = inputBits < least ? 3 : Math.min(wanted ?? 0, 2)
        expect(start, `${granule} ${t0sz}`).toBe(fits)
      }
  })

  test('that nobody sets are those of both stages with 4K tables and 48 bits, with every feature off', () => {
    expect(plainHalf).toEqual({
      granule: '4K',
      txsz: 16,
      tbi: false,
      epd: false,
      e0pd: false,
      hpd: false,
      sh: 0,
      irgn: 0,
      orgn: 0,
      base: 0,
    })
    const { stage1, stage2 } = regimeOf(defaultPe, defaultAttributePe, registersOf(plainChoices))
    for (const { inputBits, outputBits, ha, hd, ds, bigEndian } of [...stage1, stage2])
      expect([inputBits, outputBits, ha, hd, ds, bigEndian]).toEqual([48, 52, false, false, false, false])
    expect(Object.values(noRegisters)).toEqual(Array.from({ length: 9 }, () => toWord(0n)))
  })
})
