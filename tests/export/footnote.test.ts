import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { footnote } from '../../src/export/text/footnote.ts'
import { listing, paragraph } from '../../src/export/text/paragraph.ts'
import { sweep } from '../sweep.ts'

const origin = 'https://example.org/'
const link = (length: number, unit = 'x') => origin + unit.repeat(length).slice(0, length - origin.length)

test('a link of 68 characters stands bare behind its mark, and one of 69 between brackets on two lines', () => {
  expect(footnote(link(68))).toEqual([`[1] ${link(68)}`])
  const [first = '', ...rest] = footnote(link(69))
  expect([first.length, rest]).toEqual([72, ['xx>']])
  expect(first.startsWith('[1] <https://example.org/')).toBe(true)
})

test('lines that are full are cut behind the last &, ? or / in their second half, and not before', () => {
  for (const sign of ['&', '?', '/'])
    for (const at of [36, 37, 38, 70, 71, 72]) {
      const [first = ''] = footnote(`${'x'.repeat(at - 5)}${sign}${'x'.repeat(80)}`)
      expect(first.length).toBe(at > 36 && at < 72 ? at + 1 : 72)
    }
  const [first] = footnote(`${'x'.repeat(35)}?${'x'.repeat(10)}&${'x'.repeat(5)}/${'x'.repeat(80)}`)
  expect(first).toBe(`[1] <${'x'.repeat(35)}?${'x'.repeat(10)}&${'x'.repeat(5)}/`)
})

test('no line ends in a hyphen that a reader may take for the end of a word', () => {
  expect(footnote(`${'x'.repeat(66)}-${'x'.repeat(40)}`)).toEqual([
    `[1] <${'x'.repeat(66)}`,
    `-${'x'.repeat(40)}>`,
  ])
})

test('a last line of exactly 72 columns is not broken again', () => {
  expect(footnote('x'.repeat(72 + 72 - 6)).map((line) => line.length)).toEqual([72, 72])
  expect(footnote('x'.repeat(72 + 72 - 5)).map((line) => line.length)).toEqual([72, 72, 1])
})

test('what an address may not hold is percent-encoded, half a surrogate dropped', () => {
  expect(footnote('https://example.org/#/a b<c>"d"é\ud800~!')).toEqual([
    '[1] https://example.org/#/a%20b%3Cc%3E%22d%22%C3%A9~!',
  ])
})

test('a paragraph has its indent on every line but the first, and the wider of both counts for all', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 9 }), {
        minLength: 40,
        maxLength: 60,
      }),
      fc.nat({ max: 12 }),
      fc.nat({ max: 12 }),
      (words, indent, start) => {
        const lines = paragraph(words.join(' '), ' '.repeat(indent), '-'.repeat(start))
        const most = 72 - Math.max(indent, start)
        const texts = lines.map((line, at) => line.slice(at === 0 ? start : indent))
        expect(lines[0]?.startsWith('-'.repeat(start))).toBe(true)
        expect(lines.slice(1).filter((line) => !line.startsWith(' '.repeat(indent)))).toEqual([])
        expect(texts.join(' ')).toBe(words.join(' '))
        expect(texts.filter((text) => text.length > most)).toEqual([])
        for (const [at, text] of texts.slice(1).entries())
          expect((texts[at] ?? '').length + 1 + (text.split(' ')[0] ?? '').length).toBeGreaterThan(most)
      },
    ),
    { numRuns: sweep(1_000) },
  )
})

test('items of a listing stand whole with commas between them, on lines of up to 72 columns', () => {
  expect(listing(['a b', 'c → d', 'e'])).toEqual(['a b, c -> d, e'])
  const long = (length: number) => `b ${'x'.repeat(length - 2)}`
  expect(listing(['a', long(68), 'c'])).toEqual([`a, ${long(68)},`, 'c'])
  expect(listing(['a', long(69), 'c'])).toEqual(['a,', `${long(69)}, c`])
})
