/** Classes of `diagram.css` that write in the monospace, with the width of a character. */
const monospace: Readonly<Record<string, number>> = {
  'check-name': 7.2,
  'check-function': 7.2,
  'check-op': 7.2,
  'check-code': 7.2,
  'check-strong': 7.2,
  'check-exit': 7.2,
  'check-exit taken': 7.2,
  'check-since': 6.9,
}

/** Shares of the font size that characters of a sans take, on the wide side: the system chooses which sans it is. */
const shares: readonly (readonly [characters: string, share: number])[] = [
  ["ijlI.,:;'|!", 0.3],
  [' ()ftr-/', 0.39],
  ['mwMW', 0.9],
  ['ABCDEFGHJKLNOPQRSTUVXYZ', 0.7],
]
const otherShare = 0.6

/** Classes that write in another size than 12, or bold. */
const sizes: Readonly<Record<string, number>> = { 'check-where': 11.5, 'check-noun taken': 14 }

const shareOf = new Map(
  shares.flatMap(([characters, share]) => [...characters].map((one) => [one, share] as const)),
)

/** How wide a text is drawn in a class: exactly in the monospace, at most in a sans. */
export function widthOf(text: string, as: string): number {
  const unit = monospace[as]
  if (unit !== undefined) return text.length * unit
  return [...text].reduce((sum, one) => sum + (shareOf.get(one) ?? otherShare), 0) * (sizes[as] ?? 12)
}
