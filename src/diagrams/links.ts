import { createContext, useSyncExternalStore } from 'react'

/** What the page knows of its elements. */
export interface LinkFacts {
  readonly isLit: (id: string) => boolean
  readonly isPicked: (id: string) => boolean
  /** Whether the last edit changed it; the two words take turns, so that the mark starts anew. */
  readonly changed: (id: string) => 'once' | 'again' | undefined
}

/** What a diagram's nodes know and want of the page. They read it one by one, so that a change redraws few. */
export interface Links extends LinkFacts {
  /** What held when the page began, as its pre-rendered picture shows it. */
  readonly first: LinkFacts
  readonly subscribe: (heard: () => void) => () => void
  readonly onPick: (id: string) => void
  readonly onPoint: (id: string | null) => void
  readonly onFlip: (id: string) => void
}

const never = () => false
const nothing = () => undefined
const none: LinkFacts = { isLit: never, isPicked: never, changed: nothing }

const idle: Links = {
  ...none,
  first: none,
  subscribe: () => nothing,
  onPick: nothing,
  onPoint: nothing,
  onFlip: nothing,
}

export const LinksContext = createContext<Links>(idle)

/** The one node at which Tab stops, in a picture that arrow keys walk; null where it stops at each. */
export const TabStopContext = createContext<string | null>(null)

/** One fact about a node, kept up to date. */
export function useLink<T extends boolean | string | undefined>(
  links: Links,
  read: (facts: LinkFacts) => T,
): T {
  return useSyncExternalStore(
    links.subscribe,
    () => read(links),
    () => read(links.first),
  )
}
