import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  corrected,
  emptyAddress,
  parseAddress,
  writeAddress,
  type Address,
} from '../../src/scenario/address.ts'
import { knownKeys } from '../../src/scenario/address/unknown.ts'
import { besidesFields, besidesNames, otherKey } from '../../src/scenario/besides.ts'
import { defaults, scenarioFrom } from '../../src/scenario/scenario.ts'
import { everySetting, settingOf, type SettingKey } from '../../src/scenario/schema.ts'
import type { Setting, Value } from '../../src/scenario/setting.ts'
import { sweep } from '../sweep.ts'
import { anyAddress, somePresets } from './arbitrary.ts'

const parse = (fragment: string) => parseAddress(fragment, somePresets)
const write = (address: Omit<Address, 'dropped'>) => writeAddress(address, somePresets)

/** The pairs of an address, behind its version. */
const pairsOf = (address: string) =>
  address
    .replace(/^[^?]*\??/, '')
    .split('&')
    .slice(1)
const keyOf = (pair: string) => pair.split('=')[0] ?? ''
const withPairs = (pairs: readonly string[]) => ['#/explore?v=2', ...pairs].join('&')

/** A value of a setting that is not the initial one. */
function anotherOf({ kind, initial, values }: Setting): Value {
  if (kind === 'text') return 'ab'
  if (kind === 'number') return 0x123000
  if (kind === 'word64') return '0x7000'
  if (kind === 'words') return '0x1000_0x7'
  return values.find(({ value }) => value !== initial)?.value ?? initial
}

/** An address in which everything is set that can be. */
const full: Omit<Address, 'dropped'> = {
  ...emptyAddress,
  scenario: scenarioFrom(anotherOf),
  pick: 'type',
  open: ['s1'],
  besides: {
    than: 'before',
    seen: 'sigbus',
    on: 'before',
    from: 'claim-s1a',
    answer: '012345',
    situation: 'leak',
    fix: [{ op: 2, where: 'before', do: 'cleaninv' }],
    run: ['old'],
    own: { memory: 'b', cache: null, steps: [] },
    other: defaults,
  },
  unknown: [{ key: 'mailbox', value: '1' }],
}

const fullPairs = pairsOf(write(full))

/** The fields whose value is misread if it is `!x`: all but those of the kept keys. */
const misreadable = fullPairs.map(keyOf).filter((key) => key !== 'mailbox')

/** Of B's fields, which are read alike, a few: one that begins others, one that another begins, and a text. */
const tried = misreadable.filter(
  (key) => !key.startsWith(otherKey('')) || ['b.m', 'b.mair', 'b.note'].includes(key),
)

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

const damage = (pair: string, key: string) => (keyOf(pair) === key ? `${key}=!x` : pair)

describe('an address with everything set', () => {
  test('has a pair for each key but those of the version, the preset and a like second scenario', () => {
    const others = everySetting.map(({ key }) => otherKey(key))
    const written = ['v', 'p', 'b', ...misreadable]
    expect(written.toSorted()).toEqual([...knownKeys, ...others].toSorted())
  })

  test('and one pair damaged is read as without that pair, which alone is reported: the others stay to the letter', () => {
    const wrong = tried.filter((key) => {
      const without = fullPairs.filter((pair) => keyOf(pair) !== key)
      const read = parse(withPairs(fullPairs.map((pair) => damage(pair, key))))
      const complaints = read.dropped.filter(({ why }) => why !== 'newer')
      // B is told by what differs from A, so that what is lost in one moves the same key of the other.
      const ofEither = [key, otherKey(key), key.replace(otherKey(''), '')]
      const others = (pairs: readonly string[]) => pairs.filter((pair) => !ofEither.includes(keyOf(pair)))
      return !(
        complaints.map((one) => `${one.key}=${one.raw}`).join() === `${key}=!x` &&
        isSame({ ...read, dropped: [] }, { ...parse(withPairs(without)), dropped: [] }) &&
        isSame(others(pairsOf(write(read))), others(without))
      )
    })
    expect(wrong).toEqual([])
  })

  test('and one pair put right has every other setting to the letter', () => {
    const wrong = tried.filter((key) => {
      const right = fullPairs.find((pair) => keyOf(pair) === key) ?? ''
      const read = parse(withPairs(fullPairs.map((pair) => damage(pair, key))))
      const [piece] = read.dropped.filter(({ why }) => why === 'value')
      if (!piece) return true
      const { dropped, ...again } = parse(corrected(read, piece, right.slice(key.length + 1), somePresets))
      // What B had as A had it while that was damaged goes with A's: the state cannot tell it from nothing.
      const kept = fullPairs.filter((pair) => keyOf(pair) !== otherKey(key))
      return dropped.some(({ why }) => why !== 'newer') || !isSame(pairsOf(write(again)), kept)
    })
    expect(wrong).toEqual([])
  })
})

