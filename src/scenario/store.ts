import { temporal, type ZundoOptions } from 'zundo'
import { createStore } from 'zustand/vanilla'
import { nothingBesides, type Besides } from './besides.ts'
import { emptyAddress, type Address } from './address/address.ts'
import { baseScenario, findPreset, type Preset } from './preset.ts'
import { defaults, differences, isAllowed, onlyTexts } from './scenario.ts'
import { isSameOwn } from './own-script.ts'
import { settingOf, type Scenario, type SettingKey } from './schema.ts'
import { inOrder, isId, type FoldId } from './view.ts'

export interface Actions {
  /** Changes one setting. A text is tidied. @throws RangeError for a value that the setting cannot have. */
  readonly set: <K extends SettingKey>(key: K, value: Scenario[K]) => void
  /** Changes several settings in one step. */
  readonly setMany: (values: Partial<Scenario>) => void
  /** Starts from a preset. @throws RangeError if there is none of that id. */
  readonly loadPreset: (id: string) => void
  /** Starts from the defaults. */
  readonly reset: () => void
  /** Picks an element, or none. @throws RangeError for what no id looks like. */
  readonly pickElement: (id: string | null) => void
  readonly toggleOpen: (fold: FoldId) => void
  /** Goes where an address leads; parts that are left out stay. Nothing happens if it leads here. */
  readonly navigate: (to: Partial<Address>) => void
  readonly dismissDropped: () => void
}

export type State = Address & Actions

/** How many edits can be undone. */
export const undoLimit = 200

/**
 * The one store: where the page is and what the user chose. It knows no address bar; the page reads
 * `writeAddress(state)` from it and hands `parseAddress` to `navigate`. Undo steps are changes of the
 * scenario, its preset, the second scenario or one's own script; picking, folding and changing the view are not.
 */
export function createScenarioStore(presets: () => readonly Preset[], start: Address = emptyAddress) {
  return createStore<State>()(
    temporal(
      (set, get) => {
        const apply = (to: Partial<Address>) => set((state) => changes(state, to) ?? state)
        const edit = (values: Partial<Scenario>) => {
          const { scenario: before, besides } = get()
          const scenario = { ...before, ...tidied(values) }
          if (!isSame(before, scenario)) apply({ scenario, besides: unanswered(besides) })
        }
        return {
          ...start,
          set: (key, value) => edit({ [key]: value }),
          setMany: edit,
          loadPreset: (id) => apply({ ...fromPreset(presets(), id), unknown: [], besides: nothingBesides }),
          reset: () => apply({ scenario: defaults, preset: null, unknown: [], besides: nothingBesides }),
          pickElement: (id) => apply({ pick: checkedId(id) }),
          toggleOpen: (group) => apply({ open: toggled(get().open, group) }),
          navigate: apply,
          dismissDropped: () => apply({ dropped: [] }),
        }
      },
      {
        partialize: ({ scenario, preset, besides }) => ({ scenario, preset, besides }),
        equality: isSameChoice,
        limit: undoLimit,
        ...byPause(),
      },
    ),
  )
}

/** How long a pause in typing, in ms, makes what follows a step of its own. */
const pause = 1000

/** A run of typing: what was chosen before its first letter, and when its last one came. */
interface Run {
  readonly from: Choice
  readonly last: number
}

/** Keeps one undo step for a run of typing, and none for a run that ends as it began. */
function byPause(): Pick<ZundoOptions<State, Choice>, 'handleSet' | 'wrapTemporal'> {
  let run: Run | null = null
  let forgetLast = () => undefined as void
  return {
    wrapTemporal: (make) => (set, get, store) => {
      const history = make(set, get, store)
      forgetLast = () => set({ pastStates: get().pastStates.slice(0, -1) })
      // What is typed after an undo is a run of its own.
      const undo = () => {
        run = null
        history.undo()
      }
      return { ...history, undo }
    },
    handleSet: (keep) => (past, _, now) => {
      const before = run
      const last = Date.now()
      const typing = isTyping(past as State, now)
      const goesOn = typing && before !== null && last - before.last < pause
      run = typing ? { from: goesOn ? before.from : (past as State), last } : null
      if (!goesOn) return keep(past)
      if (!isSameChoice(before.from, now)) return
      run = null
      forgetLast()
    },
  }
}

