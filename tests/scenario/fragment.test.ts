import { describe, expect, test } from 'vitest'
import { parseAddress, writeAddress } from '../../src/scenario/address.ts'
import { percentDecode } from '../../src/scenario/address/percent.ts'
import { readParams, splitFragment } from '../../src/scenario/address/param.ts'
import { isKeepable, knownKeys } from '../../src/scenario/address/unknown.ts'
import { emptyAddress } from '../../src/scenario/address/address.ts'
import { somePresets } from './arbitrary.ts'

const parse = (fragment: string) => parseAddress(fragment, somePresets)
const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))

describe('a fragment', () => {
  test('ends before the punctuation of a sentence, and in nothing else', () => {
    const stripped = printable.filter((end) => splitFragment(`#/explore?a=b${end}`).query === 'a=b')
    expect(stripped.join('')).toBe('!"\')*,.:;>?]`}')
    for (const end of stripped)
      expect(splitFragment(`#/x?a=b${end.repeat(3)}`)).toEqual({ path: '/x', query: 'a=b' })
    expect(splitFragment('...')).toEqual({ path: '', query: '' })
    expect(splitFragment('#')).toEqual({ path: '', query: '' })
  })

  test('has one # before it, which is left out, and its path up to the first ?', () => {
    expect(splitFragment('#/x?a=b?c')).toEqual({ path: '/x', query: 'a=b?c' })
    expect(splitFragment('/x?a')).toEqual({ path: '/x', query: 'a' })
    expect(splitFragment('##/x')).toEqual({ path: '#/x', query: '' })
    expect(splitFragment('?a')).toEqual({ path: '', query: 'a' })
    expect(splitFragment('#?a')).toEqual({ path: '', query: 'a' })
    expect(splitFragment('x#')).toEqual({ path: 'x#', query: '' })
  })

  test('has pairs between & and &amp;, each up to its first =, with their places', () => {
    expect(readParams('Fwb=0&amp;a=b=c&&=x&d')).toEqual([
      { key: 'fwb', value: '0', rawKey: 'Fwb', raw: '0', at: 0 },
      { key: 'a', value: 'b=c', rawKey: 'a', raw: 'b=c', at: 1 },
      { key: '', value: 'x', rawKey: '', raw: 'x', at: 2 },
      { key: 'd', value: '', rawKey: 'd', raw: '', at: 3 },
    ])
    expect(readParams('')).toEqual([])
  })

  test('is decoded from percent signs pair by pair, key and value together, and trimmed', () => {
    expect(readParams('fwb%3d0& a = b &x=%20y%20')).toEqual([
      { key: 'fwb', value: '0', rawKey: 'fwb%3d0', raw: '', at: 0 },
      { key: 'a', value: 'b', rawKey: ' a ', raw: ' b ', at: 1 },
      { key: 'x', value: 'y', rawKey: 'x', raw: '%20y%20', at: 2 },
    ])
  })

  test('keeps as written what cannot be decoded, and says why', () => {
    expect(readParams('a=%zz')).toEqual([
      {
        key: 'a',
        value: '%zz',
        rawKey: 'a',
        raw: '%zz',
        at: 0,
        misread: { says: 'its % is not followed by two hexadecimal digits', bad: [0, 1] },
      },
    ])
    expect(readParams('%zz=%41')).toEqual([{ key: '%zz', value: '%41', rawKey: '%zz', raw: '%41', at: 0 }])
  })
})

describe('percent signs', () => {
  test('are undone, and + stays', () => {
    expect(percentDecode('%E2%82%AC+a%2b')).toEqual({ value: '€+a+' })
    expect(percentDecode('')).toEqual({ value: '' })
  })

  test('that two hexadecimal digits do not follow are located, the first of them', () => {
    const says = 'its % is not followed by two hexadecimal digits'
    for (const [text, at] of [
      ['%', 0],
      ['a%4', 1],
      ['%41%4g', 3],
      ['%g4', 0],
      ['%41%%41', 3],
      ['%aF%Az', 3],
    ] as const)
      expect(percentDecode(text)).toEqual({ misread: { says, bad: [at, at + 1] } })
  })

  test('that spell no UTF-8 are located, from the first to the last', () => {
    const says = 'its % signs do not spell UTF-8'
    expect(percentDecode('a%ffb')).toEqual({ misread: { says, bad: [1, 4] } })
    expect(percentDecode('%41b%ff%fec')).toEqual({ misread: { says, bad: [0, 10] } })
  })
})

