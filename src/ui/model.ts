import { createStore, type StoreApi } from 'zustand/vanilla'
import { afterPaint } from './after-paint.ts'
import { presets } from '../content/presets.ts'
import { changeBetween, type Change } from '../explain/changes.ts'
import { resolve, type Outcome } from '../explain/resolve.ts'
import { emptyAddress, type Address } from '../scenario/address.ts'
import type { Scenario, SettingKey } from '../scenario/schema.ts'
import { onlyTexts } from '../scenario/scenario.ts'
import { createScenarioStore, type ScenarioStore } from '../scenario/store.ts'

/** The answer to the present scenario, and what the last edit did to it. */
export interface Answered {
  readonly outcome: Outcome
  readonly change: Change | null
  /** The values before the last edit of the settings that it moved. */
  readonly was: ReadonlyMap<SettingKey, Scenario[SettingKey]>
  /** Counts the edits, so that an equal change shows again. */
  readonly edits: number
}

export interface Model {
  readonly scenario: ScenarioStore
  readonly answered: ReturnType<typeof createAnswered>
  /** The scenario of the last paint. */
  readonly settled: StoreApi<Scenario>
  /** Runs an action that leads elsewhere: a history entry of its own, and no talk of what changed. */
  readonly go: (action: () => void) => void
  readonly isGoing: () => boolean
}

const nothing: ReadonlyMap<SettingKey, Scenario[SettingKey]> = new Map()

const createAnswered = (scenario: Scenario) =>
  createStore<Answered>(() => ({ outcome: resolve(scenario), change: null, was: nothing, edits: 0 }))

/** The store with the answer beside it: every change of the scenario is resolved once. */
export function createModel(start: Address = emptyAddress): Model {
  const scenario = createScenarioStore(presets, start)
  const answered = createAnswered(start.scenario)
  const settled = createStore<Scenario>(() => start.scenario)
  let settle = () => undefined as void
  let going = false
  scenario.subscribe((now, before) => {
    if (now.scenario === before.scenario) return
    settle()
    settle = afterPaint(() => settled.setState(now.scenario, true))
    const last = answered.getState()
    if (onlyTexts(before.scenario, now.scenario)) {
      answered.setState({ outcome: { ...last.outcome, scenario: now.scenario } })
      return
    }

    const outcome = resolve(now.scenario)
    const change = going ? null : changeBetween(last.outcome, outcome)
    const was = new Map(change?.moved.map((key) => [key, before.scenario[key]] as const))
    answered.setState({ outcome, change, was, edits: last.edits + 1 })
  })
  const go = (action: () => void) => {
    going = true
    try {
      action()
    } finally {
      going = false
    }
  }
  return { scenario, answered, settled, go, isGoing: () => going }
}