export type ScenarioStore = ReturnType<typeof createScenarioStore>

/** Whether there is an edit to take back. */
export const canUndo = (store: ScenarioStore) => store.temporal.getState().pastStates.length > 0

/** Whether an edit was taken back and can be made again. */
export const canRedo = (store: ScenarioStore) => store.temporal.getState().futureStates.length > 0

/** Calls `heard` when what can be undone or made again may have changed. Returns a function that ends it. */
export const watchHistory = (store: ScenarioStore, heard: () => void) => store.temporal.subscribe(heard)

/** Takes the last edit back. Without one, nothing happens. */
export function undo(store: ScenarioStore): void {
  if (canUndo(store)) inHistory(store, () => store.temporal.getState().undo())
}

/** Makes the last edit that was undone again. Without one, nothing happens. */
export function redo(store: ScenarioStore): void {
  if (canRedo(store)) inHistory(store, () => store.temporal.getState().redo())
}

/** What undo steps are about: the scenario, its preset, and of what stands besides the second scenario and one's own script. */
type Choice = Pick<State, 'scenario' | 'preset' | 'besides'>

const isSameChoice = (a: Choice, b: Choice) =>
  a.preset === b.preset &&
  isSame(a.scenario, b.scenario) &&
  isSameOther(a.besides.other, b.besides.other) &&
  isSameOwn(a.besides.own, b.besides.own)

/** Whether the reader's own words changed, and nothing else. */
const isTyping = (past: Choice, now: Choice) =>
  onlyTexts(past.scenario, now.scenario) && isSameChoice({ ...past, scenario: now.scenario }, now)

const isSameOther = (a: Scenario | null, b: Scenario | null) =>
  a === b || (a !== null && b !== null && isSame(a, b))

/**
 * Steps through the history; what else stands besides the scenario is not of it, and stays. Only the outcome that is
 * replayed goes where the script does of which it was one.
 */
function inHistory(store: ScenarioStore, step: () => void): void {
  const { besides } = store.getState()
  step()
  const { other, own } = store.getState().besides
  const run = isSameOwn(besides.own, own) ? besides.run : null
  store.setState({ besides: { ...unanswered(besides), other, own, run } })
}

/** A fingerprint is of the scenario of its link: an edit ends it. */
const unanswered = (besides: Besides): Besides => ({ ...besides, answer: null })

const isSame = (a: Scenario, b: Scenario) => differences(a, b).length === 0

/** What of `to` differs from `state`; null where nothing does, so that nobody is told. */
function changes(state: Address, to: Partial<Address>): Partial<Address> | null {
  const entries = Object.entries(to).filter(
    ([part, value]) => JSON.stringify(value) !== JSON.stringify(state[part as keyof Address]),
  )
  return entries.length > 0 ? Object.fromEntries(entries) : null
}

function tidied(values: Partial<Scenario>): Partial<Scenario> {
  return Object.fromEntries(
    Object.entries(values).map(([key, given]) => {
      const setting = key === 'title' || key === 'note' ? settingOf(key) : null
      const value = setting && typeof given === 'string' ? setting.tidy(given) : given
      if (!isAllowed(key, value))
        throw new RangeError(`${key}: ${String(given)} is not a value of this setting`)
      return [key, value]
    }),
  )
}

function fromPreset(presets: readonly Preset[], id: string) {
  const preset = findPreset(presets, id)
  if (!preset) throw new RangeError(`preset: there is none of the id ${id}`)
  return { scenario: baseScenario(preset), preset: id }
}

function checkedId(id: string | null): string | null {
  if (id !== null && !isId(id)) throw new RangeError(`pick: ${id} is not an id`)
  return id
}

const toggled = (open: readonly FoldId[], group: FoldId) =>
  inOrder(open.includes(group) ? open.filter((one) => one !== group) : [...open, group])
