import * as v from 'valibot'
import { described, type Description, type Setting } from '../setting.ts'
import { readNumber } from './number.ts'

interface Address<K extends string> extends Description<K> {
  readonly initial: number
  /** The smallest value, 0 where it is absent. */
  readonly min?: number
}

/** An address or a size in bytes, below 2^52. */
export interface AddressSetting<K extends string = string> extends Setting<K, number> {
  readonly kind: 'number'
  readonly min: number
}

/** Above every address that a descriptor can hold. */
const end = 2 ** 52

/** An address or a size, written in hexadecimal. */
export function address<const K extends string>(of: Address<K>): AddressSetting<K> {
  const { min = 0 } = of
  const encode = (value: number) => `0x${value.toString(16)}`
  return {
    ...described(of),
    kind: 'number',
    min,
    schema: v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(end - 1), v.title(of.label)),
    initial: of.initial,
    values: [],
    decode: (text) => {
      const number = readNumber(text)
      if (number?.misread) return number
      const value = number?.value
      if (value !== undefined && value >= min && value < end) return { value }
      return { misread: { says: `it is a number of bytes from ${encode(min)} to ${encode(end - 1)}` } }
    },
    encode,
  }
}
