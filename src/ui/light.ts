import { createContext, useContext } from 'react'
import { useLink, type LinkFacts, type Links } from '../diagrams/links.ts'
import { isFoldId } from '../scenario/view.ts'
import { flipBit } from './flip-bit.ts'
import type { Lit, Model } from './model.ts'

/** What a page's elements know of being lit, and want from it. `onInspect` is told of a pick. */
export function createLight(model: Model, onInspect: () => void): Links {
  const { scenario, lit, edited, pointed } = model
  const factsOf = (state: () => Lit): LinkFacts => ({
    isLit: (id) => state().ids.has(id),
    isPicked: (id) => state().picked === id,
    changed: (id) => {
      if (!state().touched.has(id)) return undefined
      return edited.getState().edits % 2 === 0 ? 'again' : 'once'
    },
  })
  return {
    ...factsOf(lit.getState),
    first: factsOf(lit.getInitialState),
    subscribe: lit.subscribe,
    onPick: (id) => {
      if (isFoldId(id) && id.endsWith('-steps')) return scenario.getState().toggleOpen(id)
      scenario.getState().pickElement(id)
      onInspect()
    },
    onPoint: (id) => {
      if (pointed.getState() !== id) pointed.setState(id, true)
    },
    onFlip: (id) => flipBit(scenario, id),
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
  return useLink(light, ({ isLit }) => isLit(id))
}
