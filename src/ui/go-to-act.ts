import type { ActId } from '../explain/acts.ts'

/** Leads to an act: its head comes into view and takes the focus. */
export function goToAct(id: ActId): void {
  const head = document.getElementById(`act-${id}`)
  head?.focus({ preventScroll: true })
  head?.scrollIntoView({ block: 'start' })
  // Scrolling away from the top of the story makes the head of the page small, by which the story moves: once more, after that.
  requestAnimationFrame(() => requestAnimationFrame(() => head?.scrollIntoView({ block: 'start' })))
}
