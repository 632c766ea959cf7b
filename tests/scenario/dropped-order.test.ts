import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAddress } from '../../src/scenario/address.ts'
import { migrations, type Migration } from '../../src/scenario/address/migrations.ts'
import { besidesFields } from '../../src/scenario/besides.ts'
import { everySetting } from '../../src/scenario/schema.ts'
import { sweep } from '../sweep.ts'
import { pairsOf } from './accounted.ts'
import { somePresets } from './arbitrary.ts'
import { anyFragment } from './mutated.ts'

const parse = (fragment: string, steps = migrations) => parseAddress(fragment, somePresets, steps)

/** Pairs of which each is reported: a value that is none, a key that is none or newer, a broken encoding, a version. */
const badPairs = [
  ...everySetting.map(({ key }) => `${key}=!x`),
  ...everySetting.map(({ key }) => `b.${key}=!x`),
  ...Object.values(besidesFields).map(({ key }) => `${key}=!x`),
  'pick=!x',
  'open=!x',
  'p=!x',
  'b=!x',
  'v=!x',
  'v=9',
  'later_=1',
  'mailbox=1',
  'mair=%zz',
  'fwb=%ff',
]

/** Pairs that are read, unless a later one of the same key overrides them. */
const goodPairs = [
  'fwb=0',
  'fwb=1',
  'mair=0x44',
  'mair=0x04',
  'pick=type',
  'b.fwb=0',
  'b.fwb=1',
  'sit=leak',
  'v=2',
]

const somePairs = fc.array(
  fc.oneof(
    { arbitrary: fc.constantFrom(...badPairs), weight: 3 },
    { arbitrary: fc.constantFrom(...goodPairs), weight: 1 },
  ),
  { maxLength: 14 },
)

describe('what was not used is told in the order of the address', () => {
  test('whatever the order in which it is read: settings, view, what stands besides, B, unknown keys, the version', () => {
    fc.assert(
      fc.property(fc.constantFrom('explore', 'nowhere', 'thread/9'), somePairs, (path, pairs) => {
        const { dropped } = parse(`#/${path}?${pairs.join('&')}`)
        const ofPath = dropped.filter(({ why }) => why === 'view')
        const ofPairs = dropped.slice(ofPath.length)
        expect(dropped.slice(0, ofPath.length)).toEqual(ofPath)
        expect(ofPath).toHaveLength(path === 'explore' ? 0 : 1)
        expect(ofPairs.map(({ at }) => at)).toEqual(ofPairs.map(({ at }) => at).toSorted((a, b) => a - b))
        expect(ofPairs.map(({ at }) => pairs[at])).toEqual(ofPairs.map(({ key, raw }) => `${key}=${raw}`))
        const bad = pairs.flatMap((pair, at) => (badPairs.includes(pair) ? [at] : []))
        expect(ofPairs.map(({ at }) => at)).toEqual(expect.arrayContaining(bad))
      }),
      { numRuns: sweep(3_000) },
    )
  })

  test('of any text behind #', () => {
    fc.assert(
      fc.property(anyFragment, (fragment) => {
        const { dropped } = parse(fragment)
        const pairs = pairsOf(fragment)
        const places = dropped.map(({ at }) => at)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        const ofPairs = dropped.filter(({ at, why }) => at >= 0 && why !== 'length')
        expect(
          ofPairs.filter(({ at, key, raw }) => ![key, `${key}=${raw}`].includes(pairs[at] ?? '')),
        ).toEqual([])
      }),
      { numRuns: sweep(1_000) },
    )
  })

  test('the page first, then a version that could not be brought up to date, then the pairs', () => {
    const failing: Migration = {
      from: 1,
      to: 2,
      up: () => {
        throw new Error('not so')
      },
    }
    const { dropped } = parse('#/nowhere?mailbox=1&fwb=2&v=1&note=!&b.fwb=2&open=x&than=x&p=x', [failing])
    expect(dropped.map(({ key, why }) => `${key} ${why}`)).toEqual([
      ' view',
      'v version',
      'mailbox newer',
      'fwb value',
      'note value',
      'b.fwb value',
      'open value',
      'than value',
      'p value',
    ])
  })

  test('each place once for a pair, and a pair that is repeated in its own place', () => {
    const { dropped } = parse('#/explore?mair=4&fwb=2&mair=5&mair=x&mair=6')
    expect(dropped.map(({ at, why, raw }) => `${at} ${why} ${raw}`)).toEqual([
      '0 repeated 4',
      '1 value 2',
      '2 repeated 5',
      '3 value x',
    ])
  })
})
