import {
  createContext,
  startTransition,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useStore } from 'zustand'
import type { Panel } from '../explain/panel.ts'
import type { State } from '../scenario/store.ts'
import type { Scenario, SettingKey } from '../scenario/schema.ts'
import { afterPaint } from './after-paint.ts'
import type { Model } from './model.ts'

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

/** What the controls say, which follows an edit by a frame. Give it what is compared cheaply. */
export const usePanel = <T>(select: (panel: Panel) => T): T => useStore(useModel().panel, select)

/** One setting and the way to change it. */
export function useField<K extends SettingKey>(key: K): readonly [Scenario[K], (value: Scenario[K]) => void] {
  const { scenario } = useModel()
  const value = useStore(scenario, (state) => state.scenario[key])
  return [value, (next) => scenario.getState().set(key, next)]
}

const never = () => false

const medias = new Map<string, MediaQueryList>()

/** The one list of a media query: asking for a new one costs a fifth of a frame's work. */
function media(query: string): MediaQueryList {
  const list = medias.get(query) ?? matchMedia(query)
  medias.set(query, list)
  return list
}

/** The screen of a phone, on which the page stands in one column. */
export const narrow = '(max-width: 639px)'

/** A screen with room for every column. */
export const wideScreen = '(min-width: 1280px)'

/** Whether a media query holds; false where the page is pre-rendered. */
export function useMedia(query: string): boolean {
  const watch = (heard: () => void) => {
    media(query).addEventListener('change', heard)
    return () => media(query).removeEventListener('change', heard)
  }
  return useSyncExternalStore(watch, () => media(query).matches, never)
}

/**
 * The value as it was at the last paint: what depends on it is drawn after the answer itself, in slices that
 * the next action interrupts.
 */
export function useAfterPaint<T>(value: T): T {
  const [painted, setPainted] = useState(value)
  // What a drawing that is under way ends with: the value of then, not of when it was asked for.
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  }, [value])
  useEffect(
    () =>
      painted === value
        ? undefined
        : afterPaint(() => startTransition(() => setPainted(() => latest.current))),
    [value, painted],
  )
  return painted
}
