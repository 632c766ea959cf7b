import { expect, test } from 'vitest'
import { presets } from '../../src/content/presets.ts'
import { beforeMeant, corrected, parseAddress } from '../../src/scenario/address.ts'

/** The address in which the first dropped piece of a query is read as its first near spelling. */
function mend(query: string) {
  const address = parseAddress(`#/explore?${query}`, presets)
  const [piece] = address.dropped
  if (!piece) throw new Error('nothing was dropped')
  return corrected(address, piece, piece.meant[0] ?? '', presets)
}

test('a misspelled value is put right, and everything else kept', () => {
  expect(mend('v=1&fwb=0&mair=wv')).toBe('#/explore?v=1&fwb=0&mair=wb')
  expect(mend('v=1&mair=wv&xyz=1')).toBe('#/explore?v=1&xyz=1&mair=wb')
  expect(mend('v=1&sh=0b00&p=ram-nofwbb')).toBe('#/explore?v=1&sh=0b00&p=ram-nofwb')
})

test('a misspelled key is put right with its value, and no longer kept as unknown', () => {
  expect(mend('v=1&mematr=5')).toBe('#/explore?v=1&memattr=5')
})

test('a correction replaces the value that counted instead', () => {
  expect(mend('v=1&mair=0x44&mair=wv')).toBe('#/explore?v=1&mair=wb')
})

test('what is put right is read without complaint', () => {
  for (const query of ['v=1&mair=wv', 'v=1&mematr=5', 'v=1&p=ram-nofwbb', 'v=1&mair=0x44&mair=wv'])
    expect(parseAddress(mend(query), presets).dropped).toEqual([])
})

test('the sentence of a report ends before it asks what was meant', () => {
  const [piece] = parseAddress('#/explore?v=1&mair=wv', presets).dropped
  expect(piece && beforeMeant(piece)).toMatch(
    /^The? ?MAIR_EL1 byte cannot be wv: .*\.$|^MAIR_EL1 byte cannot be wv: .*\.$/,
  )
})
