import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOf } from '../../src/arch/walk/access.ts'
import { leafDescriptor, TableBuilder } from '../../src/arch/walk/build.ts'
import { allowsBlock } from '../../src/arch/walk/descriptor.ts'
import { granules, lsbOf, tg0Of, tg1Of } from '../../src/arch/walk/granule.ts'
import { SparseMemory, type Memory } from '../../src/arch/walk/memory.ts'
import { addressTranslation, atInstructions } from '../../src/arch/walk/par-word.ts'
import { defaultPe } from '../../src/arch/walk/pe.ts'
import { Recorder } from '../../src/arch/walk/recorder.ts'
import { regimeOf } from '../../src/arch/walk/regime.ts'
import { noRegisters, type Registers } from '../../src/arch/walk/registers.ts'
import { startLevel1, type Tables } from '../../src/arch/walk/tables.ts'
import { translate, type Translation } from '../../src/arch/walk/translate.ts'
import { pow2, toWord } from '../../src/arch/walk/word.ts'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'
import { sweep } from '../sweep.ts'
import { anyAccess, anyPe, anyRegisters, anyVa } from './arbitrary-walk.ts'

const flag = fc.boolean()

/** Memory in which every address holds some word, most often a descriptor that is valid. */
const anyMemory = fc.tuple(fc.nat(), fc.constantFrom(0, 1, 3)).map(([seed, type]): Memory => ({
  read(address, word) {
    const low = Math.imul((address / 8) | 0, 0x9e37_79b1) ^ seed
    word.hi = Math.imul(low, 0x85eb_ca6b) & 0x0060_0fff
    word.lo = low | type | (1 << 10)
  },
  write: () => undefined,
}))

/** What of a translation can be compared. */
const seen = ({ fault, pa, attributes }: Translation) => ({
  fault: fault && { ...fault, why: fault.why.id },
  pa,
  attributes,
})

const runs = sweep(34_000)

describe('for any registers, features, memory and access', () => {
  test('a walk never throws, and the explained and the fast walk agree', () => {
    fc.assert(
      fc.property(anyPe, anyRegisters, anyAccess, anyMemory, (pe, registers, access, memory) => {
        const regime = regimeOf(pe, defaultAttributePe, registers)
        const recorder = new Recorder()
        const explained = translate(regime, access, memory, recorder)
        expect(seen(translate(regime, access, memory))).toEqual(seen(explained))
        expect(recorder.reads.length).toBeLessThanOrEqual(80)
        expect(explained.fault ? explained.fault.level >= -1 : explained.pa < 2 ** 52).toBe(true)
      }),
      { numRuns: runs },
    )
  })

  test('an AT instruction reports in PAR_EL1 what the walk came to', () => {
    fc.assert(
      fc.property(
        anyPe,
        anyRegisters,
        anyVa,
        fc.constantFrom(...atInstructions),
        anyMemory,
        (pe, registers, va, at, memory) => {
          const regime = regimeOf(pe, defaultAttributePe, registers)
          const par = addressTranslation(regime, at, va, true, memory)
          expect(par >> 64n).toBe(0n)
          expect(par & (1n << 11n)).toBe(1n << 11n)
        },
      ),
      { numRuns: runs },
    )
  })
})

/** A chosen translation: shapes, levels, the VA and where it shall lead. */
const chosen = fc
  .record({
    tg: fc.constantFrom('4K', '16K', '64K'),
    s2tg: fc.constantFrom('4K', '16K', '64K'),
    vaBits: fc.integer({ min: 25, max: 48 }),
    ipaBits: fc.integer({ min: 32, max: 46 }),
    upper: flag,
    bigEndian: flag,
    level1: fc.integer({ min: 0, max: 3 }),
    level2: fc.integer({ min: 0, max: 3 }),
    va: fc.bigInt({ min: 0n, max: 2n ** 48n - 1n }),
    ipa: fc.nat({ max: 2 ** 30 - 1 }).map((page) => page * 4096),
    pa: fc.nat({ max: 2 ** 30 - 1 }).map((page) => page * 4096),
  })
  .map((one) => ({ ...one, ipa: one.ipa % 2 ** (one.ipaBits - 1) }))

type Chosen = typeof chosen extends fc.Arbitrary<infer T> ? T : never

/** The lowest level at or below `level` that may hold a leaf. */
const leafLevel = (tables: Tables, level: number): number =>
  level >= 3 || (level >= tables.start && allowsBlock(tables, level)) ? level : leafLevel(tables, level + 1)

