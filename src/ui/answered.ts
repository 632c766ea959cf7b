import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { changeBetween, type Change } from '../explain/changes.ts'
import { firstPick } from '../explain/first-pick.ts'
import { linked } from '../explain/links.ts'
import { panelOf } from '../explain/panel.ts'
import { resolve, type Outcome } from '../explain/resolve.ts'
import { onlyTexts } from '../scenario/scenario.ts'
import type { Scenario } from '../scenario/schema.ts'
import { afterPaint } from './after-paint.ts'
import { useModel } from './hooks.ts'
import type { Model } from './model.ts'

/** The answer to the present scenario, and what the last edit did to it. */
export interface Answered {
  readonly outcome: Outcome
  readonly change: Change | null
}

type AnsweredStore = StoreApi<Answered>

const stores = new WeakMap<Model, AnsweredStore>()

/** The answers of a page: every change of its scenario is resolved once. Made when first asked for. */
export function answeredOf(model: Model): AnsweredStore {
  const known = stores.get(model)
  if (known) return known
  const store = createStore<Answered>(() => ({ outcome: resolve(model.start), change: null }))
  stores.set(model, store)
  follow(model, store)
  light(model, store)
  tellPanel(model)
  return store
}

/** Part of the answer. */
export const useAnswered = <T>(select: (state: Answered) => T): T => useStore(answeredOf(useModel()), select)

function follow({ scenario, edited, isGoing }: Model, store: AnsweredStore): void {
  const answer = () => {
    const now = scenario.getState().scenario
    const { outcome: last } = store.getState()
    if (now === last.scenario) return
    if (onlyTexts(last.scenario, now)) {
      store.setState({ outcome: { ...last, scenario: now } })
      return
    }
    const outcome = resolve(now)
    const quiet = isGoing() || edited.getState().was.size === 0
    store.setState({ outcome, change: quiet ? null : changeBetween(last, outcome) })
  }
  scenario.subscribe(answer)
  answer()
}

/** Keeps up what the controls say. */
function tellPanel({ settled, panel }: Model): void {
  const tell = (scenario: Scenario) => panel.setState(panelOf(scenario), true)
  settled.subscribe(tell)
  if (settled.getState() !== settled.getInitialState()) tell(settled.getState())
}

/** Keeps lit what the element pointed at, or else the picked one, comes from and goes to. */
function light({ scenario, pointed, lit }: Model, store: AnsweredStore): void {
  const refresh = () => {
    const { outcome, change } = store.getState()
    const picked = scenario.getState().pick ?? firstPick(outcome)
    const ids = linked(pointed.getState() ?? picked, outcome)
    lit.setState({ ids, picked, touched: change?.touched ?? new Set() })
  }
  refresh()
  // What an edit lights anew may follow the answer itself by a frame.
  let later = () => undefined as void
  store.subscribe(() => {
    later()
    later = afterPaint(refresh)
  })
  pointed.subscribe(refresh)
  scenario.subscribe((now, before) => {
    if (now.pick === before.pick && now.preset === before.preset && now.view === before.view) return
    if (pointed.getState() === null) refresh()
    else pointed.setState(null, true)
  })
}
