import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settingOf } from '../../src/scenario/schema.ts'

const numbers = [settingOf('gpa'), settingOf('size'), settingOf('hva'), settingOf('addr')] as const
const end = 2 ** 52

describe.each(numbers)('$key', (setting) => {
  const { min } = setting
  const value = fc.integer({ min, max: end - 1 })

  test('is read from hexadecimal, binary and decimal digits, and written in hexadecimal', () => {
    fc.assert(
      fc.property(value, (n) => {
        for (const text of [`0x${n.toString(16)}`, `0X${n.toString(16)}`, `0b${n.toString(2)}`, String(n)])
          expect(setting.decode(text)).toEqual({ value: n })
        expect(setting.encode(n)).toBe(`0x${n.toString(16)}`)
      }),
    )
  })

  test('ends below 2^52, beyond which no descriptor holds an address', () => {
    for (const text of [String(end), `0x${end.toString(16)}`, '9'.repeat(400), '1e9', '-1', '', 'x', '0x'])
      expect(setting.decode(text)).toMatchObject({ misread: {} })
    expect(setting.decode(String(end - 1))).toEqual({ value: end - 1 })
  })

  test('has no list of values, and no neighbours', () => {
    expect(setting.values).toEqual([])
    expect(setting.decode(String(min))).toEqual({ value: min })
  })
})

test('a size is at least a byte; an address may be 0', () => {
  expect(numbers.map(({ key, min }) => `${key} ${min}`)).toEqual(['gpa 0', 'size 1', 'hva 0', 'addr 0'])
})
