import { presets } from '../content/presets.ts'
import { corrected, parseAddress, writeAddress, type Dropped } from '../scenario/address.ts'
import { afterPaint } from './after-paint.ts'
import type { State } from '../scenario/store.ts'
import type { Model } from './model.ts'

/** The fragment of the present state, `#/explore?...`. */
export const fragmentOf = ({ scenario }: Model) => writeAddress(scenario.getState(), presets)

/** The whole link of the present state. */
export const linkOf = (model: Model) => new URL(fragmentOf(model), location.href).href

/** The link of the present state without what this version does not know. */
export const repairedLink = ({ scenario }: Model) =>
  new URL(writeAddress({ ...scenario.getState(), unknown: [] }, presets), location.href).href

/** The address of the present state with one piece of its link as it was perhaps meant. */
export const correctedFragment = (model: Model, piece: Dropped, word: string) =>
  corrected(model.scenario.getState(), piece, word, presets)

/** The state that the address bar asks for. */
export const fromAddressBar = () => parseAddress(location.hash, presets)

/** Some browsers refuse more than a hundred changes in half a minute; the address then follows a second later. */
const patience = 1000

/**
 * Keeps the address bar and the store in step. Edits replace the address when their answer is on the screen,
 * going elsewhere adds a history entry at once, Back and Forward and a typed address lead the store. Returns
 * a function that ends it.
 */
export function bindAddressBar(model: Model): () => void {
  let leading = false
  let later: ReturnType<typeof setTimeout> | undefined
  let callOff = () => undefined as void
  let edited: State | null = null
  const write = (state: State, push: boolean) => {
    edited = null
    callOff()
    clearTimeout(later)
    const fragment = writeAddress(state, presets)
    if (fragment === location.hash) return
    try {
      if (push) history.pushState(null, '', fragment)
      else history.replaceState(null, '', fragment)
    } catch (error) {
      console.info('The address follows later:', error)
      later = setTimeout(() => write(state, push), patience)
    }
  }
  const flush = () => edited && write(edited, false)
  const follow = () => {
    edited = null
    callOff()
    clearTimeout(later)
    leading = true
    try {
      model.go(() => model.scenario.getState().navigate(fromAddressBar()))
    } finally {
      leading = false
    }
  }
  const end = model.scenario.subscribe((state) => {
    if (leading) return
    if (model.isGoing()) {
      flush()
      return write(state, true)
    }
    edited = state
    callOff()
    callOff = afterPaint(flush)
  })
  addEventListener('pagehide', flush)
  addEventListener('popstate', follow)
  addEventListener('hashchange', follow)
  return () => {
    end()
    callOff()
    clearTimeout(later)
    removeEventListener('pagehide', flush)
    removeEventListener('popstate', follow)
    removeEventListener('hashchange', follow)
  }
}
