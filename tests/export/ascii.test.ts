import { expect, test } from 'vitest'
import { ascii } from '../../src/export/ascii.ts'

test.each([
  ['→ ← ⇒', '-> <- =>'],
  ['“”„«»', '"""""'],
  ['‘’‚', "'''"],
  ['–—‑−·', '-----'],
  ['…×•', '...x*'],
  ['1\u20442', '1/2'],
  ['\u03bcs µs', 'us us'],
  ['≤ ≥ ≠ ±', '<= >= != +-'],
  ['ßæÆøØłŁ', 'ssaeAEoOlL'],
  ['a\u00a0b\u2028c\td\u3000e', 'a b c d e'],
  ['e\u0301\u200bx\u202ey\u0007', 'exy'],
  ['½ ﬁ Å ①', '1/2 fi A 1'],
  ['缓 \u{1f9f5}', '? ?'],
  [' ~', ' ~'],
])('%j is typed %j', (text, typed) => {
  expect(ascii(text)).toBe(typed)
})

test('what can be typed stays as it is', () => {
  const typed = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCharCode(0x20 + at)).join('')
  expect(ascii(typed)).toBe(typed)
})
