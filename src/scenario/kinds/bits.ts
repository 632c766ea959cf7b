import * as v from 'valibot'
import type { Decoded, Misread } from '../decoded.ts'
import { described, type Description, type Setting } from '../setting.ts'
import { nearest } from '../spelling.ts'
import { readNumber } from './number.ts'

/** A value with a name that can be typed instead of the number. */
export interface Named {
  readonly value: number
  readonly name: string
  readonly label: string
}

interface Bits<K extends string> extends Description<K> {
  readonly width: number
  /** How an address writes it. All forms are read. */
  readonly base: 2 | 16
  readonly initial: number
  readonly named?: readonly Named[]
}

/** A number as the manual prints it: all digits, with its prefix. */
export function writeNumber(value: number, base: 2 | 16, width: number): string {
  const digits = value.toString(base).padStart(base === 2 ? width : Math.ceil(width / 4), '0')
  return (base === 2 ? '0b' : '0x') + digits
}

/** A field of `width` bits, up to a byte. */
export function bits<const K extends string>(of: Bits<K>): Setting<K, number> {
  const { width, base, initial, named = [] } = of
  const max = 2 ** width - 1
  const encode = (value: number) => writeNumber(value, base, width)
  return {
    ...described(of),
    kind: 'bits',
    schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max), v.title(of.label)),
    initial,
    values: Array.from({ length: max + 1 }, (_, value) => ({
      value,
      address: encode(value),
      label: named.find((known) => known.value === value)?.label ?? encode(value),
    })),
    decode: (text) => decode(text, max, encode(max), named),
    encode,
  }
}

function decode(text: string, max: number, maxWritten: string, named: readonly Named[]): Decoded<number> {
  const wanted = text.toLowerCase()
  const known = named.find(({ name, label }) => name === wanted || label.toLowerCase() === wanted)
  if (known) return { value: known.value }
  const number = readNumber(text)
  if (number?.misread) return number
  if (number?.value !== undefined && number.value <= max) return { value: number.value }
  return { misread: outside(text, maxWritten, named) }
}

function outside(text: string, maxWritten: string, named: readonly Named[]): Misread {
  const names = named.map(({ name }) => name)
  const or = names.length > 0 ? `, or one of ${names.join(', ')}` : ''
  return { says: `it is 0 to ${maxWritten}${or}`, meant: nearest(text, names) }
}
