import type { Mutant } from './mutants.ts'

/** The floor that a file is on: `kvm` of `/src/kvm/exit.ts`. */
export const floorOf = (file: string): string => file.split('/')[2] ?? file

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** At most so many mutants of each floor, each as likely as the next; in the order of a shuffle. */
export function drawn(
  mutants: readonly Mutant[],
  { most, seed }: { readonly most: number; readonly seed: number },
): readonly Mutant[] {
  const next = random(seed)
  const shuffled = mutants
    .map((mutant) => ({ mutant, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ mutant }) => mutant)
  const count = new Map<string, number>()
  return shuffled.filter(({ file }) => {
    const floor = floorOf(file)
    const before = count.get(floor) ?? 0
    count.set(floor, before + 1)
    return before < most
  })
}
