import * as v from 'valibot'
import { described, type Description, type Setting } from '../setting.ts'
import { readNumber } from './number.ts'

interface Count<K extends string> extends Description<K> {
  readonly initial: number
  readonly max: number
}

/** A number from 0 to `max` that is written in decimal, such as the size of a field's address. */
export function count<const K extends string>(of: Count<K>): Setting<K, number> {
  const { max, initial } = of
  const encode = (value: number) => String(value)
  return {
    ...described(of),
    kind: 'count',
    schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max), v.title(of.label)),
    initial,
    values: Array.from({ length: max + 1 }, (_, value) => ({
      value,
      address: encode(value),
      label: encode(value),
    })),
    neighbours: (value) => [value - 1, value + 1].filter((one) => one >= 0 && one <= max),
    decode(text) {
      const number = readNumber(text)
      if (number?.misread) return number
      const value = number?.value
      return value !== undefined && value <= max
        ? { value }
        : { misread: { says: `it is a number from 0 to ${max}` } }
    },
    encode,
  }
}
