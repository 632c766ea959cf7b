import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOf, type Access } from '../../src/arch/walk/access.ts'
import { startLevel } from '../../src/arch/walk/begin.ts'
import { buildTables } from '../../src/arch/walk/build-tables.ts'
import { allowsBlock } from '../../src/arch/walk/descriptor.ts'
import { levels } from '../../src/arch/walk/granule.ts'
import { guestLeaf } from '../../src/arch/walk/guest-leaf.ts'
import { ramLeaf, type Leaf1, type TableFields } from '../../src/arch/walk/leaf-fields.ts'
import { SparseMemory } from '../../src/arch/walk/memory.ts'
import { defaultPe, type WalkPe } from '../../src/arch/walk/pe.ts'
import { descriptorAddressBits, ipaOf, type TablePlan } from '../../src/arch/walk/plan.ts'
import { Recorder } from '../../src/arch/walk/recorder.ts'
import { regimeOf } from '../../src/arch/walk/regime.ts'
import {
  plainChoices,
  plainHalf,
  registersOf,
  type HalfChoices,
  type RegisterChoices,
} from '../../src/arch/walk/registers-of.ts'
import { placeTables } from '../../src/arch/walk/table-places.ts'
import type { Tables } from '../../src/arch/walk/tables.ts'
import { translate, type Translation } from '../../src/arch/walk/translate.ts'
import { pow2, toWord, type Word } from '../../src/arch/walk/word.ts'
import { first } from '../../src/arch/rule.ts'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'
import { sweep } from '../sweep.ts'
import { CheckingRecorder } from './checking.ts'

const flag = fc.boolean()
const size = fc.constantFrom('4K' as const, '16K' as const, '64K' as const)
const pas = [32, 36, 40, 42, 44, 48, 52] as const

const half: HalfChoices = { ...plainHalf, sh: 0b11, irgn: 0b01, orgn: 0b01 }

const choices: RegisterChoices = {
  ...plainChoices,
  stage1: {
    ...plainChoices.stage1,
    mair: toWord(0xffff_ffff_ffff_ffffn),
    ips: 48,
    halves: [half, half],
  },
  stage2: { ...plainChoices.stage2, sl: 'fit', ps: 48, sh: 0b11, irgn: 0b01, orgn: 0b01 },
}

/** A leaf of stage 1 that allows all that stage 1 can allow: Attr0, Inner Shareable, RW at both levels. */
const openLeaf1: Leaf1 = {
  attrindx: 0,
  ap: 0b01,
  sh: 0b11,
  af: true,
  ng: false,
  pxn: false,
  uxn: false,
  dbm: false,
  contig: false,
  nt: false,
  software: 0,
}

/** A table that takes no permission away. */
const openTable: TableFields = { apTable: 0, uxnTable: false, pxnTable: false }

/** The levels at which tables may hold a leaf, from the top. */
function leafLevels(tables: Tables): readonly number[] {
  return levels(tables.start, 3).filter((level) => level === 3 || allowsBlock(tables, level))
}

interface Case {
  readonly pe: WalkPe
  readonly choices: RegisterChoices
  readonly upper: boolean
  readonly plan: (stage1: Tables, stage2: Tables) => TablePlan
}

const access = (va: Word, acc: 'r' | 'w' | 'x' = 'r'): Access => ({ ...readOf(va), acc })

/** A VA of a half of the VA space from the bits that stage 1 translates. */
function vaOf(input: bigint, bits: number, upper: boolean): Word {
  const low = input & ((1n << BigInt(bits)) - 1n)
  return toWord(upper ? low | (((1n << 64n) - 1n) ^ ((1n << BigInt(bits)) - 1n)) : low)
}

/** Builds a case's tables, and sets the registers' bases to them. */
function made({ pe, choices, upper, plan: planOf }: Case) {
  const shape = regimeOf(pe, defaultAttributePe, registersOf(choices))
  const plan = planOf(shape.stage1[upper ? 1 : 0], shape.stage2)
  const places = placeTables(plan)
  const built = buildTables(plan, places)
  const [lower, higher] = choices.stage1.halves
  const base = built.base1 ?? 0
  const based = {
    ...choices,
    stage1: {
      ...choices.stage1,
      halves: [
        { ...lower, base },
        { ...higher, base },
      ] as const,
    },
    stage2: { ...choices.stage2, base: built.base2 ?? 0 },
  }
  return { plan, places, built, regime: regimeOf(pe, defaultAttributePe, registersOf(based)) }
}

