import { randomInt } from 'node:crypto'

/** What the random sweeps of a run are drawn from, and how much of each runs; tests see the same two variables. */
export interface Sweeps {
  readonly seed: number
  readonly whole: boolean
}

/**
 * Decides the sweeps of this run, from `SWEEP_SEED` (0 to 2^31 - 1; another one each time, if it is not set) and `SWEEPS`
 * (`all` or nothing), and leaves both in the environment, which the workers inherit.
 * @throws RangeError if `SWEEP_SEED` is set and is no such number
 */
export function sweepsOfThisRun(): Sweeps {
  const given = process.env['SWEEP_SEED'] ?? ''
  const seed = given === '' ? randomInt(2 ** 31) : Number(given)
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 31)
    throw new RangeError(`SWEEP_SEED is ${given}; it must be a whole number from 0 to ${2 ** 31 - 1}`)
  process.env['SWEEP_SEED'] = String(seed)
  return { seed, whole: process.env['SWEEPS'] === 'all' }
}

/** Says in a line how much runs, and how the same inputs are drawn again. */
export function sweepsInWords({ seed, whole }: Sweeps): string {
  const again = `SWEEP_SEED=${seed} ${whole ? 'npm run test:all' : 'npm test'}`
  return `Random sweeps: ${whole ? 'whole' : 'a tenth of each (npm run test:all runs them whole)'}, seed ${seed}. The same again: ${again}`
}
