import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase64Url, toBase64Url } from '../../src/scenario/address/base64url.ts'
import { anyText } from '../any-text.ts'

describe('base64url of UTF-8', () => {
  test('is that of the platform, but for a stop where that ends in punctuation', () => {
    fc.assert(
      fc.property(anyText({ minLength: 1 }), (text) => {
        const platform = Buffer.from(text, 'utf8').toString('base64url')
        expect(toBase64Url(text)).toBe(/[-_]$/.test(platform) ? `${platform}0` : platform)
        expect(fromBase64Url(toBase64Url(text))).toEqual({ value: text })
      }),
    )
  })

  test('a stop closes what would end in punctuation or be empty', () => {
    expect(toBase64Url('ab?')).toBe('YWI_0')
    expect(toBase64Url('ab>')).toBe('YWI-0')
    expect(toBase64Url('ab~')).toBe('YWJ-0')
    expect(toBase64Url('')).toBe('0')
    for (const written of ['YWI_0', 'YWI_']) expect(fromBase64Url(written)).toEqual({ value: 'ab?' })
    for (const written of ['0', '']) expect(fromBase64Url(written)).toEqual({ value: '' })
  })

  test('what is cut, foreign or not UTF-8 is a misreading', () => {
    expect(fromBase64Url('YWJjZ').misread?.says).toBe('its end is missing')
    expect(fromBase64Url('YW JjZ').misread).toEqual({
      says: 'its 3rd character,  , is not a digit of base64url',
      bad: [2, 3],
    })
    expect(fromBase64Url('YW😀').misread?.bad).toEqual([2, 4])
    expect(fromBase64Url('gICA').misread?.says).toBe('it is not UTF-8')
    expect(fromBase64Url('7aCA').misread?.says).toBe('it is not UTF-8')
    expect(fromBase64Url('wIA').misread?.says).toBe('it is not UTF-8')
  })

  test('a lone surrogate is written as U+FFFD', () => {
    expect(fromBase64Url(toBase64Url('a\ud800b'))).toEqual({ value: 'a\ufffdb' })
  })
})
