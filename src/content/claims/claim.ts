import type { CitationId } from '../../cite/citations.ts'
import type { Expected } from '../../scenario/expectation.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** A scenario that shows a claim, and what the claim has it answer. `same` and `differs` are about the one before. */
export interface Demonstration extends Expected {
  /** A few words that tell it from its neighbours. */
  readonly name: string
  /** What differs from the defaults. */
  readonly settings: Partial<Scenario>
  /** What to look at, as a sentence. */
  readonly look: string
  /** Why the kernel of this scenario answers otherwise than was claimed, as a sentence; absent where it does not. */
  readonly departs?: string
}

/** Where a claim of the thread stands. */
export type ClaimGroup = 'summary' | 'plan' | 'answer'

/** A claim of the thread about cacheable PFNMAP, and what shows it. */
export interface Claim {
  /** As an address writes it. */
  readonly id: string
  /** As the thread's table of claims numbers it. */
  readonly code: string
  readonly group: ClaimGroup
  /** The claim as a sentence. */
  readonly claim: string
  readonly who: string
  readonly cite: readonly [CitationId, ...CitationId[]]
  /** What became of it, as one or two sentences. */
  readonly became: string
  /** Where that is known from. */
  readonly sources: readonly CitationId[]
  /** What of it is not modelled, as a sentence. */
  readonly scope?: string
  /** Whether its page counts over the whole space of decisions too. */
  readonly counted?: true
  readonly demonstrations: readonly [Demonstration, ...Demonstration[]]
}
