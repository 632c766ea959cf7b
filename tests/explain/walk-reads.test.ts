import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowsBlock } from '../../src/arch/walk/descriptor.ts'
import { kvmAnswer } from '../../src/explain/kvm/answer.ts'
import { whyMany, readSays } from '../../src/explain/walk/read-words.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { walkScenario } from '../scenario/arbitrary.ts'
import { anyTables, fiveLevels, handWalk, ipaOf, walkOf, wide } from './walk-scenarios.ts'
import { sweep } from '../sweep.ts'

const tgs = ['4k', '16k', '64k'] as const
const leaves = ['1', '2', '3'] as const
const grain = { '4k': [12, 9], '16k': [14, 11], '64k': [16, 13] } as const

/** Levels that a size of address takes at stage 1, and at stage 2 with up to 16 tables concatenated, as KVM has it. */
function startsOf(tg: keyof typeof grain, bits: number) {
  const [page, stride] = grain[tg]
  const levels2 = Math.max(Math.ceil((bits - 4 - page) / stride), 2)
  return { stage1: 3 - Math.floor((bits - 1 - page) / stride), stage2: 4 - levels2 }
}

describe('the initial walk', () => {
  const walk = walkOf(defaults)
  const { descriptor } = kvmAnswer(defaults)

  test('has 24 reads: four of stage 2 and one of stage 1, four times, and four of stage 2', () => {
    const order = walk.reads.map(({ stage, level }) => `${stage}.${level}`).join(' ')
    const across = '2.0 2.1 2.2 2.3'
    expect(order).toBe(`${across} 1.0 ${across} 1.1 ${across} 1.2 ${across} 1.3 ${across}`)
    expect(walk.reads.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1))
  })

  test('ends at the leaf that KVM wrote in act 2, and at the PA that it names', () => {
    expect(walk.fault).toBeNull()
    expect(walk.reads.at(-1)?.value).toBe(descriptor)
    const page = (descriptor ?? 0n) & 0xffff_ffff_f000n
    expect(BigInt(walk.translation.pa)).toBe(page | (BigInt(defaults.va) & 0xfffn))
  })

  test('is explained as 5 × 4 + 4', () => {
    expect(whyMany(walk)).toMatch(/^5 addresses to translate, 4 stage 2 levels each .*: 5 × 4 \+ 4\. A TLB/)
  })
})

test('with 52 bits at both stages there are 29 reads: 16 concatenated tables spare stage 2 its level -1', () => {
  for (const s2 of ['kvm', 'hand'] as const) {
    const walk = walkOf({ ...defaults, ...wide, s2 })
    expect(walk.fault).toBeNull()
    expect(walk.reads.length).toBe(6 * 4 + 5)
    expect(walk.reads.find(({ stage }) => stage === 1)?.level).toBe(-1)
    expect(walk.reads[0]).toMatchObject({ stage: 2, level: 0, index: { msb: 51, lsb: 39 } })
  }
})

test('with five levels at both stages there are 35 reads', () => {
  const { fault, reads } = fiveLevels()
  expect([fault, reads.length]).toEqual([null, 35])
})

describe('the number of reads is as the levels say', () => {
  const va = '0x0000000000000a40'
  const grow = (size: number) => ({ va, txsz: size, tcr: 'none' })

  test.each(tgs)('for each TxSZ of %s tables, over each granule of stage 2', (tg) => {
    for (const s2tg of tgs)
      for (let txsz = 16; txsz <= (tg === '64k' ? 47 : 48); txsz += 1) {
        const { fault, reads } = handWalk({ ...grow(txsz), tg, s2tg })
        const levels1 = 4 - startsOf(tg, 64 - txsz).stage1
        const levels2 = 4 - startsOf(s2tg, 48).stage2
        expect([fault, reads.length], `${tg} ${s2tg} ${txsz}`).toEqual([
          null,
          (levels1 + 1) * levels2 + levels1,
        ])
      }
  })

  test('for each size of IPA and granule of stage 2', () => {
    for (const s2tg of tgs)
      for (const bits of [32, 36, 39, 40, 42, 44, 47, 48, 52]) {
        const ds = bits === 52 && s2tg !== '64k'
        const { fault, reads } = handWalk({ ...ipaOf(bits, ds), s2tg, addr: 0x4000_0a40 })
        const levels2 = 4 - startsOf(s2tg, bits).stage2
        expect([fault, reads.length], `${s2tg} ${bits}`).toEqual([null, 5 * levels2 + 4])
      }
  })

  test('for each leaf level of both stages; where there are no blocks, it ends there in a Translation fault', () => {
    for (const tg of tgs)
      for (const s2tg of tgs)
        for (const leaf of leaves)
          for (const s2leaf of leaves) {
            const { fault, reads, setup } = handWalk({ tg, s2tg, leaf, s2leaf })
            const at1 = setup.leafLevel1 as number
            const at2 = setup.leafLevel2 as number
            const none1 = at1 < 3 && !allowsBlock(setup.tables1, at1)
            const none2 = at2 < 3 && !allowsBlock(setup.regime.stage2, at2)
            const ends = none1 ? [1, at1] : none2 ? [2, at2] : null
            expect(fault && [fault.kind, fault.stage, fault.level]).toEqual(ends && ['Translation', ...ends])
            const last = ends?.[0] === 2 ? reads.at(-1) : reads.findLast(({ stage }) => stage === 1)
            expect(last?.level).toBe(ends?.[1] ?? at1)
            expect(last?.kind === 'invalid').toBe(ends !== null)
          }
  })
})