/** What of a translation can be compared. */
const seen = ({ fault, pa, attributes }: Translation) => ({
  fault: fault && { ...fault, why: fault.why.id },
  pa,
  attributes,
})

/** The one of `of` that a fraction of 0 to 1 points at. */
const pick = <T>(of: readonly T[], fraction: number): T => {
  const one = of[Math.min(Math.floor(fraction * of.length), of.length - 1)]
  if (one === undefined) throw new RangeError('nothing to pick from')
  return one
}

/** A multiple of 8 below two to the power of `bits`, from a fraction of 0 to 1. */
const addressBelow = (bits: number, fraction: number) => Math.floor(fraction * pow2(bits - 3)) * 8

/** A fraction of 0 to 1; one in four leans to either end, for the smallest and largest sizes, levels and addresses. */
const fraction = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: 0, max: 0.999_999_999_999, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0.999_999_999_999) },
)

/** What gives stage 1 five levels, which chance alone seldom has. */
const fiveLevels = { pa: 52, large: true, granule: '4K', ds: true, vaBits: 0.99 } as const

/** Configurations that a PE walks: sizes within its limits, and a start level that SL0 may name. */
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    pa: fc.constantFrom(...pas),
    large: flag,
    granule: size,
    granule2: size,
    ds: flag,
    ds2: flag,
    vaBits: fraction,
    ipaBits: fraction,
    ipsIsPa: flag,
    upper: flag,
    ee: flag,
    ee2: flag,
    level: fraction,
    level2: fraction,
    ram: fraction,
    contig: flag,
    contig2: flag,
    ramContig: flag,
    ignored: flag,
    leaf: fc.record({ attrindx: fc.nat({ max: 7 }), sh: fc.constantFrom(0, 2, 3), ng: flag }),
    leaf2: fc.record({ sh: fc.constantFrom(0, 2, 3), fnxs: flag }),
    table: fc.record({ apTable: fc.constantFrom(0b00, 0b01), uxnTable: flag, pxnTable: flag }),
    stages: fc.constantFrom('both', 'both', 'both', 'both', 'one', 'two', 'none'),
    concatenate: flag,
    five: fc.nat({ max: 7 }).map((kind) => kind === 0),
    va: fc.bigInt({ min: 0n, max: (1n << 52n) - 8n }).map((va) => va & ~7n),
    ipa: fraction,
    out: fraction,
  })
  .map((drawn): Case => {
    const one = drawn.five ? { ...drawn, ...fiveLevels } : drawn
    const lpa = one.pa === 52 || one.large
    const contig = one.ignored ? ('ignored' as const) : ('run' as const)
    const pe: WalkPe = { ...defaultPe, pa: one.pa, lpa, lva: lpa, lpa2: lpa && one.large, contig }
    const ds = one.ds && pe.lpa2 && one.granule !== '64K'
    const ds2 = one.ds2 && pe.lpa2 && one.granule2 !== '64K'
    const mostVa = ds || (one.granule === '64K' && lpa) ? 52 : 48
    const mostIpa = Math.min(one.pa, ds2 || (one.granule2 === '64K' && lpa) ? 52 : 48)
    const vaBits = 25 + Math.floor(one.vaBits * (mostVa - 24))
    const ipaBits = 32 + Math.floor(one.ipaBits * (mostIpa - 31))
    const of = { ...half, granule: one.granule, txsz: 64 - vaBits }
    const on2 = one.stages === 'both' || one.stages === 'two'
    const level0 = { granule: one.granule2, t0sz: 64 - ipaBits, ds: ds2, ps: one.pa, ee: one.ee2 }
    const wish = { ...choices.stage2, ...level0 }
    return {
      pe,
      upper: one.upper,
      choices: {
        stage1: {
          ...choices.stage1,
          m: one.stages === 'both' || one.stages === 'one',
          ips: one.ipsIsPa ? one.pa : 52,
          ds,
          ee: one.ee,
          halves: [of, of],
        },
        stage2: one.concatenate ? wish : { ...wish, sl: withoutConcatenation(pe, wish) },
        hcr: { ...choices.hcr, vm: on2 },
      },
      plan: (stage1, stage2) => {
        const on1 = one.stages === 'both' || one.stages === 'one'
        const level = pick(leafLevels(stage1), one.level)
        // A run larger than the input address space is misprogrammed; what it maps is not at issue here.
        const fits = mapped(stage1, level, true) <= stage1.inputBits
        const outBits = (of: Tables) => Math.min(of.outputBits, descriptorAddressBits(of))
        const ipaLimit = on2 ? Math.min(outBits(stage1), stage2.inputBits) : outBits(stage1)
        const limit = on2 ? stage2.inputBits : one.pa
        return {
          va: on1 ? vaOf(one.va, vaBits, one.upper) : toWord(BigInt(addressBelow(limit, one.ipa))),
          stage1: on1
            ? {
                tables: stage1,
                leafLevel: level,
                leaf: { ...openLeaf1, ...one.leaf, contig: one.contig && fits },
                table: one.table,
                ipa: addressBelow(ipaLimit, one.ipa),
              }
            : null,
          stage2: on2
            ? {
                tables: stage2,
                leafLevel: pick(leafLevels(stage2), one.level2),
                leaf: { ...ramLeaf(false), ...one.leaf2, contig: one.contig2 },
                pa: addressBelow(outBits(stage2), one.out),
                ramLevel: one.ram < 0.7 ? 3 : pick(leafLevels(stage2), one.ram),
                ram: { ...ramLeaf(false), contig: one.ramContig },
              }
            : null,
        }
      },
    }
  })

