import { badCharacter, type Decoded } from '../decoded.ts'

const bases = [
  { prefix: /^0x/i, digits: /^[0-9a-f]*/i, isNot: 'a hexadecimal digit' },
  { prefix: /^0b/i, digits: /^[01]*/, isNot: 'a binary digit' },
  { prefix: /^(?=\d)/, digits: /^\d*/, isNot: 'a decimal digit' },
] as const

/** Reads `0x2f`, `0b101111` or `47`. Null where the text does not look like a number at all. */
export function readNumber(text: string): Decoded<number> | null {
  for (const { prefix, digits, isNot } of bases) {
    const start = prefix.exec(text)?.[0].length
    if (start === undefined) continue
    const end = start + (digits.exec(text.slice(start))?.[0].length ?? 0)
    if (end < text.length) return { misread: badCharacter(text, end, isNot) }
    return end === start ? { misread: { says: 'it has no digits' } } : { value: Number(text) }
  }
  return null
}
