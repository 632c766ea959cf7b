/** Something to be written beside the line: where its stem stands, and how wide its words are. */
export interface Placed {
  readonly x: number
  readonly width: number
}

/**
 * The tier of each label, from 0 next to the line, for labels in the order of `x` that begin at their stems and run to the
 * right. A label stands above every label whose stem would cross it, so that no two touch and no stem runs through words.
 */
export function tiersOf(labels: readonly Placed[]): readonly number[] {
  const tiers: number[] = Array.from({ length: labels.length }, () => 0)
  for (let at = labels.length - 1; at >= 0; at--) {
    const { x = 0, width = 0 } = labels[at] ?? {}
    const crossing = labels.flatMap((other, of) => (of > at && other.x < x + width ? [tiers[of] ?? 0] : []))
    tiers[at] = crossing.length === 0 ? 0 : Math.max(...crossing) + 1
  }
  return tiers
}
