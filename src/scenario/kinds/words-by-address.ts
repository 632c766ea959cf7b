import * as v from 'valibot'
import type { Decoded } from '../decoded.ts'
import { nothing } from '../joined.ts'
import { described, type Description, type Setting } from '../setting.ts'

/** The most words that may be set by hand. */
export const mostWords = 32

/** A word of memory that is set by hand: its physical address, a multiple of 8 below 2^52, and its value. */
export interface WordAt {
  readonly address: number
  readonly value: bigint
}

/** `0x`, 13 digits, `_0x`, 16 digits, and a `+`. */
const longest = 35

const pair = /^0x([0-9a-f]{1,13})_0x([0-9a-f]{1,16})$/

/** The words of a value, in the order of their addresses. */
export function wordsAt(value: string): readonly WordAt[] {
  if (value === nothing) return []
  return value.split('+').map((text) => {
    const [, address = '', word = ''] = pair.exec(text) ?? []
    return { address: Number(`0x${address}`), value: BigInt(`0x${word}`) }
  })
}

/** Words as the store and an address hold them: `0x103e414ff8_0x0+...`, the last one of an address counts; or `none`. */
export function joinWords(words: readonly WordAt[]): string {
  const last = new Map(words.map(({ address, value }) => [address, value]))
  const sorted = [...last].toSorted(([a], [b]) => a - b)
  return (
    sorted.map(([address, value]) => `0x${address.toString(16)}_0x${value.toString(16)}`).join('+') || nothing
  )
}

function decode(text: string): Decoded<string> {
  const given = text.toLowerCase()
  if (given === nothing) return { value: nothing }
  const parts = given.split(/[+ ,]/)
  const wrong = parts.find((part) => !pair.test(part) || Number(part.split('_')[0]) % 8 !== 0)
  const good = parts.filter((part) => pair.test(part) && Number(part.split('_')[0]) % 8 === 0)
  const value = joinWords(good.slice(0, mostWords).flatMap(wordsAt))
  const kept = good.length > 0 ? { value } : {}
  if (wrong !== undefined) {
    const from = given.indexOf(wrong)
    const says =
      'it joins pairs of a physical address, a multiple of 8 below 2^52, and a value of 64 bits: 0x1000_0x0'
    return { ...kept, misread: { says, bad: [from, from + wrong.length] } }
  }
  return good.length > mostWords
    ? { ...kept, misread: { says: `it has ${good.length} words, and ${mostWords} are allowed` } }
    : kept
}

const isCanonical = (text: string) => {
  const { value, misread } = decode(text)
  return value === text && misread === undefined
}

/** Words of memory that are set by hand. */
export function wordsByAddress<const K extends string>(of: Description<K>): Setting<K, string> {
  return {
    ...described(of),
    kind: 'words',
    schema: v.pipe(v.string(), v.maxLength(mostWords * longest), v.check(isCanonical), v.title(of.label)),
    initial: nothing,
    values: [],
    decode,
    encode: (value) => value,
  }
}
