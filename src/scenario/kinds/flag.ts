import * as v from 'valibot'
import type { Decoded } from '../decoded.ts'
import { described, type Description, type Setting } from '../setting.ts'
import { readNumber } from './number.ts'

interface Flag<K extends string> extends Description<K> {
  readonly initial: boolean
  /** What 0 and 1 are called, where a digit does not say it. */
  readonly labels?: readonly [off: string, on: string]
}

const words = new Map([
  ['off', false],
  ['no', false],
  ['false', false],
  ['on', true],
  ['yes', true],
  ['true', true],
])

function decode(text: string): Decoded<boolean> {
  const value = words.get(text.toLowerCase()) ?? readNumber(text)?.value
  if (value === true || value === 1) return { value: true }
  if (value === false || value === 0) return { value: false }
  return { misread: { says: 'it is 0 or 1' } }
}

/** A bit of a register, a feature of the CPU, or a choice of two. */
export function flag<const K extends string>(of: Flag<K>): Setting<K, boolean> {
  const [off, on] = of.labels ?? ['0', '1']
  return {
    ...described(of),
    kind: 'flag',
    schema: v.pipe(v.boolean(), v.title(of.label)),
    initial: of.initial,
    values: [
      { value: false, address: '0', label: off },
      { value: true, address: '1', label: on },
    ],
    decode,
    encode: (value) => (value ? '1' : '0'),
  }
}
