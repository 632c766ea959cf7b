import { badCharacter, type Decoded } from '../decoded.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * Closes a text that would otherwise end in `-` or `_`, or be empty: mail clients cut punctuation off the
 * end of a link. No base64 has 4n + 1 characters, so a last character in that place is this one.
 */
const stop = '0'

function encodeBytes(bytes: readonly number[]): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3)
    const word = (a << 16) | (b << 8) | c
    const length = Math.min(bytes.length - at, 3) + 1
    for (let digit = 0; digit < length; digit++) text += alphabet[(word >> (18 - 6 * digit)) & 63]
  }
  return text
}

function decodeDigits(digits: readonly number[]): number[] {
  const bytes: number[] = []
  for (let at = 0; at < digits.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = digits.slice(at, at + 4)
    const word = (a << 18) | (b << 12) | (c << 6) | d
    const length = Math.min(digits.length - at, 4) - 1
    for (let byte = 0; byte < length; byte++) bytes.push((word >> (16 - 8 * byte)) & 255)
  }
  return bytes
}

/** UTF-8. A lone surrogate becomes U+FFFD. */
function toUtf8(text: string): number[] {
  const escaped = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
  return [...escaped.matchAll(/%(..)|[^%]/g)].map(([one, hex]) =>
    hex ? parseInt(hex, 16) : one.charCodeAt(0),
  )
}

function fromUtf8(bytes: readonly number[]): string | null {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return null
  }
}

/** A text as base64url of its UTF-8, never empty and never ending in punctuation. */
export function toBase64Url(text: string): string {
  const plain = encodeBytes(toUtf8(text))
  return /[-_]$|^$/.test(plain) ? plain + stop : plain
}

/** The text of a base64url. Padding, the `+` and `/` of plain base64, and a missing stop are forgiven. */
export function fromBase64Url(text: string): Decoded<string> {
  const digits: number[] = []
  const unpadded = text.replace(/={1,2}$/, '')
  for (const [at, character] of [...unpadded].entries()) {
    const digit = alphabet.indexOf(character === '+' ? '-' : character === '/' ? '_' : character)
    if (digit < 0) return { misread: badCharacter(text, at, 'a digit of base64url') }
    digits.push(digit)
  }
  if (digits.length % 4 === 1) {
    if (!unpadded.endsWith(stop)) return { misread: { says: 'its end is missing' } }
    digits.pop()
  }
  const value = fromUtf8(decodeDigits(digits))
  return value === null ? { misread: { says: 'it is not UTF-8' } } : { value }
}