/** SL0 for the lowest level that 16 concatenated tables of the granule can begin at. */
function slFor(size: '4K' | '16K' | '64K', ipaBits: number): bigint {
  const start = startLevel1(granules[size], ipaBits - 4)
  const level = Math.min(Math.max(start, size === '4K' ? 0 : 1), 3)
  return BigInt(size === '4K' ? [2, 1, 0, 3].indexOf(level) : 3 - level)
}

function registersFor({ tg, s2tg, vaBits, ipaBits, bigEndian }: Chosen): Registers {
  const txsz = BigInt(64 - vaBits)
  const ee = bigEndian ? 1n << 25n : 0n
  return {
    ...noRegisters,
    sctlr: toWord(0x1005n | ee),
    tcr: toWord(txsz | (txsz << 16n) | (BigInt(tg0Of(tg)) << 14n) | (BigInt(tg1Of(tg)) << 30n) | (5n << 32n)),
    mair: toWord(0xffn),
    hcr: toWord(1n),
    vtcr: toWord(
      BigInt(64 - ipaBits) | (slFor(s2tg, ipaBits) << 6n) | (BigInt(tg0Of(s2tg)) << 14n) | (5n << 16n),
    ),
    sctlr2: toWord(ee),
  }
}

const leafBits1 = (1n << 10n) | (0b01n << 6n)
const leafBits2 = 0x7fcn

test('tables that are built for a chosen leaf lead there, by as many reads as the levels say', () => {
  fc.assert(
    fc.property(chosen, (one) => {
      const registers = registersFor(one)
      const half = one.upper ? 1 : 0
      const shape = regimeOf(defaultPe, defaultAttributePe, registers)
      const { stage2 } = shape
      const stage1 = shape.stage1[half]
      const input = Number(one.va & ((1n << BigInt(one.vaBits)) - 1n))
      const va = toWord(
        one.upper
          ? BigInt(input) | (((2n ** 64n - 1n) << BigInt(one.vaBits)) & (2n ** 64n - 1n))
          : BigInt(input),
      )
      const level1 = leafLevel(stage1, one.level1)
      const level2 = leafLevel(stage2, one.level2)
      const memory = new SparseMemory()
      let free2 = 2 ** 47
      const place2 = () => (free2 += 0x20_0000)
      const builder2 = new TableBuilder({ ...stage2, base: 2 ** 47 }, memory, place2)
      // The guest's tables lie above what it maps, in pages of their own.
      let free1 = 2 ** (one.ipaBits - 1)
      const place1 = () => (free1 += 0x2_0000)
      const inMemory = (ipa: number) => {
        builder2.map({ input: ipa, output: 2 ** 46 + ipa, level: 3, bits: leafBits2 })
        return 2 ** 46 + ipa
      }
      const base1 = free1
      const size1 = pow2(lsbOf(stage1.granule, level1))
      const ipa = Math.floor(one.ipa / size1) * size1 + (input % size1)
      fc.pre(ipa < 2 ** (one.ipaBits - 1) || level1 === 3)
      const size2 = pow2(lsbOf(stage2.granule, level2))
      fc.pre(Math.floor(ipa / size2) !== Math.floor(base1 / size2) && ipa < 2 ** one.ipaBits)
      const mapping = { input, output: one.ipa, level: level1, bits: leafBits1 }
      new TableBuilder({ ...stage1, base: base1 }, memory, place1, inMemory).map(mapping)
      builder2.map({ input: ipa, output: one.pa, level: level2, bits: leafBits2 })
      const regime = regimeOf(defaultPe, defaultAttributePe, {
        ...registers,
        ttbr0: toWord(BigInt(base1)),
        ttbr1: toWord(BigInt(base1)),
        vttbr: toWord(BigInt(2 ** 47)),
      })
      const access = readOf(va)
      const recorder = new Recorder()
      const { fault, pa } = translate(regime, access, memory, recorder)
      expect(fault).toBeNull()
      expect(pa).toBe(Math.floor(one.pa / size2) * size2 + (ipa % size2))
      const rows = level1 - stage1.start + 1
      const whole = 3 - stage2.start + 1
      expect(recorder.reads.length).toBe(rows * (whole + 1) + (level2 - stage2.start + 1))
      expect(leafDescriptor(stage1, mapping) & 1n).toBe(1n)
      expect(seen(translate(regime, access, memory)).pa).toBe(pa)
    }),
    { numRuns: runs },
  )
})
