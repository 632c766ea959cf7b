import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAddress, writeAddress, type Address } from '../../src/scenario/address.ts'
import { knownKeys } from '../../src/scenario/address/unknown.ts'
import { nothingBesides } from '../../src/scenario/besides.ts'
import { initialOpen } from '../../src/scenario/view.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { anyAddress, somePresets } from './arbitrary.ts'
import { goldenAddresses, isOfVersion1, openInVersion1 } from './golden-addresses.ts'
import { sweep } from '../sweep.ts'

const parse = (fragment: string) => parseAddress(fragment, somePresets)
const write = (address: Omit<Address, 'dropped'>) => writeAddress(address, somePresets)
const given = (query: string): Partial<Scenario> => {
  const { scenario } = parse(`#/explore?${query}`)
  return Object.fromEntries(
    Object.entries(scenario).filter(([key, value]) => defaults[key as 'fwb'] !== value),
  )
}
const reports = (query: string) => parse(`#/explore?${query}`).dropped.map(({ says }) => says)

describe('an address and a state', () => {
  test('what is written is read back as it was, and written again the same', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const written = write(address)
        const { dropped, ...read } = parse(written)
        expect(read).toEqual(address)
        expect(dropped.filter(({ why }) => why !== 'newer')).toEqual([])
        expect(write(read)).toBe(written)
        expect(written).toMatch(/^#[A-Za-z0-9_.+=&/?-]*[A-Za-z0-9]$/)
      }),
      { numRuns: sweep(5_000) },
    )
  })

  test.each(goldenAddresses)('$address keeps its meaning', ({ address, means }) => {
    const { scenario, preset, pick, open, view, besides, dropped } = parse(address)
    const old = isOfVersion1(address)
    expect(scenario).toEqual({ ...defaults, ...(old && { s2: 'hand' }), ...means.settings })
    expect(preset).toBe(means.preset ?? null)
    expect(pick).toBe(means.pick ?? null)
    expect(open).toEqual(means.open ?? (old ? openInVersion1 : initialOpen))
    expect(view).toEqual(means.view ?? { name: 'explore' })
    const other = means.besides?.other ? { ...scenario, ...means.besides.other } : null
    expect(besides).toEqual({ ...nothingBesides, ...means.besides, other })
    expect(dropped).toEqual([])
  })

  test.each(goldenAddresses)('$address is written again in the words of this version', ({ address }) => {
    const read = parse(address)
    const written = write(read)
    const old = isOfVersion1(address)
    expect(written.includes('?v=2&') || !old).toBe(true)
    expect(written === address).toBe(!old)
    expect(parse(written)).toEqual(read)
  })

  test('no setting has a key that an address uses for something else', () => {
    expect(new Set(knownKeys).size).toBe(knownKeys.length)
  })
})

