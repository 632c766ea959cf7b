import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { descriptorRegister } from '../../src/explain/walk/descriptor-register.ts'
import type { WalkRead } from '../../src/explain/walk/reads.ts'
import type { Register } from '../../src/explain/registers.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { emptyAddress } from '../../src/scenario/address/address.ts'
import { createScenarioStore } from '../../src/scenario/store.ts'
import { flipBit } from '../../src/ui/flip-bit.ts'
import { anyTables, handWalk, ipaOf, walkOf } from './walk-scenarios.ts'
import { sweep } from '../sweep.ts'

/** Fields from bit 63 down: `name hi:lo`. */
const tiles = ({ fields }: Register) => fields.map(({ name, hi, lo }) => `${name} ${hi}:${lo}`)

function expectTiled({ fields }: Register): void {
  let top = 63
  for (const { hi, lo, digits } of fields) {
    expect(hi).toBe(top)
    expect(digits?.length).toBe(hi - lo + 1)
    top = lo - 1
  }
  expect(top).toBe(-1)
}

const grain = { '4k': [12, 9], '16k': [14, 11], '64k': [16, 13] } as const
type Tg = keyof typeof grain

/** The lowest bit of what a level's entry maps. */
const lsbAt = (tg: Tg, level: number) => grain[tg][0] + (3 - level) * grain[tg][1]

const reserved = (hi: number, lo: number) => (hi < lo ? [] : [`RES0 ${hi}:${lo}`])

/** Bits 50 down to 12 of a descriptor that holds an address from bit `lsb` up. */
function addressTiles(tg: Tg, ds: boolean, lsb: number, name: string, block: boolean): readonly string[] {
  const wide = tg === '64k' ? ['address[51:48] 15:12'] : []
  const least = tg === '64k' ? 16 : 12
  const below = block
    ? [...reserved(lsb - 1, 17), 'nT 16:16', ...reserved(15, least), ...wide]
    : [...reserved(lsb - 1, least), ...wide]
  return [...(ds ? [`${name} 49:${lsb}`] : ['RES0 49:48', `${name} 47:${lsb}`]), ...below]
}

/** *VMSAv8-64 descriptor formats*: what each descriptor consists of. */
function expected(read: WalkRead, tg: Tg, ds: boolean): readonly string[] {
  const { stage, level, kind, value } = read
  if (kind === 'invalid')
    return (value & 1n) === 0n ? ['ignored 63:1', 'invalid 0:0'] : ['ignored 63:2', 'invalid 1:0']
  if (kind === 'table') {
    const at = addressTiles(tg, ds, grain[tg][0], 'next table', false)
    return [
      ...(stage === 1
        ? ['NSTable 63:63', 'APTable 62:61', 'UXNTable 60:60', 'PXNTable 59:59', 'ignored 58:51']
        : ['ignored 63:51']),
      ...(ds ? ['RES0 50:50', ...at] : ['RES0 50:48', ...at.slice(1)]),
      ...(ds ? ['ignored 11:10', 'next[51:50] 9:8', 'ignored 7:2'] : ['ignored 11:2']),
      'table 1:0',
    ]
  }
  const at = addressTiles(tg, ds, lsbAt(tg, level), 'output address', kind === 'block')
  const sh = ds ? 'OA[51:50] 9:8' : 'SH 9:8'
  const top = ['ignored 63:63', 'PBHA 62:59', 'software 58:55']
  if (stage === 1)
    return [
      ...top,
      'UXN 54:54',
      'PXN 53:53',
      'Cont 52:52',
      'DBM 51:51',
      'GP 50:50',
      ...at,
      'nG 11:11',
      'AF 10:10',
      sh,
      'AP 7:6',
      'NS 5:5',
      'AttrIndx 4:2',
      `${kind} 1:0`,
    ]
  return [
    ...top,
    'XN 54:53',
    'Cont 52:52',
    'DBM 51:51',
    ...(ds ? ['RES0 50:50', ...at] : ['RES0 50:48', ...at.slice(1)]),
    'FnXS 11:11',
    'AF 10:10',
    sh,
    'S2AP 7:6',
    'MemAttr 5:2',
    `${kind} 1:0`,
  ]
}

const tgs = ['4k', '16k', '64k'] as const

