import type { Decoded } from '../decoded.ts'

/** Undoes percent-encoding, which some mail clients apply. `+` is a separator here and stays. */
export function percentDecode(text: string): Decoded<string> {
  try {
    return { value: decodeURIComponent(text) }
  } catch {
    const broken = /%(?![0-9a-f]{2})/i.exec(text)
    if (broken)
      return {
        misread: {
          says: 'its % is not followed by two hexadecimal digits',
          bad: [broken.index, broken.index + 1],
        },
      }
    const from = text.indexOf('%')
    return { misread: { says: 'its % signs do not spell UTF-8', bad: [from, text.lastIndexOf('%') + 3] } }
  }
}