/** The SL0 of the highest start level that the PE allows for T0SZ: as few concatenated tables as can be. */
function withoutConcatenation(pe: WalkPe, of: RegisterChoices['stage2']): number | 'fit' {
  const shapeFor = (sl: number) =>
    regimeOf(pe, defaultAttributePe, registersOf({ ...choices, stage2: { ...of, sl } })).stage2
  const fitting = [0, 1, 2, 3, 4].filter((sl) => {
    const shape = shapeFor(sl)
    return shape.sl === sl && first(startLevel, shape) === null
  })
  return fitting.sort((a, b) => shapeFor(a).start - shapeFor(b).start)[0] ?? 'fit'
}

/** How many descriptors a walk of the plan reads. */
function readsOf(plan: TablePlan, ipas: Readonly<Record<number, number>>): number {
  const { stage1, stage2 } = plan
  const ofLeaf = (level: number) => (stage2 ? level - stage2.tables.start + 1 : 0)
  const ofAccess = ofLeaf(stage2?.leafLevel ?? 0)
  return Object.values(ipas).reduce(
    (sum, at) => sum + 1 + (stage1 && stage2 ? ofLeaf(guestLeaf(stage2, ipaOf(plan), at).level) : 0),
    ofAccess,
  )
}

/** How the architecture refuses addresses that a leaf, larger than the address space, leads to; null where it does not. */
function refusal({ stage1, stage2 }: TablePlan, ipa: number, pa: number): string | null {
  if (stage1 && ipa >= pow2(stage1.tables.outputBits)) return 'AddressSize at stage 1'
  if (stage2 && ipa >= pow2(stage2.tables.inputBits)) return 'Translation at stage 2'
  return stage2 && pa >= pow2(stage2.tables.outputBits) ? 'AddressSize at stage 2' : null
}

const faultOf = ({ fault }: Translation) => fault && `${fault.kind} at stage ${fault.stage}`

const runs = sweep(12_000)

/** What a leaf's low bits come from the input for, in bits: the whole of it, from the manual's table. */
function mapped({ granule, pe }: Tables, level: number, contig: boolean): number {
  const lsb = { '4K': 39 - level * 9, '16K': 47 - level * 11, '64K': 55 - level * 13 }[granule.size]
  const run = { '4K': [0, 4, 4, 4], '16K': [0, 0, 5, 7], '64K': [0, 0, 5, 5] }[granule.size][level] ?? 0
  return contig && pe.contig === 'run' ? lsb + run : lsb
}

