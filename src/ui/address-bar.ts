import { presets } from '../content/presets.ts'
import { parseAddress, writeAddress } from '../scenario/address.ts'
import type { Model } from './model.ts'

/** The fragment of the present state, `#/explore?...`. */
export const fragmentOf = ({ scenario }: Model) => writeAddress(scenario.getState(), presets)

/** The whole link of the present state. */
export const linkOf = (model: Model) => new URL(fragmentOf(model), location.href).href

/** The state that the address bar asks for. */
export const fromAddressBar = () => parseAddress(location.hash, presets)

/**
 * Keeps the address bar and the store in step. Edits replace the address, going elsewhere adds a history
 * entry, Back and Forward and a typed address lead the store. Returns a function that ends it.
 */
export function bindAddressBar(model: Model): () => void {
  let leading = false
  const follow = () => {
    leading = true
    model.go(() => model.scenario.getState().navigate(fromAddressBar()))
    leading = false
  }
  const end = model.scenario.subscribe(() => {
    const fragment = fragmentOf(model)
    if (leading || fragment === location.hash) return
    if (model.isGoing()) history.pushState(null, '', fragment)
    else history.replaceState(null, '', fragment)
  })
  addEventListener('popstate', follow)
  addEventListener('hashchange', follow)
  return () => {
    end()
    removeEventListener('popstate', follow)
    removeEventListener('hashchange', follow)
  }
}
