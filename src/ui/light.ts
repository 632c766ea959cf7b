import { createContext, useContext } from 'react'
import { createStore } from 'zustand/vanilla'
import type { Links } from '../diagrams/Marks.tsx'
import { useLink } from '../diagrams/Marks.tsx'
import { linked } from '../explain/links.ts'
import { flipBit } from './flip-bit.ts'
import { afterPaint } from './after-paint.ts'
import type { Model } from './model.ts'

interface Lit {
  readonly ids: ReadonlySet<string>
  readonly picked: string
}

/** The element that counts as picked where none is. */
export const firstPick = 'type'

/**
 * What is lit: everything that the element pointed at, or else the picked one, comes from and goes to.
 * `onInspect` is told of a pick.
 */
export function createLight(model: Model, onInspect: () => void): Links {
  let pointed: string | null = null
  const picked = () => model.scenario.getState().pick ?? firstPick
  const lit = (): Lit => ({
    ids: linked(pointed ?? picked(), model.answered.getState().outcome.answers),
    picked: picked(),
  })
  const store = createStore<Lit>(lit)
  const refresh = () => store.setState(lit())
  // What an edit lights anew may follow the answer itself by a frame.
  let later = () => undefined as void
  model.answered.subscribe(() => {
    later()
    later = afterPaint(refresh)
  })
  model.scenario.subscribe((now, before) => {
    if (now.pick === before.pick && now.preset === before.preset && now.view === before.view) return
    pointed = null
    refresh()
  })
  return {
    subscribe: store.subscribe,
    isLit: (id) => store.getState().ids.has(id),
    isPicked: (id) => store.getState().picked === id,
    changed: (id) => {
      const { change, edits } = model.answered.getState()
      if (!change?.touched.has(id)) return undefined
      return edits % 2 === 0 ? 'again' : 'once'
    },
    onPick: (id) => {
      model.scenario.getState().pickElement(id)
      onInspect()
    },
    onPoint: (id) => {
      if (pointed === id) return
      pointed = id
      refresh()
    },
    onFlip: (id) => flipBit(model.scenario, id),
  }
}

export const LightContext = createContext<Links | null>(null)

/** The page's lights. @throws Error outside of `LightContext`. */
export function useLight(): Links {
  const light = useContext(LightContext)
  if (!light) throw new Error('no lights above this component')
  return light
}

/** Whether the element of that id is lit. */
export function useLit(id: string): boolean {
  const light = useLight()
  return useLink(light, () => light.isLit(id))
}
