import * as v from 'valibot'
import { described, type Description, type Setting } from '../setting.ts'

interface Word64<K extends string> extends Description<K> {
  readonly initial: string
}

const form = /^0x[0-9a-f]{1,16}$/

/** A value of 64 bits as the store holds it: hexadecimal in small letters, without leading zeros. */
const canonical = (text: string) =>
  `0x${text
    .slice(2)
    .toLowerCase()
    .replace(/^0+(?=.)/, '')}`

/** An address or a word of 64 bits, which a double cannot hold; its value is its hexadecimal text. */
export function word64<const K extends string>(of: Word64<K>): Setting<K, string> {
  return {
    ...described(of),
    kind: 'word64',
    schema: v.pipe(
      v.string(),
      v.check((text) => form.test(text) && canonical(text) === text),
      v.title(of.label),
    ),
    initial: of.initial,
    values: [],
    decode(text) {
      const written = text.replaceAll('_', '').toLowerCase()
      if (form.test(written)) return { value: canonical(written) }
      return { misread: { says: 'it is 0x and 1 to 16 hexadecimal digits' } }
    },
    encode: (value) => value,
  }
}
