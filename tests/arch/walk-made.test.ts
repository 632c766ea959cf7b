import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressBits, leafDescriptor } from '../../src/arch/walk/build.ts'
import { addressIn } from '../../src/arch/walk/descriptor.ts'
import { leaf1Bits, leaf2Bits, ramLeaf, tableBits, type Leaf1 } from '../../src/arch/walk/leaf-fields.ts'
import { checkPlan, descriptorAddressBits, ipaOf, paOf, type TablePlan } from '../../src/arch/walk/plan.ts'
import { leafRegion, leafSize } from '../../src/arch/walk/region.ts'
import { regimeOf } from '../../src/arch/walk/regime.ts'
import { baseAlignment, baseRegister, checkBase } from '../../src/arch/walk/table-base.ts'
import type { Tables } from '../../src/arch/walk/tables.ts'
import { toBigInt, toWord } from '../../src/arch/walk/word.ts'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'
import { sweep } from '../sweep.ts'
import { anyPe, anyRegisters, anyVa } from './arbitrary-walk.ts'
import { plainLsb, plainRun } from './plain-tables.ts'

const flag = fc.boolean()
const two = fc.nat({ max: 3 })

/** Tables that a walk can begin with; only levels that they have. */
const anyTables: fc.Arbitrary<Tables> = fc.tuple(anyPe, anyRegisters, two).map(([pe, registers, which]) => {
  const { stage1, stage2 } = regimeOf(pe, defaultAttributePe, registers)
  return which > 1 ? stage2 : stage1[which === 1 ? 1 : 0]
})

const anyLevel = fc.nat({ max: 3 })
const longest = ({ ds, wide }: Tables) => (ds || wide ? 52 : 48)
const anyAddress = fc.oneof(
  fc.constantFrom(0, 2 ** 48 - 1, 2 ** 48, 2 ** 50, 2 ** 52 - 1),
  fc.nat({ max: 2 ** 52 - 1 }),
)
const fits = (tables: Tables, address: number) => address % 2 ** longest(tables)

describe('a descriptor that is made', () => {
  test('leads to its address, aligned down to what it maps, up to the longest that it can hold', () => {
    fc.assert(
      fc.property(anyTables, anyLevel, anyAddress, (tables, level, any) => {
        const output = fits(tables, any)
        expect(descriptorAddressBits(tables)).toBe(longest(tables))
        const lsb = plainLsb(tables.granule.size, level)
        fc.pre(lsb < 48)
        const made = leafDescriptor(tables, { level, output, bits: 0n })
        const { hi, lo } = toWord(made)
        const aligned = (BigInt(output) >> BigInt(lsb)) << BigInt(lsb)
        expect(BigInt(addressIn(tables, hi, lo, lsb))).toBe(aligned)
        expect(made & 0b11n).toBe(level === 3 ? 0b11n : 0b01n)
        // Nothing but the address and the kind: read back, it is the same.
        expect(addressBits(tables, Number(aligned)) | (made & 0b11n)).toBe(made)
      }),
      { numRuns: sweep(3000) },
    )
  })

  const anyLeaf = fc.record({
    sh: two,
    af: flag,
    dbm: flag,
    contig: flag,
    nt: flag,
    software: fc.nat({ max: 15 }),
    attrindx: fc.nat({ max: 7 }),
    ap: two,
    ng: flag,
    pxn: flag,
    uxn: flag,
    memattr: fc.nat({ max: 15 }),
    s2ap: two,
    xn: two,
    fnxs: flag,
  })

  test('has each field where the manual has it', () => {
    const bits = (...fields: readonly (readonly [lsb: number, value: number | boolean])[]) =>
      fields.reduce((sum, [lsb, value]) => sum + (BigInt(value) << BigInt(lsb)), 0n)
    const table = fc.record({ apTable: two, uxnTable: flag, pxnTable: flag })
    fc.assert(
      fc.property(anyTables, anyLevel, anyLeaf, table, (tables, level, leaf, table) => {
        const both = bits(
          [8, tables.ds ? 0 : leaf.sh],
          [10, leaf.af],
          [16, leaf.nt && level !== 3],
          [51, leaf.dbm],
          [52, leaf.contig],
          [55, leaf.software],
        )
        const { attrindx, ap, ng, pxn, uxn, memattr, s2ap, xn, fnxs } = leaf
        expect(leaf1Bits(tables, level, leaf)).toBe(
          both + bits([2, attrindx], [6, ap], [11, ng], [53, pxn], [54, uxn]),
        )
        expect(leaf2Bits(tables, level, leaf)).toBe(
          both + bits([2, memattr], [6, s2ap], [11, fnxs], [53, xn]),
        )
        expect(tableBits(table)).toBe(bits([59, table.pxnTable], [60, table.uxnTable], [61, table.apTable]))
      }),
      { numRuns: sweep(2000) },
    )
  })

  test('of ordinary memory is Write-Back, Inner Shareable, and forbids nothing', () => {
    const open = {
      s2ap: 0b11,
      sh: 0b11,
      xn: 0,
      af: true,
      fnxs: false,
      dbm: false,
      contig: false,
      nt: false,
      software: 0,
    }
    expect([ramLeaf(true), ramLeaf(false)]).toEqual([
      { memattr: 0b0110, ...open },
      { memattr: 0b1111, ...open },
    ])
  })

  test('maps in one piece its entry, or a run of them with the Contiguous bit', () => {
    fc.assert(
      fc.property(anyTables, anyLevel, flag, anyAddress, (tables, level, contig, input) => {
        const isRun = contig && tables.pe.contig === 'run'
        const { size } = tables.granule
        const log2 = plainLsb(size, level) + (isRun ? plainRun(size, level) : 0)
        expect(leafSize(tables, level, contig)).toBe(log2)
        const { from, bytes } = leafRegion(tables, level, contig, input)
        expect([BigInt(from), BigInt(bytes)]).toEqual([
          (BigInt(input) >> BigInt(log2)) << BigInt(log2),
          1n << BigInt(log2),
        ])
      }),
      { numRuns: sweep(2000) },
    )
  })
})

