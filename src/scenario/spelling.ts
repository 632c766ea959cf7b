/**
 * Edits that turn `a` into `b`: a character inserted, deleted or replaced, or two neighbours swapped.
 * (Optimal string alignment: row by row, each cell from its left, upper and diagonal neighbours.)
 */
export function distance(a: string, b: string): number {
  let above: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const edits = [replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1]
      next.push(Math.min(...edits, swapped ? (above[j - 2] ?? 0) + 1 : Infinity))
    }
    above = row
    row = next
  }
  return row[b.length] ?? 0
}

const longest = 40

/** Up to three of `words` that `text` may have been meant to be, nearest first. */
export function nearest(text: string, words: readonly string[]): readonly string[] {
  if (text === '' || text.length > longest) return []
  const wanted = text.toLowerCase()
  const reach = wanted.length <= 3 ? 1 : 2
  return words
    .map((word) => ({ word, edits: distance(wanted, word) }))
    .filter(({ word, edits }) => edits <= reach && edits < word.length)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ word }) => word)
}