/** Keys of settings that begin with another setting's key. */
const prefixes = everySetting.flatMap(({ key }) =>
  everySetting
    .filter((other) => other.key !== key && other.key.startsWith(key))
    .map((other) => [key, other.key] as const),
)

const pairOf = (key: SettingKey) => {
  const setting: Setting = settingOf(key)
  return `${key}=${setting.encode(anotherOf(setting))}`
}

describe('a misspelled key', () => {
  test('begins other keys often: m begins mair, map, memattr, mte, mte2, mteperm', () => {
    expect(prefixes.filter(([key]) => key === 'm').map(([, other]) => other)).toEqual([
      'mair',
      'memattr',
      'mte',
      'map',
      'mte2',
      'mteperm',
    ])
  })

  test.each(prefixes)('that was meant as %s leaves %s alone', (key, other) => {
    const read = parse(withPairs([`${key}_=1`, pairOf(other)]))
    const [piece] = read.dropped
    if (!piece) throw new Error(`${key}_ was read`)
    const mended = corrected(read, { ...piece, raw: pairOf(key).slice(key.length + 1) }, key, somePresets)
    expect(parse(mended).scenario).toEqual(parse(withPairs([pairOf(key), pairOf(other)])).scenario)
  })

  test('is kept as unknown no longer, and what else is unknown is kept', () => {
    const read = parse('#/explore?v=2&mematr=5&mem=1&mematrix=2')
    const piece = read.dropped.find(({ key }) => key === 'mematr')
    expect(piece && corrected(read, piece, 'memattr', somePresets)).toBe(
      '#/explore?v=2&mem=1&mematrix=2&memattr=5',
    )
  })

  test('in capitals is found as well', () => {
    const read = parse('#/explore?v=2&MemAtr=5')
    const [piece] = read.dropped
    expect(piece && corrected(read, piece, 'memattr', somePresets)).toBe('#/explore?v=2&memattr=5')
  })

  test('that no version writes is put right with its value', () => {
    const read = parse('#/explore?v=2&fwb_=0&mair=0x44')
    const [piece] = read.dropped
    expect(piece?.why).toBe('key')
    expect(piece && corrected(read, piece, 'fwb', somePresets)).toBe('#/explore?v=2&mair=0x44&fwb=0')
  })
})

test('a value of a page that needs no other pair is put right alone', () => {
  const read = parse('#/claims?mair=wv')
  const [piece] = read.dropped
  expect(write(read)).toBe('#/claims')
  expect(piece && corrected(read, piece, 'wb', somePresets)).toBe('#/claims?mair=wb')
})

describe('a misspelled page', () => {
  test('is put right with all that stands behind it, or nothing', () => {
    const mend = (fragment: string) => {
      const read = parse(fragment)
      const [piece] = read.dropped
      return piece && corrected(read, piece, piece.meant[0] ?? '', somePresets)
    }
    expect(mend('#/polices')).toBe('#/policies?v=2')
    expect(mend('#/polices?fwb=0&mair=4')).toBe('#/policies?v=2&fwb=0&mair=0x04')
  })

  test('with a query that is empty has none', () => {
    const read = { ...parse('#/polices'), view: { name: 'claims', claim: null } as const }
    const [piece] = read.dropped
    expect(write(read)).toBe('#/claims')
    expect(piece && corrected(read, piece, 'policies', somePresets)).toBe('#/policies')
  })
})

describe('any address', () => {
  test('with one pair damaged is what it is without that pair', () => {
    fc.assert(
      fc.property(anyAddress, fc.nat(), (address, at) => {
        const pairs = pairsOf(write(address))
        fc.pre(pairs.length > 0)
        const key = keyOf(pairs[at % pairs.length] ?? '')
        fc.pre(misreadable.includes(key))
        const { dropped, ...read } = parse(withPairs(pairs.map((pair) => damage(pair, key))))
        const { dropped: _, ...without } = parse(withPairs(pairs.filter((pair) => keyOf(pair) !== key)))
        expect(dropped.filter(({ why }) => why !== 'newer').map((one) => one.key)).toEqual([key])
        expect(read).toEqual(without)
      }),
      { numRuns: sweep(2_000) },
    )
  })
})

test('what stands besides is written in its order, each under its key', () => {
  expect(besidesNames.map((name) => besidesFields[name].key)).toEqual([
    'than',
    'seen',
    'on',
    'from',
    'a',
    'sit',
    'fix',
    'run',
    'own',
  ])
  expect(
    fullPairs
      .map(keyOf)
      .filter((key) => !key.startsWith('b.'))
      .slice(-12),
  ).toEqual(['pick', 'open', 'than', 'seen', 'on', 'from', 'a', 'sit', 'fix', 'run', 'own', 'mailbox'])
})
