import type { Outcome } from '../resolve.ts'
import type { Why } from './why.ts'

/** A value of an answer, with what made it. */
export interface Fact {
  readonly words: string
  readonly why: readonly Why[]
}

/** One thing that answers can be compared in: a row of the comparison before it is asked of two answers. */
export interface Aspect {
  readonly id: string
  /** As it stands within a sentence, behind an article. */
  readonly noun: string
  /** As a table writes it, where that is not the noun. */
  readonly label?: string
  /** Null where the answer has no such thing. */
  readonly of: (answer: Outcome) => Fact | null
}

export const fact = (words: string, ...why: readonly Why[]): Fact => ({ words, why })
