import { presets } from '../content/presets.ts'
import { corrected, parseAddress, writeAddress, type Dropped } from '../scenario/address.ts'
import type { State } from '../scenario/store.ts'
import type { Model } from './model.ts'

/** The fragment of the present state, `#/explore?...`. */
export const fragmentOf = ({ scenario }: Model) => writeAddress(scenario.getState(), presets)

/** The whole link of the present state. */
export const linkOf = (model: Model) => new URL(fragmentOf(model), location.href).href

/** The link of the present state without what this version does not know. */
export const repairedLink = ({ scenario }: Model) =>
  new URL(writeAddress({ ...scenario.getState(), unknown: [] }, presets), location.href).href

/** The address of a state with one piece of its link as it was perhaps meant. */
export const correctedFragment = (state: State, piece: Dropped, word: string) =>
  corrected(state, piece, word, presets)

/** The state that the address bar asks for. */
export const fromAddressBar = () => parseAddress(location.hash, presets)

/** Some browsers refuse more than a hundred changes in half a minute; the address then follows a second later. */
const patience = 1000

/**
 * Keeps the address bar and the store in step. Edits replace the address, going elsewhere adds a history
 * entry, Back and Forward and a typed address lead the store. Returns a function that ends it.
 */
export function bindAddressBar(model: Model): () => void {
  let leading = false
  let later: ReturnType<typeof setTimeout> | undefined
  const write = (push: boolean) => {
    clearTimeout(later)
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
  const follow = () => {
    clearTimeout(later)
    leading = true
    try {
      model.go(() => model.scenario.getState().navigate(fromAddressBar()))
    } finally {
      leading = false
    }
  }
  const end = model.scenario.subscribe(() => leading || write(model.isGoing()))
  addEventListener('popstate', follow)
  addEventListener('hashchange', follow)
  return () => {
    end()
    clearTimeout(later)
    removeEventListener('popstate', follow)
    removeEventListener('hashchange', follow)
  }
}
