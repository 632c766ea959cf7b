import * as v from 'valibot'
import { fromBase64Url, toBase64Url } from '../address/base64url.ts'
import type { Decoded } from '../decoded.ts'
import { described, type Description, type Setting } from '../setting.ts'

interface Text<K extends string> extends Description<K> {
  /** Characters (UTF-16 units) at most. */
  readonly limit: number
  readonly lines: 'one' | 'many'
}

/** A text of the reader, with its limit. */
export interface TextSetting<K extends string = string> extends Setting<K, string> {
  readonly kind: 'text'
  readonly limit: number
  readonly lines: 'one' | 'many'
  /** The nearest text that is allowed: without control characters, cut at the limit. */
  readonly tidy: (text: string) => string
}

/** Lone surrogates, control characters, and those that turn the direction of the text around them. */
const banned = {
  one: /[\p{Surrogate}\p{Control}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu,
  many: /(?![\n\t])[\p{Surrogate}\p{Control}\u202a-\u202e\u2066-\u2069]/gu,
}

const isClean = (text: string, lines: 'one' | 'many') => text.search(banned[lines]) < 0

function tidy(text: string, limit: number, lines: 'one' | 'many'): string {
  return text
    .replace(banned[lines], '')
    .slice(0, limit)
    .replace(/\p{Surrogate}$/u, '')
}

function decode(text: string, limit: number, lines: 'one' | 'many'): Decoded<string> {
  const { value, misread } = fromBase64Url(text)
  if (value === undefined) return misread ? { misread } : {}
  if (value.length > limit)
    return { misread: { says: `it has ${value.length} characters, and ${limit} are allowed` } }
  return isClean(value, lines) ? { value } : { misread: { says: 'it holds a control character' } }
}

/** Words of the reader, in the address as base64url. */
export function text<const K extends string>(of: Text<K>): TextSetting<K> {
  const { limit, lines } = of
  const clean = v.check((value: string) => isClean(value, lines))
  return {
    ...described(of),
    kind: 'text',
    limit,
    lines,
    schema: v.pipe(v.string(), v.maxLength(limit), clean, v.title(of.label)),
    initial: '',
    values: [],
    decode: (written) => decode(written, limit, lines),
    encode: toBase64Url,
    tidy: (value) => tidy(value, limit, lines),
  }
}
