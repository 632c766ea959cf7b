import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ordinal, quote } from '../../src/scenario/decoded.ts'
import { distance, nearest } from '../../src/scenario/spelling.ts'

describe('spelling', () => {
  test('the distance counts insertions, deletions, replacements and swaps of neighbours', () => {
    expect(distance('memattr', 'memattr')).toBe(0)
    expect(distance('', 'abc')).toBe(3)
    expect(distance('mematr', 'memattr')).toBe(1)
    expect(distance('fbw', 'fwb')).toBe(1)
    expect(distance('kitten', 'sitting')).toBe(3)
  })

  test('the distance is symmetric and no longer than the longer word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(distance(a, b)).toBe(distance(b, a))
        expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
        expect(distance(a, b) === 0).toBe(a === b)
      }),
    )
  })

  test('near words come nearest first, and far ones not at all', () => {
    expect(nearest('tagged_', ['tag', 'tagged'])).toEqual(['tagged'])
    expect(nearest('wv', ['gre', 'wt', 'wb', 'nc'])).toEqual(['wt', 'wb'])
    expect(nearest('', ['wb'])).toEqual([])
    expect(nearest('x'.repeat(50), ['x'.repeat(49)])).toEqual([])
  })

  test('a quoted text is short and has no character that disturbs the line', () => {
    expect(quote('a\nb\0c\u202ed\ud800')).toBe('a\ufffdb\ufffdc\ufffdd\ufffd')
    expect(quote('x'.repeat(41))).toBe(`${'x'.repeat(40)}…`)
  })

  test('ordinals are English', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111].map(ordinal).join(' ')).toBe(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th',
    )
  })
})
