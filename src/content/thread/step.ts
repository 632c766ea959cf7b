import type { CitationId } from '../../cite/citations.ts'
import type { Question } from '../../scenario/aspect.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** A sentence, with the mails that it tells of. */
export interface Told {
  readonly says: string
  readonly cite?: readonly CitationId[]
  /** Where the page reads what no mail says: why it reads it so, as a sentence. */
  readonly interpretation?: string
}

/** A scenario that a step lays beside its own once it is answered. */
export interface Beside {
  /** What is other there, as words before a colon. */
  readonly says: string
  /** What it changes of the step's scenario. */
  readonly settings: Partial<Scenario>
}

/** A sentence of the summary, with the claim that it is about. */
export interface Summed extends Told {
  /** As an address writes it: `s2`. */
  readonly claim: string
}

/** One link of the tour: two sentences, a scenario, a question, and what follows from its answer. */
export interface ThreadStep {
  readonly id: string
  readonly title: string
  readonly says: readonly [Told, Told]
  /** What differs from the defaults. */
  readonly settings: Partial<Scenario>
  readonly question: Question
  /** At least one of them gives another answer to the question: what it changes decides. */
  readonly besides: readonly [Beside, ...Beside[]]
  /** Whether VmFlags of smaps are shown of each scenario. */
  readonly showsSmaps?: boolean
  /** What follows for the argument. */
  readonly follows: readonly Told[]
  /** Why the flag was not merged, after the last step. */
  readonly summary?: readonly Summed[]
}
