import type { SituationAnswer } from '../../src/explain/coherency/situation-answer.ts'
import { fingerprint } from '../../src/explain/fingerprint.ts'
import type { Outcome } from '../../src/explain/resolve.ts'

/** A situation in one character: `.` is safe; a number is how many repairs by the VMM are enough; `x`: none are. */
function signOf({ safe, plans }: SituationAnswer): string {
  if (safe) return '.'
  return plans ? String(plans[0]?.plan.length ?? 0) : 'x'
}

/** The situations of act 5, which a fingerprint does not tell, a character each; `-` where the question does not arise. */
const situationsOf = ({ coherency }: Outcome): string =>
  coherency.arises ? coherency.situations.map(signOf).join('') : '-'

/** What is frozen of an answer: its fingerprint, and its situations. */
export const frozenAnswer = (outcome: Outcome): string => `${fingerprint(outcome)}\t${situationsOf(outcome)}`

/** The fingerprint of a frozen answer. */
export const fingerprintIn = (frozen: string): string => frozen.split('\t')[0] ?? ''
