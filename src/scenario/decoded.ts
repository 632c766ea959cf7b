/** Where in a text something is wrong: from the first index up to, but not including, the second. */
export type Span = readonly [from: number, to: number]

/** Why a text is not a value. `says` completes "X cannot be Y: ..."; `meant` lists near spellings. */
export interface Misread {
  readonly says: string
  readonly bad?: Span
  readonly meant?: readonly string[]
}

/** What a text gives: a value, a complaint, or for a list both. */
export interface Decoded<T> {
  readonly value?: T
  readonly misread?: Misread
}

/** Something that an address holds under a key, and how it is written there. */
export interface Field<T> {
  readonly key: string
  /** Full name, as sentences use it. */
  readonly name: string
  readonly decode: (text: string) => Decoded<T>
  encode(value: T): string
}

/** `1st`, `2nd`, `3rd`, `4th`, ... */
export function ordinal(n: number): string {
  const teens = n % 100 > 10 && n % 100 < 14
  return `${n}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`
}

/** A complaint about the one character at `at`, for example "its 4th character, g, is not a hexadecimal digit". */
export function badCharacter(text: string, at: number, isNot: string): Misread {
  const [character = ''] = text.slice(at)
  return {
    says: `its ${ordinal(at + 1)} character, ${quote(character)}, is not ${isNot}`,
    bad: [at, at + character.length],
  }
}

/** A piece of a link as a sentence can hold it: short, and without what would disturb the line. */
export function quote(text: string): string {
  const clean = text.slice(0, 400).replace(/[\p{C}\p{Z}]/gu, (c) => (c === ' ' ? c : '\ufffd'))
  const characters = [...clean]
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : clean
}