describe('what is typed by hand', () => {
  test('numbers may be hexadecimal, binary or decimal, and names and cases are forgiven', () => {
    const nc = { mair: 0x44, memattr: 0b0101, sh: 0b10 }
    expect(given('mair=0x44&memattr=0b0101&sh=0b10')).toEqual(nc)
    expect(given('mair=68&memattr=5&sh=2')).toEqual(nc)
    expect(given('MAIR=NC&MemAttr=0X5&sh=OSH')).toEqual(nc)
    expect(given('acc=fetch&fwb=off&sh01=Nsh&s2inner=wt')).toEqual({
      acc: 'x',
      fwb: false,
      sh01: 'NSH',
      s2inner: 'WT',
    })
  })

  test('a missing version, #, slash, empty pairs and spaces do no harm', () => {
    for (const text of ['#/explore?fwb=0', '/explore?fwb=0', 'explore?&fwb=0&', '#/explore/?v=2& fwb = 0 '])
      expect(parse(text)).toMatchObject({ scenario: { fwb: false }, dropped: [] })
    for (const text of ['', '#', '#/', '#/explore', '#?', '#/explore?'])
      expect(parse(text)).toEqual(parse('#/explore?v=2'))
  })

  test('punctuation of the sentence around a link is not part of it', () => {
    for (const end of ['.', ',', ')', '>.', '?', '!', '";', '**'])
      expect(parse(`#/explore?v=2&fwb=0${end}`)).toMatchObject({ scenario: { fwb: false }, dropped: [] })
  })

  test('a mail client may encode values, pairs and ampersands', () => {
    expect(given('fwb%3D0&mair=%30x44')).toEqual({ fwb: false, mair: 0x44 })
    expect(given('fwb=0&amp;mair=0x44')).toEqual({ fwb: false, mair: 0x44 })
    expect(parse('#/explore?open=s1%2Bhcr').open).toEqual(['s1', 'hcr'])
  })

  test('flags are joined by + or by what a mail client makes of it, in any order', () => {
    for (const text of [
      'vma=shared+pfnmap',
      'vma=pfnmap%2Bshared',
      'VMA=Shared,PFNMAP',
      'vma=pfnmap%20shared',
    ])
      expect(given(text)).toEqual({ vma: 'pfnmap+shared' })
    expect(given('vma=io+io+io')).toEqual({ vma: 'io' })
    expect(given('vma=NONE')).toEqual({ vma: 'none' })
  })

  test('an address or a size may be hexadecimal, binary or decimal', () => {
    for (const text of ['gpa=0x80000000', 'gpa=2147483648', 'gpa=0X80000000'])
      expect(given(text)).toEqual({ gpa: 0x80000000 })
    expect(given('size=0b10000000000000000')).toEqual({ size: 0x10000 })
  })

  test('+ separates, and does not become a space', () => {
    expect(parse('#/explore?open=s1+hcr').open).toEqual(['s1', 'hcr'])
  })

  test('plain base64 with padding is read as well', () => {
    expect(given('title=4oKs4oKs4oKs4oKs4oKsPj8_')).toEqual({ title: '\u20ac\u20ac\u20ac\u20ac\u20ac>??' })
    expect(given('title=Pj8/')).toEqual({ title: '>??' })
    expect(given('title=SGk=')).toEqual({ title: 'Hi' })
  })
})

