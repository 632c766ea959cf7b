import type { Expected, LineSituation, Looked } from '../../scenario/expectation.ts'

const isLine = (looked: Looked): looked is LineSituation =>
  looked === 'leak' ||
  looked === 'lost-write' ||
  looked === 'guest-to-vmm' ||
  looked === 'vmm-to-guest' ||
  looked === 'dirty-civac'

/** The situations of one line that are looked at, each once. */
export function linesLookedAt({ expects, same = [], differs = [] }: Expected): readonly LineSituation[] {
  const looked = [...(Object.keys(expects) as Looked[]), ...same, ...differs]
  return [...new Set(looked.filter(isLine))]
}
