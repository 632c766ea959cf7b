import type { Misread } from '../decoded.ts'
import { percentDecode } from './percent.ts'

/** One `key=value` of an address. */
export interface Param {
  /** Decoded, in lower case. */
  readonly key: string
  readonly value: string
  /** As written. */
  readonly rawKey: string
  readonly raw: string
  /** Its place in the address, from 0. */
  readonly at: number
  /** Why it could not be decoded; `value` is then as written. */
  readonly misread?: Misread
}

function halves(piece: string): readonly [string, string] {
  const at = piece.indexOf('=')
  return at < 0 ? [piece, ''] : [piece.slice(0, at), piece.slice(at + 1)]
}

function readParam(piece: string, at: number): Param {
  const [rawKey, raw] = halves(piece)
  const { value: text = piece } = percentDecode(piece)
  const [key, value] = halves(text)
  const { misread } = percentDecode(raw)
  return { key: key.trim().toLowerCase(), value: value.trim(), rawKey, raw, at, ...(misread && { misread }) }
}

/** A pair that nobody wrote, for migrations that add one. */
export const addedParam = (key: string, value: string): Param => ({
  key,
  value,
  rawKey: key,
  raw: value,
  at: -1,
})

/** The pairs of a query, in order. An `&` that was escaped for HTML counts as one. */
export const readParams = (query: string): readonly Param[] =>
  query
    .replaceAll('&amp;', '&')
    .split('&')
    .filter((piece) => piece !== '')
    .map(readParam)

/** The index of the `=`-free part behind the last character that can end an address. */
function endOf(fragment: string): number {
  let end = fragment.length
  while (end > 0 && '.,;:!?)]}>\'"*`'.includes(fragment[end - 1] ?? '')) end--
  return end
}

/**
 * Splits a fragment into its path and its query. A `#` before it is left out, and so is punctuation behind
 * it: an address never ends so, but a sentence around it does.
 */
export function splitFragment(fragment: string): { readonly path: string; readonly query: string } {
  const body = fragment.slice(fragment.startsWith('#') ? 1 : 0, endOf(fragment))
  const at = body.indexOf('?')
  return at < 0 ? { path: body, query: '' } : { path: body.slice(0, at), query: body.slice(at + 1) }
}
