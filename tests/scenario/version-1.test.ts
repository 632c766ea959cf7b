import { describe, expect, test } from 'vitest'
import { presets } from '../../src/content/presets.ts'
import { parseAddress } from '../../src/scenario/address.ts'
import { besidesFields, otherKey } from '../../src/scenario/besides.ts'
import { everySetting } from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'
import { initialOpen } from '../../src/scenario/view.ts'
import { openInVersion1 } from './golden-addresses.ts'

const read = (query: string) => parseAddress(`#/explore?${query}`, presets)

/** The settings that came with KVM's part of the story, in version 2. */
const ofKvm = [
  's2',
  'dic',
  'policy',
  'page',
  'vma',
  'pgprot',
  'pfn',
  'slot',
  'gmemmap',
  'swap',
  'mte',
  'ipa',
  'lpa2',
  'gpa',
  'size',
  'hva',
  'overlap',
  'map',
  'hpte',
  'hwpoison',
  'addr',
  'fsc',
  's1ptw',
  'ins',
]

/** Presets that tell of KVM and came later than any link of version 1 that names one of its keys. */
const later = [
  'log-later-pfnmap',
  'log-later-thp',
  'log-later-thp-none',
  'v3-lock',
  'v3-dic',
  'v6-flag',
  'v6-no-flag',
  'migrate-nofwb',
]

const initially = ({ key, initial, encode }: Setting) => `${key}=${encode(initial)}`

describe('an address of version 1', () => {
  test.each(everySetting)('that names $key has stage 2 by hand, unless that is a key of KVM’s', (setting) => {
    const address = read(`v=1&${initially(setting)}`)
    expect(address.dropped).toEqual([])
    expect(address.scenario.s2).toBe(ofKvm.includes(setting.key) ? 'kvm' : 'hand')
    expect(address.open).toEqual(ofKvm.includes(setting.key) ? initialOpen : openInVersion1)
  })

  test('has stage 2 by hand also where another one, or the view, is told of KVM', () => {
    const others = [
      ...ofKvm.map((key) => `${otherKey(key)}=!x`),
      ...Object.values(besidesFields).map(({ key }) => `${key}=!x`),
      'pick=type',
      'open=kernel',
      'later_=1',
    ]
    expect(others.filter((pair) => read(`v=1&${pair}`).scenario.s2 !== 'hand')).toEqual([])
  })

  test('asks KVM where one of its presets is named, in any case, and by no other', () => {
    const ofKvm = presets.filter(({ id, settings }) => settings.s2 !== 'hand' && !later.includes(id))
    const byHand = presets.filter(({ settings }) => settings.s2 === 'hand')
    expect(ofKvm.length + byHand.length + later.length).toBe(presets.length)
    for (const { id } of ofKvm)
      for (const name of [id, id.toUpperCase()]) expect(read(`v=1&p=${name}`)).toEqual(read(`v=2&p=${name}`))
    for (const { id } of byHand)
      expect(read(`v=1&p=${id}`)).toEqual({ ...read(`v=2&p=${id}`), open: openInVersion1 })
  })

  test('has stage 2 by hand for a preset that only begins or ends like one of KVM’s', () => {
    for (const name of ['xanon', 'mte-bar-2', 'xmmio', 'no-vma-fwb', 'hwpoison2', 'readonly-writes', 'gone'])
      expect([name, read(`v=1&p=${name}`).scenario.s2]).toEqual([name, 'hand'])
    for (const name of ['anon-like', 'vfio', 'thp-2'])
      expect([name, read(`v=1&p=${name}`).scenario.s2]).toEqual([name, 'kvm'])
  })

  test('keeps the folds that it names, and has else those that were open', () => {
    expect(openInVersion1).toEqual(['cpu', 'access', 's1', 's2', 'hcr'])
    expect(read('v=1&open=none').open).toEqual([])
    expect(read('v=1&open=kernel&dic=0').open).toEqual(['kernel'])
    // A list that cannot be read is one that is named.
    expect(read('v=1&open=!x').open).toEqual(initialOpen)
  })
})
