import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { State } from '../scenario/store.ts'
import type { Scenario, SettingKey } from '../scenario/schema.ts'
import { afterPaint } from './after-paint.ts'
import type { Answered, Model } from './model.ts'

export const ModelContext = createContext<Model | null>(null)

/** The page's model. @throws Error outside of `ModelContext`. */
export function useModel(): Model {
  const model = useContext(ModelContext)
  if (!model) throw new Error('no model above this component')
  return model
}

export const useScenario = <T>(select: (state: State) => T): T => useStore(useModel().scenario, select)
/**
 * The scenario as it was at the last paint: for what an edit changes besides the answer, such as the reasons
 * that other controls give. It follows by a frame.
 */
export const useSettled = <T>(select: (scenario: Scenario) => T): T => useStore(useModel().settled, select)
export const useAnswered = <T>(select: (state: Answered) => T): T => useStore(useModel().answered, select)

/** One setting and the way to change it. */
export function useField<K extends SettingKey>(key: K): readonly [Scenario[K], (value: Scenario[K]) => void] {
  const { scenario } = useModel()
  const value = useStore(scenario, (state) => state.scenario[key])
  return [value, (next) => scenario.getState().set(key, next)]
}

const never = () => false

/** Whether a media query holds; false where the page is pre-rendered. */
export function useMedia(query: string): boolean {
  const watch = (heard: () => void) => {
    const list = matchMedia(query)
    list.addEventListener('change', heard)
    return () => list.removeEventListener('change', heard)
  }
  return useSyncExternalStore(watch, () => matchMedia(query).matches, never)
}

/** The value as it was at the last paint: what depends on it is drawn in the frame after the answer itself. */
export function useAfterPaint<T>(value: T): T {
  const [painted, setPainted] = useState(value)
  useEffect(() => (painted === value ? undefined : afterPaint(() => setPainted(value))), [value, painted])
  return painted
}
