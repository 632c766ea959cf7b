import { expect, test } from 'vitest'
import { mairByte } from '../../src/arch/mair.ts'
import { recording, type Decision } from '../../src/arch/rule.ts'
import { final, typeOf } from './ask.ts'
import { allBytes, inputs } from './space.ts'

/** A byte's type on a PE, with stage 2 off. */
const byte = (mair: number, features: { readonly xs?: boolean; readonly mte2?: boolean } = {}) =>
  final({ vm: false, mair, ...features })

/** The bytes that a PE takes for reserved. */
function reservedBytes(features: { readonly xs?: boolean; readonly mte2?: boolean }): readonly number[] {
  return allBytes.filter((mair) => {
    const log: Decision[] = []
    recording(log)(mairByte, { at: inputs({ mair, ...features }), shareability: 'NSH' })
    return log.some(({ rule }) => rule.status === 'unpredictable')
  })
}

test('a nibble of a Normal byte is cacheability, transience and hints', () => {
  const transient = ['WT WA tr', 'WT RA tr', 'WT RWA tr', 'NC', 'WB WA tr', 'WB RA tr', 'WB RWA tr']
  const nibbles = transient.concat('WT', 'WT WA', 'WT RA', 'WT RWA', 'WB', 'WB WA', 'WB RA', 'WB RWA')
  for (const [at, outer] of nibbles.entries())
    for (const [to, inner] of nibbles.entries())
      expect(typeOf(byte(((at + 1) << 4) | (to + 1)))).toBe(outer === inner ? outer : `o ${outer} i ${inner}`)
})

test('a Device byte names its type in bits [3:2], and bit 0 clears XS', () => {
  for (const [dd, type] of ['nGnRnE', 'nGnRE', 'nGRE', 'GRE'].entries())
    for (const x of [0, 1])
      expect(byte((dd << 2) | x)).toMatchObject({ device: type, shareability: 'OSH', xs: x === 0 })
})

test('0x40 and 0xa0 are Non-cacheable and Write-Through with XS 0', () => {
  expect([typeOf(byte(0x40)), byte(0x40).xs]).toEqual(['NC', false])
  expect([typeOf(byte(0xa0)), byte(0xa0).xs]).toEqual(['WT RA', false])
})

test('0xf0 alone is Tagged, and it is Write-Back, read- and write-allocate', () => {
  expect(allBytes.filter((mair) => byte(mair).tagged)).toEqual([0xf0])
  expect(typeOf(byte(0xf0))).toBe('WB RWA')
})

test('XS is 0 where both fields are Write-Back, and for the encodings of FEAT_XS alone', () => {
  for (const mair of allBytes) {
    const { inner, outer, xs, device } = byte(mair)
    const writeBack = inner?.attr === 'WB' && outer?.attr === 'WB'
    const quick = (device !== null && (mair & 0b11) === 0b01 && mair < 0x10) || mair === 0x40 || mair === 0xa0
    expect(xs, `0x${mair.toString(16)}`).toBe(!(writeBack || quick))
  }
})

test('a byte is reserved as the features of the PE say', () => {
  const device = [0x02, 0x03, 0x06, 0x07, 0x0a, 0x0b, 0x0e, 0x0f]
  const inner = [0x10, 0x20, 0x30, 0x50, 0x60, 0x70, 0x80, 0x90, 0xb0, 0xc0, 0xd0, 0xe0]
  expect(reservedBytes({})).toEqual([...device, ...inner])
  const all = [...device, 0x01, 0x05, 0x09, 0x0d, ...inner, 0x40, 0xa0, 0xf0]
  expect(reservedBytes({ xs: false, mte2: false })).toEqual(all.toSorted((a, b) => a - b))
})

test('a reserved byte is Device-nGnRnE, or what its fields say', () => {
  for (const mair of reservedBytes({})) expect(typeOf(byte(mair))).toBe('Device-nGnRnE')
  const fields = (mair: number, features = {}) =>
    typeOf(final({ vm: false, mair, resmair: 'fields', ...features }))
  expect([0x06, 0x10, 0xd0].map((mair) => fields(mair))).toEqual([
    'Device-nGnRE',
    'o WT WA tr i WT',
    'o WB WA i WT',
  ])
  expect(fields(0xf0, { mte2: false })).toBe('o WB RWA i WT')
})