describe('tables that are built for a plan', () => {
  test('lead to the PA of the plan, by as many reads as its levels say', () => {
    const met = { walks: 0, concatenated: 0, lowest: 3 }
    fc.assert(
      fc.property(anyCase, (one) => {
        const { plan, places, built, regime } = made(one)
        const { stage1, stage2 } = plan
        const recorder = new CheckingRecorder()
        const explained = translate(regime, access(plan.va), built.memory, recorder)
        expect(recorder.wrong).toEqual([])
        expect(seen(translate(regime, access(plan.va), built.memory))).toEqual(seen(explained))
        const bits = stage2 ? mapped(stage2.tables, stage2.leafLevel, stage2.leaf.contig) : 0
        const bits1 = stage1 ? mapped(stage1.tables, stage1.leafLevel, stage1.leaf.contig) : 0
        const va = (BigInt(plan.va.hi >>> 0) << 32n) | BigInt(plan.va.lo >>> 0)
        const joined = (high: bigint, low: bigint, at: number) =>
          ((high >> BigInt(at)) << BigInt(at)) | (low & ((1n << BigInt(at)) - 1n))
        const ipa = stage1 ? joined(BigInt(stage1.ipa), va, bits1) : va
        const pa = stage2 ? joined(BigInt(stage2.pa), ipa, bits) : ipa
        expect(BigInt(built.pa)).toBe(pa)
        const refused = refusal(plan, Number(ipa), Number(pa))
        expect(faultOf(explained)).toBe(refused)
        if (refused !== null) return
        expect(BigInt(explained.pa)).toBe(pa)
        expect(recorder.reads.length).toBe(readsOf(plan, places.ipas))
        met.walks += 1
        met.concatenated += stage2 && stage2.tables.tableBits > stage2.tables.granule.bits ? 1 : 0
        met.lowest = Math.min(met.lowest, stage1?.tables.start ?? 3)
      }),
      { numRuns: runs },
    )
    expect(met.walks).toBeGreaterThan(runs * 0.8)
    expect(met.concatenated).toBeGreaterThan(runs / 20)
    expect(met.lowest).toBe(-1)
  })

  test('lie apart from each other and from the page of the access', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { plan, places, built } = made(one)
        const { stage1, stage2 } = plan
        const bytes1 = stage1 ? pow2(stage1.tables.granule.bits) : 0
        const parts = stage2
          ? [...Object.values(places.pas).map((from) => [from, bytes1] as const), ...second(stage2.tables)]
          : Object.values(places.ipas).map((from) => [from, 64] as const)
        function second({ tableBits, granule }: Tables) {
          return places.stage2.map(
            (from, at) => [from, at === 0 ? pow2(tableBits) : pow2(granule.bits)] as const,
          )
        }
        const page = Math.floor(built.pa / 4096) * 4096
        const all = [...parts, [page, 4096] as const].sort(([a], [b]) => a - b)
        const clash = all.find(([from], at) => {
          const [before, bytes] = all[at - 1] ?? [-1, 0]
          return before + bytes > from
        })
        expect(clash).toBeUndefined()
        const limit = stage2 ? stage2.tables.outputBits : (stage1?.tables.outputBits ?? 52)
        expect(parts.filter(([from, bytes]) => from + bytes > pow2(limit))).toEqual([])
        expect(new Set(Object.values(places.ipas)).size).toBe(Object.keys(places.ipas).length)
      }),
      { numRuns: sweep(3000) },
    )
  })

  test('never make a walk throw, whatever of them is damaged, and both walks agree', () => {
    const damage = fc.record({ at: fraction, bit: fc.nat({ max: 63 }) })
    const acc = fc.constantFrom('r' as const, 'w' as const, 'x' as const)
    fc.assert(
      fc.property(anyCase, fc.array(damage, { minLength: 1, maxLength: 4 }), acc, (one, damages, acc) => {
        const { plan, built, regime } = made(one)
        const words = [...built.memory.entries()].sort(([a], [b]) => a - b)
        if (words.length === 0) return
        for (const { at, bit } of damages) {
          const [address, { hi, lo }] = pick(words, at)
          const flipped = bit < 32 ? { hi, lo: lo ^ (1 << bit) } : { hi: hi ^ (1 << (bit - 32)), lo }
          built.memory.write(address, flipped)
        }
        const recorder = new CheckingRecorder()
        const damaged = new SparseMemory(built.memory.entries())
        const explained = translate(regime, access(plan.va, acc), damaged, recorder)
        expect(recorder.wrong).toEqual([])
        const fast = translate(regime, access(plan.va, acc), new SparseMemory(built.memory.entries()))
        expect(seen(fast)).toEqual(seen(explained))
      }),
      { numRuns: sweep(6000) },
    )
  })
})

