import type { CitationId } from '../../cite/citations.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** What an event is: a version of the series, another mail, a release, or what was applied. */
export type EventKind = 'version' | 'mail' | 'merged' | 'release'

/** A point of the thread's timeline. */
export interface TimelineEvent {
  /** As an address picks it. */
  readonly id: string
  /** ISO day; of a release the year, which places it among the others of that year by order. */
  readonly date: string
  /** What the diagram writes beside it. */
  readonly name: string
  readonly kind: EventKind
  /** What changed with it, in a sentence or two. */
  readonly what: string
  /** The policies that model it. */
  readonly policies: readonly Scenario['policy'][]
  /** Whether the page on why the flag was not merged tells more of it. */
  readonly tellsWhy?: true
  /** The mail, commit or source that it is. */
  readonly cite: CitationId
  /** Where the diagram writes its name: versions and policies above, mails that turned the argument below. */
  readonly side: 'above' | 'below'
}
