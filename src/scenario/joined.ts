import type { Decoded } from './decoded.ts'
import { nearest } from './spelling.ts'

/** The list without words. */
export const nothing = 'none'

/** Words as an address holds them: joined by `+`, or `none`. */
export const encodeJoined = (words: readonly string[]): string => words.join('+') || nothing

/** What `encodeJoined` wrote, in any order and case; gives those of `words` that it names, in their own order. */
export function decodeJoined<W extends string>(text: string, words: readonly W[]): Decoded<readonly W[]> {
  const given = text.toLowerCase().split(/[+ ,]/)
  if (given.join() === nothing) return { value: [] }
  const value = words.filter((word) => given.includes(word))
  const wrong = given.find((word) => !words.some((known) => known === word))
  if (wrong === undefined) return { value }
  const from = text.toLowerCase().indexOf(wrong)
  const misread = {
    says: `it joins some of ${words.join(', ')} by +, or is ${nothing}`,
    bad: [from, from + wrong.length] as const,
    meant: nearest(wrong, words),
  }
  return value.length > 0 ? { value, misread } : { misread }
}