describe('a pair of an unknown key', () => {
  const keepable = (key: string, value: string) => isKeepable({ key, value })

  test('is kept if its key is a letter and up to 19 letters and digits', () => {
    for (const key of ['x', 'x1', `x${'y'.repeat(19)}`]) expect(keepable(key, '1')).toBe(true)
    for (const key of ['', '1', '1x', 'x-', 'x_y', 'X', 'xé', `x${'y'.repeat(20)}`, 'x ', 'b.x'])
      expect(keepable(key, '1')).toBe(false)
    for (const key of knownKeys) expect(keepable(key, '1')).toBe(false)
  })

  test('is kept if its value is of the characters of an address and ends in a letter or a digit', () => {
    const inner = printable.filter((one) => keepable('x', `a${one}b`))
    expect(inner.filter((one) => !/[A-Za-z0-9]/.test(one)).join('')).toBe('+-./=?_')
    expect(inner.filter((one) => /[A-Za-z0-9]/.test(one))).toHaveLength(62)
    const last = printable.filter((one) => keepable('x', one))
    expect(last.join('')).toBe(printable.filter((one) => /[A-Za-z0-9]/.test(one)).join(''))
    for (const value of ['', 'é', 'aéb', 'a\n', '\na']) expect(keepable('x', value)).toBe(false)
  })

  test('is not written where a state holds one that no version writes, or a key that has a meaning', () => {
    const unknown = ['fwb=0', 'x=a-', 'X=1', 'x=1', 'y=2'].map((pair) => {
      const [key = '', value = ''] = pair.split('=')
      return { key, value }
    })
    expect(writeAddress({ ...emptyAddress, unknown }, somePresets)).toBe('#/explore?v=2&x=1&y=2')
  })

  test('is kept under each key that is not known, in its order, also twice', () => {
    expect(parse('#/explore?yy=2&xx=1&yy=2').unknown).toEqual([
      { key: 'yy', value: '2' },
      { key: 'xx', value: '1' },
      { key: 'yy', value: '2' },
    ])
    expect(parse('#/explore?b.xx=1&B.fwb=0').unknown).toEqual([])
  })
})

describe('what a state holds that no address can', () => {
  test('is left out: an element that is no id, a preset that there is none of', () => {
    expect(writeAddress({ ...emptyAddress, pick: 'a_b' }, somePresets)).toBe('#/explore?v=2')
    expect(writeAddress({ ...emptyAddress, preset: 'gone' }, somePresets)).toBe('#/explore?v=2')
  })
})

describe('a version', () => {
  const read = (version: string) => parse(`#/explore?v=${version}&fwb=0`)

  test('is read in any base; of several the last that is one counts', () => {
    for (const one of ['1', '01', '0x1', '0b1']) expect(read(one).scenario.s2).toBe('hand')
    for (const two of ['2', '0x2', '3', '99', '9'.repeat(400)]) expect(read(two).scenario.s2).toBe('kvm')
    expect(parse('#/explore?v=2&v=1&fwb=0').scenario.s2).toBe('hand')
    expect(parse('#/explore?v=1&v=0&fwb=0').scenario.s2).toBe('hand')
    expect(parse('#/explore?v=1&v=2&fwb=0').scenario.s2).toBe('kvm')
  })

  test('that is newer is told for each pair that names one, and none that is not', () => {
    const whys = (query: string) => parse(`#/explore?${query}`).dropped.map(({ why, raw }) => `${why} ${raw}`)
    expect(whys('v=3')).toEqual(['version 3'])
    expect(whys('v=3&v=4')).toEqual(['version 3', 'version 4'])
    expect(whys('v=2')).toEqual([])
    expect(whys('v=1')).toEqual([])
    expect(whys('v=2&v=0x2')).toEqual([])
  })
})
