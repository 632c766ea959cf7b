import type { CitationId } from '../../cite/citations.ts'
import type { Sentence } from '../sentence.ts'

/** One line of a section: a whole sentence, with its badge where it is an interpretation. */
export interface Line {
  readonly says: Sentence
  readonly badge?: 'interpretation'
}

export interface Section {
  readonly title: string
  readonly lines: readonly Line[]
}

/** What the inspector says of an element of act 5, in the order of its page. */
export interface ToldPage {
  /** What was picked: `step 3, the guest’s read`. */
  readonly picked: string
  readonly title: string
  readonly says: readonly Sentence[]
  readonly sections: readonly Section[]
  readonly cite: readonly CitationId[]
  /** Ids of the rules behind it, each with a page of its own. */
  readonly rules: readonly string[]
}

export const lines = (...all: readonly Sentence[]): readonly Line[] => all.map((says) => ({ says }))

/** Sections that have something to say. */
export const filled = (all: readonly (Section | null)[]): readonly Section[] =>
  all.filter((one): one is Section => one !== null && one.lines.length > 0)
