import type { ActId } from '../explain/acts.ts'

/**
 * Brings the head of an act to the top of the story. Scrolling away from the story's own top makes the head of the page small,
 * by which the story moves: so it is done once more, after that.
 */
export function showAct(id: ActId): void {
  const show = () => document.getElementById(`act-${id}`)?.scrollIntoView({ block: 'start' })
  show()
  requestAnimationFrame(() => requestAnimationFrame(show))
}

/** Leads to an act: its head comes into view and takes the focus. */
export function goToAct(id: ActId): void {
  document.getElementById(`act-${id}`)?.focus({ preventScroll: true })
  showAct(id)
}