describe('what an address gives in vain', () => {
  test('a bad value costs only itself', () => {
    expect(given('fwb=2&mair=0x44&memattr=16')).toEqual({ mair: 0x44 })
  })

  test('the report names the field, the value and what is allowed', () => {
    expect(reports('fwb=2')).toEqual(['FEAT_S2FWB cannot be 2: it is 0 or 1.'])
    expect(reports('memattr=16')).toEqual(['MemAttr cannot be 16: it is 0 to 0b1111.'])
    expect(reports('mair=0xfg')).toEqual([
      'MAIR_EL1 byte cannot be 0xfg: its 4th character, g, is not a hexadecimal digit.',
    ])
    expect(reports('vm=')).toEqual(['HCR_EL2.VM has no value: it is 0 or 1.'])
    expect(reports('title=SGk!SGk')).toEqual([
      'Title cannot be SGk!SGk: its 4th character, !, is not a digit of base64url.',
    ])
    expect(reports(`title=${'QUJD'.repeat(41)}`)[0]).toContain('it has 123 characters, and 120 are allowed.')
    expect(reports('title=_w')).toEqual(['Title cannot be _w: it is not UTF-8.'])
    expect(reports('title=AA')).toEqual(['Title cannot be AA: it holds a control character.'])
    expect(reports('mair=%4')).toEqual([
      'MAIR_EL1 byte cannot be %4: its % is not followed by two hexadecimal digits.',
    ])
    expect(reports('open=s1+foo')).toEqual([
      'The list of open groups cannot be s1+foo: it joins some of cpu, kernel, vma, slot, access, s1, t1, s2, hcr, t2, hand, vm, range, hostpage, abort, model, peer, features, choices, about, memslot-steps, fault-steps, sketches by +, or is none.',
    ])
  })

  test('of a set of flags the known words are used, and an unknown one costs only itself', () => {
    expect(given('vma=pfnmap+foo+io')).toEqual({ vma: 'pfnmap+io' })
    expect(given('vma=foo&slot=ro')).toEqual({ slot: 'ro' })
    expect(reports('vma=pfnmap+mixedmab')).toEqual([
      'vm_flags cannot be pfnmap+mixedmab: it joins some of pfnmap, io, mixedmap, uncached, hugetlb, mte, shared by +, or is none. Did you mean mixedmap?',
    ])
    expect(reports('slot=none+log')).toHaveLength(1)
    expect(parse('#/explore?slot=log+rw').dropped).toMatchObject([
      { raw: 'log+rw', badPart: [4, 6], used: { value: 'log', from: 'link' } },
    ])
  })

  test('an address or a size says its range', () => {
    expect(reports('size=0')).toEqual([
      'memory_size cannot be 0: it is a number of bytes from 0x1 to 0xfffffffffffff.',
    ])
    expect(reports('addr=0x10000000000000')).toEqual([
      'The IPA accessed cannot be 0x10000000000000: it is a number of bytes from 0x0 to 0xfffffffffffff.',
    ])
    expect(reports('gpa=1g')).toEqual([
      'guest_phys_addr cannot be 1g: its 2nd character, g, is not a decimal digit.',
    ])
    expect(reports('hva=-1')).toEqual([
      'userspace_addr cannot be -1: it is a number of bytes from 0x0 to 0xfffffffffffff.',
    ])
  })

  test('a near spelling is suggested', () => {
    expect(reports('resmair=feilds')[0]).toMatch(/ Did you mean fields\?$/)
    expect(reports('mair=wv')[0]).toMatch(/ Did you mean wb or wt\?$/)
    expect(reports('p=nofwb')[0]).toMatch(/ Did you mean no-fwb\?$/)
    expect(reports('open=hrc')[0]).toMatch(/ Did you mean hcr\?$/)
    expect(reports('mematr=5')[0]).toMatch(/ Did you mean memattr\?$/)
    expect(parse('#/explor?fwb=0')).toMatchObject({
      scenario: { fwb: false },
      dropped: [{ meant: ['explore'] }],
    })
  })

  test('the bad part is located in the text as written', () => {
    expect(parse('#/explore?mair=0xfg').dropped).toMatchObject([
      { key: 'mair', raw: '0xfg', badPart: [3, 4] },
    ])
    expect(parse('#/explore?open=s1+foo').dropped).toMatchObject([{ raw: 's1+foo', badPart: [3, 6] }])
    expect(parse('#/explore?mair=wb%zz').dropped).toMatchObject([{ raw: 'wb%zz', badPart: [2, 3] }])
    expect(parse('#/explore?mair=0x%66g').dropped[0]).not.toHaveProperty('badPart')
  })

  test('the report says which value counts instead, and where it is from', () => {
    const used = (query: string) => parse(`#/explore?${query}`).dropped.map((one) => one.used)
    expect(used('fwb=2')).toEqual([{ value: '1', from: 'default' }])
    expect(used('p=no-fwb&fwb=2&mair=x')).toEqual([
      { value: '0', from: 'preset' },
      { value: '0xff', from: 'default' },
    ])
    expect(used('fwb=0&fwb=2')).toEqual([{ value: '0', from: 'link' }])
    expect(used('title=!&pick=_&p=no')).toEqual([null, null, null])
  })

  test('of several valid values the last counts, and the others are reported', () => {
    expect(parse('#/explore?mair=0x44&mair=0xff&mair=255&mair=0x04')).toMatchObject({
      scenario: { mair: 0x04 },
      dropped: [{ why: 'repeated', raw: '0x44' }, { raw: '0xff' }, { raw: '255' }],
    })
    expect(parse('#/explore?fwb=0&fwb=off').dropped).toEqual([])
  })

  test('the known groups of a list of open groups are used', () => {
    expect(parse('#/explore?open=hcr+foo+s1')).toMatchObject({
      open: ['s1', 'hcr'],
      dropped: [{ why: 'value' }],
    })
  })
})

