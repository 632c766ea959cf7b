import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ordinal, quote } from '../../src/scenario/decoded.ts'
import { distance, nearest } from '../../src/scenario/spelling.ts'

/** The same distance by its definition, from the ends of both words: each way to the last letters, and the shortest of them. */
function edits(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const [restA, restB] = [a.slice(0, -1), b.slice(0, -1)]
  const ways = [edits(restA, b) + 1, edits(a, restB) + 1, edits(restA, restB) + Number(a.at(-1) !== b.at(-1))]
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
  return Math.min(...ways, ...(swapped ? [edits(a.slice(0, -2), b.slice(0, -2)) + 1] : []))
}

/** All words of up to `length` letters. */
const wordsOf = (letters: string, length: number): readonly string[] =>
  length === 0
    ? ['']
    : ['', ...[...letters].flatMap((one) => wordsOf(letters, length - 1).map((rest) => one + rest))]

describe('spelling', () => {
  test.each([
    ['abc', 3],
    ['ab', 4],
  ])(
    'the distance of all words of the letters %s, up to %i of them, is by the definition',
    (letters, length) => {
      const words = [...new Set(wordsOf(letters, length))]
      const wrong = words.flatMap((a) =>
        words.filter((b) => distance(a, b) !== edits(a, b)).map((b) => `${a} ${b}`),
      )
      expect(wrong).toEqual([])
    },
  )

  test('near words are those within reach, shorter than what would spell them anew, by their distance and then as they stand', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 }), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'C'), maxLength: 5 }), words, (text, list) => {
        const wanted = text.toLowerCase()
        const within = (most: number) =>
          list.filter((word) => edits(wanted, word) === most && most < word.length)
        const reach = wanted.length > 3 ? [0, 1, 2] : [0, 1]
        expect(nearest(text, list)).toEqual(text === '' ? [] : reach.flatMap(within).slice(0, 3))
      }),
    )
  })

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

  test('a quoted text is cut after 40 characters, however many units each has, and has no mark where it is not', () => {
    const unit = fc.constantFrom('x', ' ', '\u{1f600}', '\u20ac')
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (characters) => {
        const cut = characters.length > 40
        expect(quote(characters.join(''))).toBe(characters.slice(0, 40).join('') + (cut ? '…' : ''))
      }),
    )
    for (const one of ['x', '\u{1f600}']) {
      expect(quote(one.repeat(40))).toBe(one.repeat(40))
      expect(quote(one.repeat(41))).toBe(`${one.repeat(40)}…`)
    }
  })

  test('ordinals are English', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111].map(ordinal).join(' ')).toBe(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th',
    )
  })
})
