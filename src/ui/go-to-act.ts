import type { ActId } from '../explain/acts.ts'

/** Leads to an act: its head comes into view and takes the focus. */
export function goToAct(id: ActId): void {
  const head = document.getElementById(`act-${id}`)
  head?.focus({ preventScroll: true })
  head?.scrollIntoView({ block: 'start' })
}
