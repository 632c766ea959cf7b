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
  expect(mend('v=2&fwb=0&mair=wv')).toBe('#/explore?v=2&fwb=0&mair=wb')
  expect(mend('v=2&mair=wv&xyz=1')).toBe('#/explore?v=2&xyz=1&mair=wb')
  expect(mend('v=2&sh=0b00&p=ram-nofwbb')).toBe('#/explore?v=2&sh=0b00&p=ram-nofwb')
})

test('a misspelled key is put right with its value, and no longer kept as unknown', () => {
  expect(mend('v=2&mematr=5')).toBe('#/explore?v=2&memattr=5')
})

test('a misspelled page is put right, and everything else kept', () => {
  const address = parseAddress('#/polices?v=2&fwb=0&xyz=1', presets)
  const [piece] = address.dropped
  expect(piece?.meant).toEqual(['policies'])
  expect(piece && corrected(address, piece, 'policies', presets)).toBe('#/policies?v=2&fwb=0&xyz=1')
})

test('a correction replaces the value that counted instead', () => {
  expect(mend('v=2&mair=0x44&mair=wv')).toBe('#/explore?v=2&mair=wb')
})

test('what is put right is read without complaint', () => {
  for (const query of ['v=2&mair=wv', 'v=2&mematr=5', 'v=2&p=ram-nofwbb', 'v=2&mair=0x44&mair=wv'])
    expect(parseAddress(mend(query), presets).dropped).toEqual([])
})

test('a correction of an address of version 1 keeps stage 2 set by hand', () => {
  expect(mend('v=1&mair=wv')).toBe('#/explore?v=2&s2=hand&open=cpu+access+s1+s2+hcr&mair=wb')
})

test('the sentence of a report ends before it asks what was meant', () => {
  const [piece] = parseAddress('#/explore?v=2&mair=wv', presets).dropped
  expect(piece && beforeMeant(piece)).toMatch(
    /^The? ?MAIR_EL1 byte cannot be wv: .*\.$|^MAIR_EL1 byte cannot be wv: .*\.$/,
  )
})
