import * as v from 'valibot'
import type { Decoded } from '../decoded.ts'
import { described, type Allowed, type Description, type Setting } from '../setting.ts'
import { nearest } from '../spelling.ts'

interface Choice<K extends string, T extends string> extends Description<K> {
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly initial: NoInfer<T>
}

function decode<T>(text: string, values: readonly Allowed<T>[]): Decoded<T> {
  const wanted = text.toLowerCase()
  const found = values.find(({ address, label }) => address === wanted || label.toLowerCase() === wanted)
  if (found) return { value: found.value }
  const words = values.map(({ address }) => address)
  return { misread: { says: `it is one of ${words.join(', ')}`, meant: nearest(text, words) } }
}

/** One of a few words. An address writes them in lower case. */
export function choice<const K extends string, const T extends string>(of: Choice<K, T>): Setting<K, T> {
  const values = of.options.map(({ value, label }) => ({ value, label, address: value.toLowerCase() }))
  return {
    ...described(of),
    kind: 'choice',
    schema: v.pipe(v.picklist(of.options.map(({ value }) => value)), v.title(of.label)),
    initial: of.initial,
    values,
    decode: (text) => decode(text, values),
    encode: (value) => value.toLowerCase(),
  }
}
