/**
 * How much of each random sweep runs: a tenth, or the whole where `SWEEPS` is `all` (`npm run test:all`). The seed is another
 * one each time; `scripts/vitest/sweeps.ts` prints it.
 */

/** As few runs as a sweep of one question each is ever cut to. */
const fewest = 100

/**
 * Takes how many random inputs a property is asked of in a whole run; gives how many it is asked of in this one: a tenth, and
 * never fewer than `least`, or than the whole. A sweep whose every input is asked hundreds of things may name a smaller `least`.
 */
export function sweep(whole: number, least = fewest): number {
  if (process.env['SWEEPS'] === 'all') return whole
  return Math.min(whole, Math.max(least, Math.ceil(whole / 10)))
}
