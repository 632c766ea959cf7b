import type { Decision } from '../arch/rule.ts'

/** How many words two texts have in common from their start. */
function alike(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((word, n) => word !== b[n])
  return at < 0 ? Math.min(a.length, b.length) : at
}

/** Two reasons that differ in one place, as one reason that names both fields there; null where they differ more. */
function inOne(inner: string, outer: string): string | null {
  const [one, other] = [inner.split(' '), outer.split(' ')]
  const start = alike(one, other)
  const end = alike(one.slice(start).reverse(), other.slice(start).reverse())
  const middles = [one, other].map((words) => words.slice(start, words.length - end))
  if (start < 2 || end < 2 || middles.some((words) => words.length !== 1)) return null
  const [first = [], second = []] = middles
  const both = ['inner', ...first, 'and', 'outer', ...second]
  return [...one.slice(0, start), ...both, ...one.slice(one.length - end)].join(' ')
}

/**
 * The reasons of the decisions that had the last word, as one text. Where inner and outer were decided apart it
 * says of each field why, and what is common to both only once.
 */
export function reasonsByField(decided: readonly Decision[]): string {
  const [one, other] = decided
  if (!one || !other) return one?.because ?? ''
  const inner = decided.find(({ field }) => field === 'inner') ?? one
  const outer = decided.find(({ field }) => field === 'outer') ?? other
  const merged = inOne(inner.because, outer.because)
  if (merged !== null) return merged
  return decided
    .map(({ because, field }) => (field ? `in the ${field} field ${because}` : because))
    .join('; ')
}