const word: fc.Arbitrary<Word> = fc
  .tuple(fc.nat({ max: 0xffff_ffff }), fc.nat({ max: 0xffff_ffff }))
  .map(([hi, lo]) => ({ hi, lo }))

test('building for any registers at all never throws, and neither does the walk', () => {
  const registers = fc.record({
    sctlr: word,
    tcr: word,
    ttbr0: word,
    ttbr1: word,
    mair: word,
    hcr: word,
    vtcr: word,
    vttbr: word,
    sctlr2: word,
  })
  const features = fc.record({
    pa: fc.constantFrom(...pas),
    lpa: flag,
    lva: flag,
    lpa2: flag,
    ttst: flag,
    hafdbs: flag,
    txszabove: fc.constantFrom('clamp' as const, 'fault' as const),
    txszbelow: fc.constantFrom('clamp' as const, 'fault' as const),
    nt: fc.constantFrom('fault' as const, 'ignore' as const),
  })
  fc.assert(
    fc.property(registers, features, word, fraction, fraction, (registers, features, va, level, out) => {
      const pe = { ...defaultPe, ...features }
      const regime = regimeOf(pe, defaultAttributePe, registers)
      const stage1 = regime.stage1[((va.hi >>> 23) & 1) as 0 | 1]
      const { stage2 } = regime
      const plan: TablePlan = {
        va,
        stage1: regime.stage1On
          ? {
              tables: stage1,
              leafLevel: pick(leafLevels(stage1), level),
              leaf: openLeaf1,
              table: openTable,
              ipa: addressBelow(descriptorAddressBits(stage1), out),
            }
          : null,
        stage2: regime.stage2On
          ? {
              tables: stage2,
              leafLevel: pick(leafLevels(stage2), level),
              leaf: ramLeaf(false),
              pa: addressBelow(descriptorAddressBits(stage2), out),
              ramLevel: 3,
              ram: ramLeaf(false),
            }
          : null,
      }
      const { memory } = buildTables(plan)
      const explained = translate(regime, access(va), new SparseMemory(memory.entries()), new Recorder())
      expect(seen(translate(regime, access(va), new SparseMemory(memory.entries())))).toEqual(seen(explained))
    }),
    { numRuns: sweep(6000) },
  )
})

/** Both stages with tables of pages, their sizes and start as given. */
function whole(changes: Partial<HalfChoices>, second: Partial<RegisterChoices['stage2']>, ds = false): Case {
  const of = { ...half, ...changes }
  return {
    pe: defaultPe,
    upper: true,
    choices: {
      ...choices,
      stage1: { ...choices.stage1, ds, ips: ds ? 52 : 48, halves: [of, of] },
      stage2: { ...choices.stage2, ds, ps: ds ? 52 : 48, ...second },
    },
    plan: (stage1, stage2) => ({
      va: toWord(0xffff_8000_8a3c_5a40n),
      stage1: { tables: stage1, leafLevel: 3, leaf: openLeaf1, table: openTable, ipa: 0xa0_103c_5000 },
      stage2: {
        tables: stage2,
        leafLevel: 3,
        leaf: ramLeaf(false),
        pa: 0x4200_103c_5000,
        ramLevel: 3,
        ram: ramLeaf(false),
      },
    }),
  }
}

/** Every read of a case's walk. */
function readIn(one: Case) {
  const { plan, built, regime } = made(one)
  const recorder = new Recorder()
  const { pa } = translate(regime, access(plan.va), built.memory, recorder)
  return { pa, reads: recorder.reads, built }
}

