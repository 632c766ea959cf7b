import { writeAddress } from '../scenario/address/write.ts'
import { afterPaint } from './after-paint.ts'
import { loadParts, parseNow, presetsNow } from './part.ts'
import type { Model } from './model.ts'

/** The fragment of the present state, `#/explore?...`. */
export const fragmentOf = ({ scenario }: Model) => writeAddress(scenario.getState(), presetsNow())

/** The whole link of the present state. */
export const linkOf = (model: Model) => new URL(fragmentOf(model), location.href).href

/** The same with the fingerprint of its answer, by which a later build can tell whether it still answers so. */
export const linkWithAnswer = ({ scenario }: Model, answer: string) => {
  const state = scenario.getState()
  const fragment = writeAddress({ ...state, besides: { ...state.besides, answer } }, presetsNow())
  return new URL(fragment, location.href).href
}

/** The link of the present state without what this version does not know. */
export const repairedLink = ({ scenario }: Model) =>
  new URL(writeAddress({ ...scenario.getState(), unknown: [] }, presetsNow()), location.href).href

/** The state that the address bar asks for, once `loadParts` is done. */
export const fromAddressBar = () => parseNow(location.hash)

/** Some browsers refuse more than a few hundred changes in a short time; the address then follows some seconds later. */
const patience = 1000

/** Whether the address bar shows a fragment: Chromium ignores changes that come too fast, and throws nothing. */
const shows = (fragment: string) => new URL(fragment, location.href).href === location.href

/**
 * Keeps the address bar and the store in step. Edits replace the address, going elsewhere adds a history
 * entry, Back and Forward and a typed address lead the store. Returns a function that ends it.
 */
export function bindAddressBar(model: Model): () => void {
  let leading = false
  /** Where the address led while the parser was not there yet. */
  let led: string | null = null
  let later: ReturnType<typeof setTimeout> | undefined
  /** What the address bar is to show after the next paint, and the way to call that off. */
  let waiting: string | null = null
  let cancel = () => undefined as void
  const put = (fragment: string, push: boolean) => {
    waiting = null
    if (fragment === location.hash) return
    try {
      if (push) history.pushState(null, '', fragment)
      else history.replaceState(null, '', fragment)
    } catch (error) {
      console.info('The address follows later:', error)
    }
    if (!shows(fragment)) later = setTimeout(() => write(push), patience)
  }
  /** Writes at once what a pick left for after its paint. */
  const flush = () => {
    cancel()
    if (waiting !== null) put(waiting, false)
  }
  const write = (push: boolean) => {
    clearTimeout(later)
    if (led !== null) return
    if (push) flush()
    cancel()
    put(fragmentOf(model), push)
  }
  /** For a pick the browser's part of it costs as much as the answer, and can wait for the frame. */
  const writeLater = () => {
    if (led !== null) return
    cancel()
    const fragment = fragmentOf(model)
    waiting = fragment
    cancel = afterPaint(() => put(fragment, false))
  }
  const follow = async () => {
    clearTimeout(later)
    cancel()
    waiting = null
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
  const end = model.scenario.subscribe((now, before) => {
    if (leading) return
    const picks = now.scenario === before.scenario && now.view === before.view && now.pick !== before.pick
    if (picks && !model.isGoing()) writeLater()
    else write(model.isGoing())
  })
  const heard = () =>
    void follow().catch((error: unknown) => console.info('The address is not followed:', error))
  addEventListener('popstate', heard)
  addEventListener('hashchange', heard)
  addEventListener('pagehide', flush)
  return () => {
    end()
    clearTimeout(later)
    removeEventListener('popstate', heard)
    removeEventListener('hashchange', heard)
    removeEventListener('pagehide', flush)
    cancel()
  }
}
