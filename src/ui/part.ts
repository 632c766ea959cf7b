import { createElement, lazy, useState, type ComponentProps, type ComponentType } from 'react'
import { emptyAddress, type Address } from '../scenario/address/address.ts'
import type * as PartsModule from './parts.ts'
import type { Panel } from '../explain/panel.ts'
import type { Preset } from '../scenario/preset.ts'
import type { Scenario } from '../scenario/schema.ts'
import { createStore } from 'zustand/vanilla'

type Parts = typeof PartsModule

/** Names of the parts that are components. */
type PartName = { [K in keyof Parts]: K extends Capitalize<K> ? K : never }[keyof Parts]

let loaded: Parts | null = null
let ask = () => undefined as void

/** How far the parts are: `waited for` while an edit waits for its answer, `missing` where they could not be fetched. */
export const partsState = createStore<'unasked' | 'waited for' | 'there' | 'missing'>(() => 'unasked')

/** Settles with the parts, once somebody has asked for them. */
const parts = new Promise<void>((resolve) => {
  ask = resolve
})
  .then(() => import('./parts.ts'))
  .then((module) => {
    loaded = module
    partsState.setState('there', true)
    return module
  })
parts.catch((error: unknown) => {
  console.info('The parts of the page could not be fetched:', error)
  partsState.setState('missing', true)
})

/** Settles only where they come: what waits for them keeps its picture. */
const whenThere = <T>(take: (module: Parts) => T) =>
  new Promise<T>(
    (resolve) =>
      void parts.then(
        (m) => resolve(take(m)),
        () => undefined,
      ),
  )

/** Fetches the parts of the page: what tells the answer, and the presets and the parser of addresses. */
export function loadParts(): Promise<Parts> {
  ask()
  return parts
}

/**
 * A part of the page with its code in another chunk. On the pre-rendered page its picture stands there from the
 * start, and its code is fetched when the reader first acts.
 */
export function part<K extends PartName>(name: K) {
  type Props = ComponentProps<Parts[K]> & object
  const of = (module: Parts) => module[name] as ComponentType<Props>
  const Later = lazy(() => whenThere((module) => ({ default: of(module) }))) as ComponentType<Props>
  return function Part(props: Props) {
    const [Chosen] = useState((): ComponentType<Props> => (loaded ? of(loaded) : Later))
    return createElement<Props>(Chosen, props)
  }
}

/** What a reader does first: pointing, touching, typing, scrolling, or choosing by a tool. */
const acts = [
  'pointermove',
  'pointerdown',
  'keydown',
  'focusin',
  'wheel',
  'touchstart',
  'scroll',
  'click',
  'change',
]

/** Fetches the parts when the reader first acts, and does then what was asked of a part meanwhile. */
export function loadPartsOnFirstAct(): void {
  const heard = (event: Event) => {
    ask()
    repeatLater(event)
  }
  for (const name of acts) addEventListener(name, heard, { capture: true, passive: true })
  void whenThere(() => {
    for (const name of acts) removeEventListener(name, heard, true)
  })
}

/** What the browser does by itself, also before the code is there. */
const native = 'a, summary, input, [popovertarget]'

/** Repeats an event that met the mere picture of a part, once the part is alive. React makes it so at the event. */
function repeatLater(event: Event): void {
  const { target, type } = event
  if (!(target instanceof Element) || !target.closest('[data-part]')) return
  const again =
    type === 'change'
      ? new Event(type, event)
      : type === 'click' && !target.closest(native)
        ? new MouseEvent(type, event)
        : type === 'keydown' && target.matches('.hit')
          ? new KeyboardEvent(type, event)
          : null
  if (again) void whenThere(() => setTimeout(() => target.dispatchEvent(again)))
}

/** Marks that an edit waits for its answer, where the parts are not there yet. */
export function waitForParts(): void {
  ask()
  if (partsState.getState() === 'unasked') partsState.setState('waited for', true)
}

/** The parts, once they are there. */
export const partsNow = () => loaded

/** The presets, once the parts are there. An address without a preset is written without them. */
export const presetsNow = (): readonly Preset[] => loaded?.presets ?? []

/** What the controls say of a scenario, once the parts are there. */
export const panelNow = (scenario: Scenario): Panel | null => loaded?.panelOf(scenario) ?? null

/** Reads an address, once the parts are there. */
export const parseNow = (fragment: string): Address =>
  loaded?.parseAddress(fragment, loaded.presets) ?? emptyAddress
