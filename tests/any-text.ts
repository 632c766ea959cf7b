import * as fc from 'fast-check'

/** How many characters a text has. */
interface Length {
  readonly minLength?: number
  readonly maxLength?: number
}

/** Names that every object has, and other texts that trip up a careless reader. */
const tricky = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'prototype',
  'toString',
  'valueOf',
  'then',
  'null',
  'undefined',
  'NaN',
  'true',
  '-0',
  '%',
  '%00',
  '%C0%AF',
  '\r\n',
  '\u202egpj.exe',
  'e\u0301\u0323\u034f',
  '👩‍👩‍👧',
  '\ufeff',
]

const between = (min: number, max: number) =>
  fc.integer({ min, max }).map((code) => String.fromCodePoint(code))

/** Any character but half a surrogate pair: often of ASCII, a control, a mark that combines, or one of the ends of a range. */
const character = fc.oneof(
  { arbitrary: between(0x20, 0x7e), weight: 4 },
  { arbitrary: between(0x00, 0x1f), weight: 1 },
  { arbitrary: between(0x7f, 0x24f), weight: 1 },
  { arbitrary: between(0x300, 0x36f), weight: 1 },
  { arbitrary: between(0x2000, 0x206f), weight: 1 },
  { arbitrary: between(0x250, 0xd7ff), weight: 1 },
  { arbitrary: between(0xe000, 0xffff), weight: 1 },
  { arbitrary: between(0x10000, 0x10ffff), weight: 4 },
)

const textOf = (pieces: fc.Arbitrary<string>, length: Length) =>
  fc.array(pieces, length).map((drawn) => drawn.join(''))

/**
 * Any text without lone surrogates. What `fc.string({ unit: 'binary' })` draws, without its start of half a second, in which it
 * looks for the millionth character.
 */
export function anyText(length: Length = {}): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = Infinity } = length
  const short = tricky.filter((text) => text.length >= minLength && text.length <= maxLength)
  return fc.oneof(
    { arbitrary: textOf(character, length), weight: 8 },
    { arbitrary: textOf(between(0x20, 0x7e), length), weight: 1 },
    ...(short.length > 0 ? [{ arbitrary: fc.constantFrom(...short), weight: 1 }] : []),
  )
}
