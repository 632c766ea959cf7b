/** Characters that words of ours or of a reader hold and mail does not carry well. */
const spelled: Readonly<Record<string, string>> = {
  '→': '->',
  '←': '<-',
  '⇒': '=>',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '×': 'x',
  '\u2044': '/',
  '\u03bc': 'u',
  '·': '-',
  '•': '*',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '±': '+-',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
}

/**
 * The same text in printable ASCII (0x20 to 0x7e): typography as it is typed, letters without their marks,
 * any kind of blank as a space, and a question mark for what has no such form.
 */
export function ascii(text: string): string {
  return text
    .replace(/[^\x20-\x7e]/gu, (one) => spelled[one] ?? one)
    .normalize('NFKD')
    .replace(/[\s\p{Z}]/gu, ' ')
    .replace(/[\p{M}\p{C}]/gu, '')
    .replace(/[^\x20-\x7e]/gu, (one) => spelled[one] ?? '?')
}