const leaf1: Leaf1 = {
  attrindx: 0,
  ap: 1,
  sh: 3,
  af: true,
  ng: false,
  pxn: false,
  uxn: false,
  dbm: false,
  contig: false,
  nt: false,
  software: 0,
}

/** A plan of pages over any tables, with some of its values changed. */
function planOf(
  stage1: Tables,
  stage2: Tables,
  change: { ipa?: number; pa?: number; level?: number; level2?: number; ram?: number } = {},
): TablePlan {
  return {
    va: toWord(0n),
    stage1: {
      tables: stage1,
      leafLevel: change.level ?? 3,
      leaf: leaf1,
      table: { apTable: 0, uxnTable: false, pxnTable: false },
      ipa: change.ipa ?? 0,
    },
    stage2: {
      tables: stage2,
      leafLevel: change.level2 ?? 3,
      leaf: ramLeaf(true),
      pa: change.pa ?? 0,
      ramLevel: change.ram ?? 3,
      ram: ramLeaf(true),
    },
  }
}

describe('a plan', () => {
  const accepts = (plan: TablePlan) => () => checkPlan(plan)

  test('has leaves from the start level to 3, and addresses that a descriptor can hold, and none beyond', () => {
    fc.assert(
      fc.property(anyTables, anyTables, (one, other) => {
        for (const level of [one.start, 3]) expect(accepts(planOf(one, other, { level }))).not.toThrow()
        for (const level of [one.start - 1, 4, 2.5])
          expect(accepts(planOf(one, other, { level }))).toThrow(
            `stage1.leafLevel is ${level}, not one of ${one.start} to 3`,
          )
        for (const level2 of [other.start, 3])
          expect(accepts(planOf(one, other, { level2, ram: level2 }))).not.toThrow()
        for (const level2 of [other.start - 1, 4]) {
          expect(accepts(planOf(one, other, { level2 }))).toThrow(`stage2.leafLevel is ${level2}`)
          expect(accepts(planOf(one, other, { ram: level2 }))).toThrow(`stage2.ramLevel is ${level2}`)
        }
        const [end, end2] = [2 ** longest(one), 2 ** longest(other)]
        for (const ipa of [0, end - 1]) expect(accepts(planOf(one, other, { ipa }))).not.toThrow()
        for (const ipa of [-1, end, 0.5])
          expect(accepts(planOf(one, other, { ipa }))).toThrow(
            `stage1.ipa is ${ipa}, not an address of ${longest(one)} bits`,
          )
        for (const pa of [0, end2 - 1]) expect(accepts(planOf(one, other, { pa }))).not.toThrow()
        for (const pa of [-1, end2]) expect(accepts(planOf(one, other, { pa }))).toThrow(`stage2.pa is ${pa}`)
      }),
      { numRuns: sweep(300) },
    )
  })

  test('leads by each stage to its address above what the leaf maps, and to the input’s bits below', () => {
    fc.assert(
      fc.property(anyTables, anyTables, anyVa, anyAddress, anyAddress, (one, other, va, ipa, pa) => {
        const plan = { ...planOf(one, other, { ipa: fits(one, ipa), pa: fits(other, pa) }), va }
        const [low1, low2] = [one, other].map(({ granule: { bits } }) => 1n << BigInt(bits)) as [
          bigint,
          bigint,
        ]
        const input = toBigInt(va) % (1n << BigInt(one.inputBits))
        const toIpa = BigInt(fits(one, ipa)) - (BigInt(fits(one, ipa)) % low1) + (input % low1)
        expect(BigInt(ipaOf(plan))).toBe(toIpa)
        expect(BigInt(paOf(plan))).toBe(
          BigInt(fits(other, pa)) - (BigInt(fits(other, pa)) % low2) + (toIpa % low2),
        )
        // A stage that is off changes nothing: bits [55:0] of the VA are the IPA.
        const short = toWord(toBigInt(va) % 2n ** 52n)
        expect(BigInt(ipaOf({ ...plan, va: short, stage1: null }))).toBe(toBigInt(short))
        expect(BigInt(paOf({ ...plan, stage2: null }))).toBe(toIpa)
      }),
      { numRuns: sweep(2000) },
    )
  })
})

describe('a base', () => {
  test('is a multiple of 64 below 2^52', () => {
    for (const at of [0, 64, 2 ** 52 - 64]) expect(() => baseRegister(at)).not.toThrow()
    for (const at of [32, 2 ** 52, -64, 0.5, 63])
      expect(() => baseRegister(at)).toThrow(`base is ${at}, not a multiple of 64 below 2^52`)
  })

  test('is aligned to the first table, to 64 bytes at least, and no longer than its register', () => {
    fc.assert(
      fc.property(anyTables, (tables) => {
        const align = 2 ** Math.max(tables.tableBits, 6)
        expect(baseAlignment(tables)).toBe(align)
        const isLong = tables.ds || (tables.wide && tables.outputBits === 52)
        const end = 2 ** (isLong ? 52 : 48)
        const check = (at: number) => () => checkBase('here', tables, at)
        fc.pre(align < end)
        for (const at of [0, align, end - align]) expect(check(at)).not.toThrow()
        for (const at of [align / 2, end - align / 2])
          expect(check(at)).toThrow(`here is ${at}, and not a multiple of ${align}`)
        expect(check(end)).toThrow(`here is ${end}, and has more bits than its register`)
      }),
      { numRuns: sweep(1000) },
    )
  })
})
