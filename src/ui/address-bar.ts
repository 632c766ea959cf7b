import { writeAddress } from '../scenario/address/write.ts'
import { loadParts, parseNow, presetsNow } from './part.ts'
import type { Model } from './model.ts'

/** The fragment of the present state, `#/explore?...`. */
export const fragmentOf = ({ scenario }: Model) => writeAddress(scenario.getState(), presetsNow())

/** The whole link of the present state. */
export const linkOf = (model: Model) => new URL(fragmentOf(model), location.href).href

/** The link of the present state without what this version does not know. */
export const repairedLink = ({ scenario }: Model) =>
  new URL(writeAddress({ ...scenario.getState(), unknown: [] }, presetsNow()), location.href).href

/** The state that the address bar asks for, once `loadParts` is done. */
export const fromAddressBar = () => parseNow(location.hash)

/** Some browsers refuse more than a hundred changes in half a minute; the address then follows a second later. */
const patience = 1000

/**
 * Keeps the address bar and the store in step. Edits replace the address, going elsewhere adds a history
 * entry, Back and Forward and a typed address lead the store. Returns a function that ends it.
 */
export function bindAddressBar(model: Model): () => void {
  let leading = false
  /** Where the address led while the parser was not there yet. */
  let led: string | null = null
  let later: ReturnType<typeof setTimeout> | undefined
  const write = (push: boolean) => {
    clearTimeout(later)
    if (led !== null) return
    const fragment = fragmentOf(model)
    if (fragment === location.hash) return
    try {
      if (push) history.pushState(null, '', fragment)
      else history.replaceState(null, '', fragment)
    } catch (error) {
      console.info('The address follows later:', error)
      later = setTimeout(() => write(push), patience)
    }
  }
  const follow = async () => {
    clearTimeout(later)
    const fragment = location.hash
    led = fragment
    await loadParts()
    if (led !== fragment) return
    led = null
    leading = true
    try {
      model.go(() => model.scenario.getState().navigate(parseNow(fragment)))
    } finally {
      leading = false
    }
  }
  const end = model.scenario.subscribe(() => leading || write(model.isGoing()))
  const heard = () =>
    void follow().catch((error: unknown) => console.info('The address is not followed:', error))
  addEventListener('popstate', heard)
  addEventListener('hashchange', heard)
  return () => {
    end()
    clearTimeout(later)
    removeEventListener('popstate', heard)
    removeEventListener('hashchange', heard)
  }
}
