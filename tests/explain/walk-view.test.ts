import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { walkView, type ViewRow, type WalkView } from '../../src/explain/walk/view.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { walkScenario } from '../scenario/arbitrary.ts'
import { anyTables, fiveLevels, handWalk, ipaOf, walkOf } from './walk-scenarios.ts'
import { sweep } from '../sweep.ts'

const cellsOf = ({ rows }: WalkView) => rows.flatMap(({ cells }) => cells)

const walk = walkOf(defaults)

describe('a step shows', () => {
  test('as many reads done as its number, the next one’s address, and no more', () => {
    for (let now = 0; now <= walk.reads.length; now += 1)
      for (const { number, address, value } of cellsOf(walkView(walk, { now }))) {
        const read = walk.reads[(number ?? 0) - 1]
        expect(value).toBe((number ?? 0) <= now ? read?.value : null)
        expect(address).toBe((number ?? 0) <= now + 1 ? read?.pa : null)
      }
  })

  test('one read now, one next, and all others before or after them', () => {
    const states = (now: number | null) => cellsOf(walkView(walk, { now })).map(({ state }) => state)
    expect(states(13).slice(11, 15)).toEqual(['done', 'now', 'next', 'to-come'])
    expect(states(0).slice(0, 2)).toEqual(['next', 'to-come'])
    expect(new Set(states(null))).toEqual(new Set(['done']))
  })

  test('the PA once the last read is made', () => {
    expect(walkView(walk, { now: 23 }).pa).toBeNull()
    expect(walkView(walk, { now: 24 }).pa).toBe(walk.translation.pa)
    expect(walkView(walk, { now: null }).pa).toBe(walk.translation.pa)
  })

  test('the IPA of the row that it stands in, cut into the bits of its columns', () => {
    for (const { number } of walk.reads) {
      const { columns, ipa, rows } = walkView(walk, { now: number })
      const joined = columns.reduce((sum, { value, lsb }) => sum + (value ?? 0) * 2 ** lsb, 0)
      expect(joined).toBe(ipa)
      expect(rows.find(({ lit }) => lit)?.ipa).toBe(ipa)
    }
  })
})

/** The bits of the VA that all rows have together. */
const joined = (rows: readonly ViewRow[]) =>
  rows.reduce((sum, { bits: { value, lsb } }) => sum + BigInt(value) * 2n ** BigInt(lsb), 0n)

describe('the bits of the VA', () => {
  test('beside the rows are all that stage 1 translates, also where a fault stops it', () => {
    fc.assert(
      fc.property(anyTables, (scenario) => {
        const answer = walkOf(scenario)
        const { regime, access, tables1 } = answer.setup
        const { rows } = walkView(answer, { now: null })
        const va = (BigInt(access.va.hi >>> 0) << 32n) | BigInt(access.va.lo >>> 0)
        const bits = regime.stage1On ? tables1.inputBits : 12
        expect(joined(rows)).toBe(BigInt.asUintN(bits, va))
      }),
      { numRuns: sweep(500) },
    )
  })

  test('of the access are those in a page with stage 1 off', () => {
    const { rows } = walkView(handWalk({ m: false }), { now: null })
    expect(rows.map(({ bits }) => bits)).toEqual([{ msb: 11, lsb: 0, value: 0xa40 }])
  })
})

describe('a walk that faults', () => {
  const view = walkView(handWalk({ desc: `0x${walk.reads[6]?.pa.toString(16)}_0x0` }), { now: null })

  test('shows at which read, and that the others were not made', () => {
    const states = cellsOf(view).map(({ state }) => state)
    expect(states[6]).toBe('fault')
    expect(states.length).toBe(24)
    expect(new Set(states.slice(7))).toEqual(new Set(['not-made']))
    expect(view).toMatchObject({ stopped: true, pa: null })
  })

  test('has a cell in each place once, hardware updates apart', () => {
    fc.assert(
      fc.property(anyTables, (scenario) => {
        for (const { cells } of walkView(walkOf(scenario), { now: null }).rows) {
          const places = cells.filter(({ again }) => !again).map(({ stage, level }) => `${stage}.${level}`)
          expect(new Set(places).size).toBe(places.length)
        }
      }),
      { numRuns: sweep(500) },
    )
  })
})

describe('what a block saves', () => {
  const savedIn = (changes: Parameters<typeof handWalk>[0]) =>
    walkView(handWalk(changes), { now: null }).rows.at(-1)?.saved

  test.each([
    [{}, null],
    [{ s2leaf: '2' }, '1 read saved by a level 2 block'],
    [{ s2leaf: '1' }, '2 reads saved by a level 1 block'],
    [{ s2leaf: '1', ...ipaOf(40) }, '2 reads saved by a level 1 block'],
    [{ s2leaf: '2', s2tg: '64k' }, '1 read saved by a level 2 block'],
    [{ s2leaf: '1', s2tg: '16k' }, null],
  ] as const)('with %o is %s', (changes, saved) => {
    expect(savedIn(changes)).toBe(saved)
  })

  test('is what the columns of the row have more than its reads', () => {
    fc.assert(
      fc.property(anyTables, (scenario) => {
        const { columns, rows } = walkView(walkOf(scenario), { now: null })
        for (const { saved, cells } of rows) {
          const reads = cells.filter(({ stage, again }) => stage === 2 && !again).length
          const count = Number.parseInt(saved ?? '0', 10)
          expect(saved === null || count === columns.length - 1 - reads).toBe(true)
        }
      }),
      { numRuns: sweep(500) },
    )
  })
})

describe('the columns', () => {
  const names = (changes: Parameters<typeof handWalk>[0]) =>
    walkView(handWalk(changes), { now: null }).columns.map(({ name }) => name)

  test('are the levels that stage 2 has, and stage 1’s descriptor', () => {
    expect(names(ipaOf(40))).toEqual([
      'Stage 2, level 1',
      'Stage 2, level 2',
      'Stage 2, level 3',
      'Stage 1 descriptor',
    ])
    expect(names({ vm: false })).toEqual(['Stage 1 descriptor'])
    expect(walkView(fiveLevels(), { now: null }).columns.length).toBe(6)
  })
})

test('nothing throws at any step of any walk', () => {
  fc.assert(
    fc.property(walkScenario, (scenario) => {
      const answer = walkOf({ ...scenario, s2: 'hand' })
      for (const now of [null, ...answer.reads.keys()])
        expect(cellsOf(walkView(answer, { now })).length).toBeGreaterThanOrEqual(answer.reads.length)
    }),
    { numRuns: sweep(500) },
  )
})
