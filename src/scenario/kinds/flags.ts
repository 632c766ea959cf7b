import * as v from 'valibot'
import { decodeJoined, encodeJoined, nothing } from '../joined.ts'
import { described, type Description, type Setting } from '../setting.ts'

/** One flag of a set. */
export interface Flag {
  /** As an address writes it, and behind `<key>-` the id of its check box. */
  readonly word: string
  /** As the kernel spells it. */
  readonly label: string
  /** A short code for it, where there is one. */
  readonly code?: string
}

interface Flags<K extends string> extends Description<K> {
  readonly flags: readonly Flag[]
  readonly initial: readonly string[]
}

/** Several flags that are set together. Its value is their words in order, joined by `+`, or `none`. */
export interface FlagsSetting<K extends string = string> extends Setting<K, string> {
  readonly kind: 'flags'
  readonly flags: readonly Flag[]
  /** The value with one flag turned over. */
  readonly toggled: (value: string, word: string) => string
}

/** Whether a setting holds several flags. */
export const isFlags = <K extends string>(setting: Setting<K>): setting is FlagsSetting<K> =>
  setting.kind === 'flags'

/** The words of a value. */
export const wordsOf = (value: string): readonly string[] => (value === nothing ? [] : value.split('+'))

/** A set of flags. */
export function flags<const K extends string>(of: Flags<K>): FlagsSetting<K> {
  const words = of.flags.map(({ word }) => word)
  const join = (chosen: readonly string[]) => encodeJoined(words.filter((word) => chosen.includes(word)))
  const toggled = (value: string, word: string) => {
    const now = wordsOf(value)
    return join(now.includes(word) ? now.filter((one) => one !== word) : [...now, word])
  }
  const values = Array.from({ length: 2 ** words.length }, (_, bits) =>
    join(words.filter((_word, at) => (bits >> at) & 1)),
  )
  return {
    ...described(of),
    kind: 'flags',
    flags: of.flags,
    schema: v.pipe(v.picklist(values), v.title(of.label)),
    initial: join(of.initial),
    values: values.map((value) => ({ value, address: value, label: value })),
    neighbours: (value) => words.map((word) => toggled(value, word)),
    toggled,
    decode: (text) => {
      const { value, ...misread } = decodeJoined(text, words)
      return value ? { value: encodeJoined(value), ...misread } : misread
    },
    encode: (value) => value,
  }
}
