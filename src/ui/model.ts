import { createStore, type StoreApi } from 'zustand/vanilla'
import { afterPaint } from './after-paint.ts'
import { emptyAddress, type Address } from '../scenario/address/address.ts'
import type { Scenario, SettingKey } from '../scenario/schema.ts'
import { differences, onlyTexts } from '../scenario/scenario.ts'
import { createScenarioStore, type ScenarioStore } from '../scenario/store.ts'
import type { Panel } from '../explain/panel.ts'
import { panelNow, presetsNow } from './part.ts'

/** What the last edit did to the settings. */
interface Edited {
  /** The values before it of the settings that it moved. */
  readonly was: ReadonlyMap<SettingKey, Scenario[SettingKey]>
  /** Counts the edits, so that an equal change shows again. */
  readonly edits: number
}

/** What is lit, picked, and changed by the last edit. The answer's own module keeps it up to date. */
export interface Lit {
  readonly ids: ReadonlySet<string>
  readonly picked: string
  readonly touched: ReadonlySet<string>
}

/** The state of a page. Its answer is kept beside it, in `answered.ts`, which the pre-rendered page does without. */
export interface Model {
  /** The scenario that the page begins with, as its first picture shows it. */
  readonly start: Scenario
  readonly scenario: ScenarioStore
  readonly edited: StoreApi<Edited>
  /** The scenario of the last paint. */
  readonly settled: StoreApi<Scenario>
  /** What the controls say, by the scenario of the last paint. The answer's own module keeps it up to date. */
  readonly panel: StoreApi<Panel>
  /** The element pointed at. */
  readonly pointed: StoreApi<string | null>
  readonly lit: StoreApi<Lit>
  /** Runs an action that leads elsewhere: a history entry of its own, and no talk of what changed. */
  readonly go: (action: () => void) => void
  readonly isGoing: () => boolean
}

const nothing: Edited['was'] = new Map()

/** What a picture of the page shows besides the values of settings. */
export interface Pictured {
  /** The elements that it shows lit, the picked one first. */
  readonly lit: readonly string[]
  readonly panel: Panel
}

/**
 * A page at an address. It is drawn with its parts there, or goes on from a picture.
 * @throws Error without either
 */
export function createModel(start: Address = emptyAddress, pictured?: Pictured): Model {
  const lit = pictured?.lit ?? []
  const panel = pictured?.panel ?? panelNow(start.scenario)
  if (!panel) throw new Error('neither a picture nor the parts of the page are there')

  const scenario = createScenarioStore(presetsNow, start)
  const edited = createStore<Edited>(() => ({ was: nothing, edits: 0 }))
  const settled = createStore<Scenario>(() => start.scenario)
  let settle = () => undefined as void
  let going = false
  scenario.subscribe((now, before) => {
    if (now.scenario === before.scenario) return
    settle()
    settle = afterPaint(() => settled.setState(now.scenario, true))
    if (onlyTexts(before.scenario, now.scenario)) return
    const moved = going ? [] : differences(before.scenario, now.scenario)
    const was = new Map(moved.map((key) => [key, before.scenario[key]] as const))
    edited.setState({ was, edits: edited.getState().edits + 1 })
  })
  const go = (action: () => void) => {
    going = true
    try {
      action()
    } finally {
      going = false
    }
  }
  return {
    start: start.scenario,
    scenario,
    edited,
    settled,
    panel: createStore<Panel>(() => panel),
    pointed: createStore<string | null>(() => null),
    lit: createStore<Lit>(() => ({ ids: new Set(lit), picked: lit[0] ?? '', touched: new Set() })),
    go,
    isGoing: () => going,
  }
}