describe('the second scenario', () => {
  const other = (query: string) => parse(`#/compare?v=2&${query}`).besides.other

  test('that is like the first is written as such, and read so', () => {
    const read = parse('#/compare?v=2&fwb=0&b=a')
    expect(read).toMatchObject({ besides: { other: { ...defaults, fwb: false } }, dropped: [] })
    expect(write(read)).toBe('#/compare?v=2&fwb=0&b=a')
    expect(other('fwb=0&B=A')).toEqual({ ...defaults, fwb: false })
  })

  test('that only repeats what the first says is none, as in every link before there was a mark for it', () => {
    expect(other('fwb=0&b.fwb=0')).toBeNull()
    expect(other('fwb=0')).toBeNull()
  })

  test('is the first with the differences, where a link gives both', () => {
    const read = parse('#/compare?v=2&b=a&b.fwb=0')
    expect(read).toMatchObject({ besides: { other: { ...defaults, fwb: false } }, dropped: [] })
    expect(write(read)).toBe('#/compare?v=2&b.fwb=0')
    expect(other('fwb=0&b=a&b.fwb=0')).toEqual({ ...defaults, fwb: false })
  })

  test('cannot be anything but like the first', () => {
    expect(reports('b=b&fwb=0')).toEqual([
      'The second scenario cannot be b: it is a, where it is like A; else it is told by the keys b. in which it differs.',
    ])
    expect(other('b=b')).toBeNull()
  })

  test('takes what A has in place of a value that it cannot have, and the report says so', () => {
    const { besides, dropped } = parse('#/compare?v=2&fwb=0&dic=0&b.fwb=2&b.dic=1')
    expect(besides.other).toEqual({ ...defaults, fwb: false })
    expect(dropped).toMatchObject([{ key: 'b.fwb', used: { value: '0', from: 'A' } }])
    expect(parse('#/compare?v=2&b.fwb=0&b.fwb=2').dropped).toMatchObject([
      { used: { value: '0', from: 'link' } },
    ])
  })
})