describe('rows', () => {
  test('hold every read once and in order, for any tables', () => {
    fc.assert(
      fc.property(fc.oneof(anyTables, walkScenario), (scenario) => {
        const { rows, reads } = walkOf(scenario)
        expect(rows.flatMap((row) => row.reads)).toEqual(reads)
      }),
      { numRuns: sweep(700) },
    )
  })

  test('have every read that a fault kept from being made, once in its column', () => {
    fc.assert(
      fc.property(anyTables, (scenario) => {
        const { rows, fault } = walkOf(scenario)
        for (const { reads, unmade } of rows) {
          const first = reads.filter(({ purpose, again }) => purpose !== 'update' && !again)
          const places = [...first, ...unmade].map(({ stage, level }) => `${stage}.${level}`)
          expect(new Set(places).size).toBe(places.length)
          expect(fault !== null || unmade.length === 0).toBe(true)
        }
      }),
      { numRuns: sweep(500) },
    )
  })

  test('end with the access, below one for each level of stage 1', () => {
    fc.assert(
      fc.property(anyTables, (scenario) => {
        const { rows, setup } = walkOf(scenario)
        const levels = rows.slice(0, -1).map(({ of }) => of)
        expect(rows.at(-1)?.of).toBe('access')
        expect(levels).toEqual(levels.map((_, at) => setup.tables1.start + at))
      }),
      { numRuns: sweep(300) },
    )
  })

  test('show what was planned after the first read of a stage 2 fault', () => {
    const [first] = walkOf(defaults).reads
    const { rows, reads } = handWalk({ desc: `0x${first?.pa.toString(16)}_0x0` })
    expect(reads.length).toBe(1)
    expect(rows.map(({ unmade }) => unmade.length)).toEqual([4, 5, 5, 5, 4])
  })

  test('show the row that a fault of stage 2 cut off below a table set by hand', () => {
    const whole = handWalk({ leaf: '2' })
    const leaf = whole.reads.findLast(({ stage }) => stage === 1)
    const { rows, reads } = handWalk({ leaf: '2', desc: `0x${leaf?.pa.toString(16)}_0x7ffffffff003` })
    expect(reads.at(-1)?.stage).toBe(2)
    expect(rows.map(({ of }) => of)).toEqual([0, 1, 2, 3, 'access'])
  })
})

/** What the formula after the last colon of the sentence comes to. */
function sumIn(words: string): number {
  const [, formula = ''] = /: ([\d ×+]+)\./.exec(words) ?? []
  return formula
    .split(' + ')
    .map((part) => part.split(' × ').reduce((product, one) => product * Number(one), 1))
    .reduce((sum, one) => sum + one, 0)
}

describe('why there are as many reads', () => {
  test('sums up to their number', () => {
    fc.assert(
      fc.property(anyTables, (scenario) => {
        const walk = walkOf(scenario)
        const words = whyMany(walk)
        const { stage1On, stage2On } = walk.setup.regime
        const numbers = words.match(/\d+ (level|read)/g)?.map((found) => Number.parseInt(found, 10)) ?? []
        const plain = numbers.reduce((sum, one) => sum + one, 0)
        const isSum = stage1On && stage2On && walk.reads.length > 0
        expect(isSum ? sumIn(words) : plain).toBe(walk.reads.length)
      }),
      { numRuns: sweep(500) },
    )
  })

  test.each([
    [{ vm: false, m: false }, 'Both stages are off: nothing is read.'],
    [{ va: '0x123456789abcdef0' }, 'Nothing was read. A fault stopped the walk before all were made.'],
    [{ vm: false }, 'Stage 2 is off: 4 levels of stage 1. '],
    [{ m: false }, 'Stage 1 is off: one address is translated, in 4 levels. '],
    [
      { tcr: 'ha', af: false },
      '5 addresses to translate, 4 stage 2 levels each, 4 stage 1 descriptors and 5 reads of hardware updates: 5 × 4 + 4 + 5.',
    ],
    [{ s2leaf: '2' }, '19 reads of stage 2 for 5 addresses and 4 stage 1 descriptors: 19 + 4.'],
  ] as const)('for %o it says so', (changes, words) => {
    expect(whyMany(handWalk(changes))).toContain(words)
  })

  test('does not say that reads are missing where the last one was made', () => {
    const walk = handWalk({ s2ap: 0b00 })
    expect(walk.fault?.kind).toBe('Permission')
    expect(whyMany(walk)).not.toContain('stopped')
  })
})

test('every read says what it is for, in sentences', () => {
  fc.assert(
    fc.property(anyTables, (scenario) => {
      for (const read of walkOf(scenario).reads)
        expect(readSays(read)).toMatch(/^[^.]+\. (That [^.]+\. )?It [^.]+\.$/)
    }),
    { numRuns: sweep(300) },
  )
})
