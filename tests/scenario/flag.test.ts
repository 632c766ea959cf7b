import { describe, expect, test } from 'vitest'
import { everySetting } from '../../src/scenario/schema.ts'

const on = ['1', 'on', 'yes', 'true', '0x1', '0X01', '0b1', '01']
const off = ['0', 'off', 'no', 'false', '0x0', '0b0', '00']
const neither = ['', '2', '-1', 'o', 'onn', 'none', 'x', '0x', '0x2', '0b10', '1.0', 'null', 'constructor']

describe.each(everySetting.filter(({ kind }) => kind === 'flag'))(
  'the flag $key',
  ({ decode, encode, values }) => {
    test('is read from 0 and 1, and from words in any case', () => {
      for (const text of [...on, ...on.map((one) => one.toUpperCase())])
        expect(decode(text)).toEqual({ value: true })
      for (const text of [...off, ...off.map((one) => one.toUpperCase())])
        expect(decode(text)).toEqual({ value: false })
      for (const text of neither) expect(decode(text)).toEqual({ misread: { says: 'it is 0 or 1' } })
    })

    test('is written as 0 or 1, and off is its first value', () => {
      expect([encode(false), encode(true)]).toEqual(['0', '1'])
      expect(values.map(({ value }) => value)).toEqual([false, true])
    })
  },
)