describe('a walk of pages', () => {
  test('with four levels at both stages is 24 reads', () => {
    const { pa, reads } = readIn(whole({}, {}))
    expect(pa).toBe(0x4200_103c_5a40)
    expect(reads.length).toBe(24)
  })

  test('with five levels at both stages is 35 reads', () => {
    const { pa, reads } = readIn(whole({ txsz: 12 }, { t0sz: 12, sl: 4 }, true))
    expect(pa).toBe(0x4200_103c_5a40)
    expect(reads.length).toBe(35)
  })

  test('has stage 2 begin in one tree for all of stage 1', () => {
    const { reads, built } = readIn(whole({}, {}))
    const roots = new Set(
      reads
        .filter(({ descriptor: { tables } }) => tables.stage === 2)
        .map(({ descriptor }) => (descriptor.level === 0 ? Math.floor(descriptor.pa / 4096) : 0)),
    )
    expect(roots.size - 1).toBe(1)
    expect(built.base2).toBe(0x10_3e40_0000)
    expect(built.base1).toBe(0x4a3b_1000)
  })
})

describe('tables lie at the same places each time', () => {
  test('with four levels at both stages', () => {
    const { places } = made(whole({}, {}))
    expect(places).toEqual({
      ipas: { 0: 0x4a3b_1000, 1: 0xbfff_6000, 2: 0xbfff_5000, 3: 0xbfff_0000 },
      pas: { 0: 0x10_5c7b_1000, 1: 0x10_5d3f_6000, 2: 0x10_5d5e_a000, 3: 0x10_5d0f_0000 },
      stage2: [0x10_3e40_0000, ...Array.from({ length: 15 }, (_, at) => 0x10_3e41_2000 + at * 0x1000)],
    })
  })

  test('with five levels at both stages', () => {
    const { places } = made(whole({ txsz: 12 }, { t0sz: 12, sl: 4 }, true))
    expect(Object.entries(places.ipas).toSorted(([a], [b]) => Number(a) - Number(b))).toEqual([
      ['-1', 0x4a3b_1000],
      ['0', 0xbfff_6000],
      ['1', 0xbfff_5000],
      ['2', 0xbfff_0000],
      ['3', 0xbffe_8000],
    ])
    expect(places.pas[3]).toBe(0x10_5d9b_8000)
    expect(places.stage2).toHaveLength(1 + 6 * 4)
  })

  test('of 64K, each aligned to its size, which of the first is 512 bytes', () => {
    const { places } = made(whole({ granule: '64K' }, { granule: '64K', t0sz: 24, sl: 1 }))
    expect(places.ipas).toEqual({ 1: 0x4a3b_1000, 2: 0xbfff_0000, 3: 0xc000_0000 })
    expect(places.stage2.filter((at) => at % 0x1_0000 !== 0)).toEqual([])
  })
})

describe('what cannot be is a RangeError that names it', () => {
  const plan = () => made(whole({}, {})).plan
  const planned = (change: (plan: TablePlan) => TablePlan) => () => buildTables(change(plan()))
  const changed = (change: object) =>
    planned((plan) => ({ ...plan, stage1: plan.stage1 && { ...plan.stage1, ...change } }))

  test.each([
    ['a level without tables', changed({ leafLevel: 4 }), 'stage1.leafLevel is 4'],
    ['an IPA that no descriptor holds', changed({ ipa: 2 ** 50 }), 'stage1.ipa is'],
    ['a field that is too wide', changed({ leaf: { ...openLeaf1, ap: 4 } }), 'ap has 2 bits'],
    [
      'a level of stage 2 without tables',
      planned((plan) => ({ ...plan, stage2: plan.stage2 && { ...plan.stage2, ramLevel: -1 } })),
      'stage2.ramLevel is -1',
    ],
    [
      'a first table that is not aligned',
      () => buildTables(plan(), { ...placeTables(plan()), stage2: [0x10_3e40_0800] }),
      'places.stage2[0] is',
    ],
    [
      'a place that is missing',
      () => buildTables(plan(), { ...placeTables(plan()), ipas: {} }),
      'is missing',
    ],
    [
      'an IPS that no encoding has',
      () => registersOf({ ...choices, stage1: { ...choices.stage1, ips: 47 } }),
      'ips is 47',
    ],
    [
      'a T0SZ of seven bits',
      () => registersOf({ ...choices, stage2: { ...choices.stage2, t0sz: 64 } }),
      'T0SZ has 6 bits',
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(RangeError)
    expect(act).toThrow(message)
  })
})

test('tables go into memory that is handed in', () => {
  const memory = new SparseMemory()
  const { plan } = made(whole({}, {}))
  expect(buildTables(plan, placeTables(plan), memory).memory).toBe(memory)
  expect([...memory.entries()].length).toBeGreaterThan(10)
})