/** Walks of one granule at both stages in which tables, pages, blocks and invalid descriptors are met. */
function* walks(tg: Tg, ds: boolean) {
  const of: Partial<Scenario> = {
    tg,
    s2tg: tg,
    va: '0x0',
    ...ipaOf(ds ? 52 : 48, ds),
    tcr: ds ? 'ds' : 'none',
    txsz: ds ? 12 : 16,
  }
  for (const leaf of ['1', '2', '3'] as const)
    for (const s2leaf of ['1', '2', '3'] as const) yield { ...of, leaf, s2leaf }
  const first = handWalk(of).reads
  for (const { pa } of [first[0], first.find(({ stage }) => stage === 1)] as WalkRead[])
    for (const value of ['0x0', '0x1', '0x401']) yield { ...of, desc: `0x${pa.toString(16)}_${value}` }
}

describe('the fields of a descriptor', () => {
  test.each(tgs.flatMap((tg) => (tg === '64k' ? [false] : [false, true]).map((ds) => ({ tg, ds }))))(
    'are those of the manual, with $tg tables and DS $ds',
    ({ tg, ds }) => {
      const met = new Set<string>()
      for (const changes of walks(tg, ds))
        for (const read of handWalk(changes).reads) {
          met.add(`${read.stage} ${read.kind}`)
          expect(tiles(descriptorRegister(read)), `${read.id} ${read.kind}`).toEqual(expected(read, tg, ds))
        }
      expect([...met].toSorted()).toEqual(
        [1, 2].flatMap((stage) => ['block', 'invalid', 'page', 'table'].map((kind) => `${stage} ${kind}`)),
      )
    },
  )

  test('tile bits 63 to 0 and show the bits of the value, for any tables', () => {
    fc.assert(
      fc.property(anyTables, (scenario) => {
        for (const read of walkOf(scenario).reads) {
          const register = descriptorRegister(read)
          expectTiled(register)
          const digits = register.fields.map((field) => field.digits).join('')
          expect(BigInt(`0b${digits}`)).toBe(read.value)
        }
      }),
      { numRuns: sweep(400) },
    )
  })
})

/** What the page makes of a flip of a bit of a read. */
function flippedOnPage(scenario: Scenario, read: WalkRead, bit: number): Scenario {
  const store = createScenarioStore(() => [], { ...emptyAddress, scenario })
  const field = descriptorRegister(read).fields.find(({ hi, lo }) => bit <= hi && bit >= lo)
  flipBit(store, `${field?.flips}.${bit}`)
  return store.getState().scenario
}

describe('a bit of the ruler', () => {
  test.each([false, true])('turns over that bit of the descriptor alone, with EE %s', (ee) => {
    const choice = fc.record({ read: fc.nat({ max: 40 }), bit: fc.nat({ max: 63 }) })
    fc.assert(
      fc.property(anyTables, choice, (tables, { read: at, bit }) => {
        const scenario = { ...tables, ee }
        const { reads } = walkOf(scenario)
        const any = reads[at % Math.max(reads.length, 1)]
        const read = reads.find(({ pa }) => pa === any?.pa)
        const isShared = reads.some(({ pa, stage }) => pa === read?.pa && stage !== read.stage)
        if (!read || isShared) return
        const after = walkOf(flippedOnPage(scenario, read, bit)).reads[read.number - 1]
        expect(after?.pa).toBe(read.pa)
        expect((after?.value ?? 0n) ^ read.value).toBe(1n << BigInt(bit))
      }),
      { numRuns: sweep(300) },
    )
  })

  test('turned over twice leaves the walk as it was', () => {
    const whole = handWalk({ ee: true })
    for (const read of whole.reads) {
      const desc = `0x${read.pa.toString(16)}_0x${read.raw.toString(16)}`
      expect(handWalk({ ee: true, desc }).reads.map(({ value }) => value)).toEqual(
        whole.reads.map(({ value }) => value),
      )
    }
  })

  test('of big-endian tables lies in the other byte of memory', () => {
    const whole = handWalk({ ee: true })
    const leaf = whole.reads.findLast(({ stage }) => stage === 1)
    expect(leaf?.raw.toString(16).padStart(16, '0')).toBe(
      (leaf?.value.toString(16).padStart(16, '0').match(/../g) ?? []).toReversed().join(''),
    )
  })
})
