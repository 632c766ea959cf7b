import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, foldLines, foldWords } from '../../src/export/fold.ts'
import { sweep } from '../sweep.ts'

/** Plain letters are one column wide, a letter of a script of wide characters two. */
const character = fc.constantFrom('a', 'b', '-', 'é', '缓', 'キ', 'ひ', '한', '🧵', '→', '\u10ff')
const word = fc.string({ unit: character, minLength: 1, maxLength: 14 })
const words = fc.array(word, { maxLength: 12 })
const columns = fc.integer({ min: 2, max: 20 })

const wide = new Set(['缓', 'キ', 'ひ', '한', '🧵'])
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (wide.has(one) ? 2 : 1), 0)

test('a line is never wider than it may be, and no character is lost or changes its place', () => {
  fc.assert(
    fc.property(words, columns, (given, most) => {
      const lines = foldWords(given, most)
      expect(lines.filter((line) => widthOf(line) > most || line === '')).toEqual([])
      expect(lines.join('').replaceAll(' ', '')).toBe(given.join(''))
    }),
    { numRuns: sweep(2_000) },
  )
})

test('a word that fits on a line stands whole, and a line ends only where the next word has no room', () => {
  fc.assert(
    fc.property(words, columns, (given, most) => {
      const short = given.filter((one) => widthOf(one) <= most)
      const lines = foldWords(short, most)
      expect(lines.flatMap((line) => line.split(' '))).toEqual(short)
      for (const [at, line] of lines.slice(1).entries()) {
        const [first = ''] = line.split(' ')
        expect(widthOf(lines[at] ?? '') + 1 + widthOf(first)).toBeGreaterThan(most)
      }
    }),
    { numRuns: sweep(2_000) },
  )
})

test('a word that is longer than a line begins one, is cut where the line is full, and what follows goes on behind it', () => {
  expect(foldWords(['ab', 'abcdefgh', 'i', 'jk'], 3)).toEqual(['ab', 'abc', 'def', 'gh', 'i', 'jk'])
  expect(foldWords(['abcd', 'e'], 3)).toEqual(['abc', 'd e'])
  expect(foldWords(['abc', 'de'], 6)).toEqual(['abc de'])
  expect(foldWords(['abc', 'def'], 6)).toEqual(['abc', 'def'])
  expect(foldWords(['缓缓'], 3)).toEqual(['缓', '缓'])
  expect(foldWords(['缓'], 1)).toEqual(['缓'])
  expect(foldWords(['a缓b'], 1)).toEqual(['a', '缓', 'b'])
})

test('of a text every run of blanks is a place to break, and none is kept', () => {
  expect(fold('  a \t b\n\nc  ', 9)).toEqual(['a b c'])
  expect(fold(' \n ', 9)).toEqual([])
  expect(foldLines('a b\n\n  c d e\n', 3)).toEqual(['a b', 'c d', 'e'])
})

test('the first of the wide scripts is taken for two columns, and what comes just before it for one', () => {
  expect(fold('\u1100\u1100', 2)).toEqual(['\u1100', '\u1100'])
  expect(fold('\u10ff\u10ff', 2)).toEqual(['\u10ff\u10ff'])
})
