import { answerClaims } from './claims/answer.ts'
import type { Claim, ClaimGroup } from './claims/claim.ts'
import { planClaims } from './claims/plan.ts'
import { summaryClaims } from './claims/summary.ts'

export type { Claim, ClaimGroup, Demonstration } from './claims/claim.ts'

/** The claims of the thread, in the order of its mails. An id that was released stays: addresses name it. */
export const claims: readonly Claim[] = [...summaryClaims, ...planClaims, ...answerClaims]

/** The same as a list shows them. */
export const claimGroups: readonly { readonly id: ClaimGroup; readonly name: string }[] = [
  { id: 'summary', name: 'The summary of the discussion, 16 April 2025' },
  { id: 'plan', name: 'The plan' },
  { id: 'answer', name: 'The answer of 22 April 2025' },
]

/** The claim of that id, if there is one. */
export const findClaim = (id: string | null): Claim | undefined => claims.find((claim) => claim.id === id)