describe('what a newer version wrote', () => {
  test('an unknown key is kept, written again and reported', () => {
    const address = parse('#/explore?v=2&barriers=0&fwb=0&claims=log+ro')
    expect(address.unknown).toEqual([
      { key: 'barriers', value: '0' },
      { key: 'claims', value: 'log+ro' },
    ])
    expect(address.dropped.map(({ why, key }) => [why, key])).toEqual([
      ['newer', 'barriers'],
      ['newer', 'claims'],
    ])
    expect(write(address)).toBe('#/explore?v=2&fwb=0&barriers=0&claims=log+ro')
  })

  test('a pair that no version writes is not kept', () => {
    for (const pair of ['foo', 'foo=', 'foo=a-', 'foo=a%20b', 'Ελλ=1', 'a_b=1', '=1', '1a=1', 'foo=%zz'])
      expect(parse(`#/explore?${pair}`)).toMatchObject({ unknown: [], dropped: [{ why: 'key' }] })
  })

  test('a newer version is reported, and read as far as it is known', () => {
    const address = parse('#/explore?v=3&fwb=0')
    expect(address.scenario.fwb).toBe(false)
    expect(address.dropped.map(({ why, says }) => [why, says])).toEqual([
      ['version', 'This link was made by a newer version, 3; it is read as one of version 2.'],
    ])
    expect(write(address)).toBe('#/explore?v=2&fwb=0')
  })

  test('a version that is none is reported', () => {
    for (const version of ['0', 'x', '-1', '', '1.5', 'NaN'])
      expect(parse(`#/explore?v=${version}&fwb=0`)).toMatchObject({
        scenario: { fwb: false },
        dropped: [{ key: 'v', used: { value: '2', from: 'default' } }],
      })
  })

  test('an unknown page is named with those that there are, and explore is shown', () => {
    expect(parse('#/matrix?fwb=0')).toMatchObject({
      view: { name: 'explore' },
      scenario: { fwb: false },
      dropped: [
        {
          why: 'view',
          raw: '/matrix',
          says: 'There is no page matrix; there are explore, policies, claims, thread, diagnose and compare.',
          used: { value: 'explore', from: 'default' },
        },
      ],
    })
  })

  test('what a page has no part of is named with what it has, and the page itself is shown', () => {
    expect(parse('#/thread/9?fwb=0')).toMatchObject({
      view: { name: 'thread', step: 1 },
      scenario: { fwb: false },
      dropped: [
        {
          why: 'view',
          raw: '/thread/9',
          badPart: [8, 9],
          says: 'The thread has no link 9; it has links 1 to 8, and why.',
          used: { value: 'thread/1', from: 'default' },
        },
      ],
    })
    expect(parse('#/thread/0').view).toEqual({ name: 'thread', step: 1 })
    expect(parse('#/claims/s_1?fwb=0')).toMatchObject({
      view: { name: 'claims', claim: null },
      scenario: { fwb: false },
      dropped: [{ says: 'There is no claim s_1.', badPart: [8, 11], used: { value: 'claims' } }],
    })
    expect(parse('#/policies/optin/x')).toMatchObject({
      view: { name: 'policies' },
      dropped: [{ says: 'The page policies has no part optin/x.', used: { value: 'policies' } }],
    })
    expect(parse('#/rule').dropped).toMatchObject([
      { says: 'A rule stands behind rule/, and none does here.' },
    ])
  })
})

describe('the thread', () => {
  test('has an address for why the flag was not merged, beside those of its links', () => {
    expect(parse('#/thread/why?v=2&fwb=0')).toMatchObject({
      view: { name: 'thread', step: 'why' },
      scenario: { fwb: false },
      dropped: [],
    })
    expect(write(parse('#/thread/why'))).toBe('#/thread/why')
    expect(parse('#/thread')).toMatchObject({ view: { name: 'thread', step: 1 }, dropped: [] })
  })
})

describe('a preset', () => {
  test('is written by name, and only what differs from it beside', () => {
    const noFwb = parse('#/explore?v=2&p=no-fwb')
    expect(noFwb.scenario).toEqual({ ...defaults, fwb: false, memattr: 0b1111 })
    const edited = { ...noFwb, scenario: { ...noFwb.scenario, fwb: true, mair: 0x44 } }
    expect(write(edited)).toBe('#/explore?v=2&p=no-fwb&fwb=1&mair=0x44')
  })

  test('may have a title, which can be cleared', () => {
    const titled = parse('#/explore?v=2&p=titled')
    const cleared = write({ ...titled, scenario: { ...titled.scenario, title: '' } })
    expect(cleared).toBe('#/explore?v=2&p=titled&title=0')
    expect(parse(cleared).scenario.title).toBe('')
  })

  test('that does not exist is reported, and the defaults count', () => {
    expect(parse('#/explore?p=gone&fwb=0')).toMatchObject({
      preset: null,
      scenario: { ...defaults, fwb: false },
      dropped: [{ key: 'p', used: null }],
    })
  })
})

describe('a rule', () => {
  test('has an address of its own, which keeps the scenario', () => {
    expect(parse('#/rule/sh-kept')).toMatchObject({ view: { name: 'rule', rule: 'sh-kept' }, dropped: [] })
    expect(parse('#/rule/fwb-force-wb?v=2&mair=0x44').scenario.mair).toBe(0x44)
    expect(write(parse('#/rule/sh-kept'))).toBe('#/rule/sh-kept')
    expect(parse('#/rule/a_b')).toMatchObject({ view: { name: 'explore' }, dropped: [{ why: 'view' }] })
  })
})
