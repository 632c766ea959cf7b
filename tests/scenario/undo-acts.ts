import * as fc from 'fast-check'
import { parseAddress, writeAddress, type Address } from '../../src/scenario/address.ts'
import { nothingBesides } from '../../src/scenario/besides.ts'
import { situationIds } from '../../src/scenario/coherency-fields.ts'
import { ownField } from '../../src/scenario/own-script.ts'
import { baseScenario, findPreset } from '../../src/scenario/preset.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { everySetting, type Scenario } from '../../src/scenario/schema.ts'
import { redo, undo, type ScenarioStore } from '../../src/scenario/store.ts'
import { inOrder, stepFolds, type View } from '../../src/scenario/view.ts'
import { anyAddress, anyOwn, anyRun, somePresets, valueOf } from './arbitrary.ts'
import type { UndoModel } from './undo-model.ts'

/** A store, what is expected of it, the clock that both see, and where they have been. */
export interface Game {
  readonly store: ScenarioStore
  readonly model: UndoModel
  time: number
  readonly seen: Address[]
}

/** Something that a reader does, to the store and to the model alike. */
export interface Act {
  readonly says: string
  readonly play: (game: Game) => void
  readonly [fc.toStringMethod]: () => string
}

const act = (says: string, play: (game: Game) => void): Act => ({
  says,
  play,
  [fc.toStringMethod]: () => says,
})

/** An act that leads from where the page is to `next`, which the store is brought to by `does`. */
const leading = (
  says: string,
  next: (now: Address, seen: readonly Address[]) => Address,
  does: (store: ScenarioStore, next: Address) => void,
): Act =>
  act(says, ({ store, model, time, seen }) => {
    const to = next(model.now, seen)
    does(store, to)
    model.goTo(to, time)
  })

/** One that the page does by an address: a link, a typed address, Back, or an edit of act 5 or of Compare. */
const going = (says: string, next: (now: Address, seen: readonly Address[]) => Address) =>
  leading(says, next, (store, to) => store.getState().navigate(to))

const told = (value: unknown) => JSON.stringify(value)

function edited(now: Address, values: Partial<Scenario>): Address {
  const scenario = { ...now.scenario, ...values }
  if (told(scenario) === told(now.scenario)) return now
  return { ...now, scenario, besides: { ...now.besides, answer: null } }
}

const setting = (values: Partial<Scenario>) =>
  leading(
    `set ${told(values)}`,
    (now) => edited(now, values),
    (store) => store.getState().setMany(values),
  )

const typing = (key: 'title' | 'note', text: string) =>
  leading(
    `type ${key} ${told(text)}`,
    (now) => edited(now, { [key]: text }),
    (store) => store.getState().set(key, text),
  )

const presetOf = (id: string) =>
  leading(
    `preset ${id}`,
    (now) => ({
      ...now,
      scenario: baseScenario(findPreset(somePresets, id)),
      preset: id,
      unknown: [],
      besides: nothingBesides,
    }),
    (store) => store.getState().loadPreset(id),
  )

const clear = leading(
  'clear',
  (now) => ({ ...now, scenario: defaults, preset: null, unknown: [], besides: nothingBesides }),
  (store) => store.getState().reset(),
)

const picking = (pick: string | null) =>
  leading(
    `pick ${String(pick)}`,
    (now) => ({ ...now, pick }),
    (store) => store.getState().pickElement(pick),
  )

const folding = (fold: 'cpu' | 'about' | (typeof stepFolds)[number]) =>
  leading(
    `fold ${fold}`,
    (now) => ({
      ...now,
      open: inOrder(now.open.includes(fold) ? now.open.filter((one) => one !== fold) : [...now.open, fold]),
    }),
    (store) => store.getState().toggleOpen(fold),
  )

const dismissing = leading(
  'dismiss',
  (now) => ({ ...now, dropped: [] }),
  (store) => store.getState().dismissDropped(),
)

/** The same address as the page reads it. */
export const read = (to: Omit<Address, 'dropped'>) => parseAddress(writeAddress(to, somePresets), somePresets)

/** A link to another view keeps the scenario, and leaves behind what the view held besides. */
const viewing = (view: View) =>
  going(`view ${told(view)}`, (now) => read({ ...now, view, pick: null, besides: nothingBesides }))

const goingTo = (to: Omit<Address, 'dropped'>) =>
  going(`go to ${writeAddress(to, somePresets)}`, () => read(to))

const goingBack = (by: number) =>
  going(`back by ${by}`, (now, seen) => read(seen.at(-1 - (by % Math.max(seen.length, 1))) ?? now))

const owning = (text: string) =>
  going(`own ${text}`, (now) => ({
    ...now,
    pick: null,
    besides: { ...now.besides, situation: 'own', own: ownField.decode(text).value ?? null, run: null },
  }))

/** Few scripts, so that the same come again, and any. */
const someOwn = fc.oneof(
  fc.constantFrom('a+vmm-w-b', 'a+vmm-w-b+guest-r', 'a.dirty-b+guest-r-nc'),
  anyOwn.map(ownField.encode),
)

const asking = (besides: Partial<Address['besides']>) =>
  going(`ask ${told(besides)}`, (now) => ({ ...now, pick: null, besides: { ...now.besides, ...besides } }))

const editingB = (values: Partial<Scenario>) =>
  going(`set of B ${told(values)}`, (now) => ({
    ...now,
    besides: { ...now.besides, answer: null, other: { ...(now.besides.other ?? now.scenario), ...values } },
  }))

const editingA = (values: Partial<Scenario>) =>
  going(`set of A ${told(values)}`, (now) => ({
    ...now,
    scenario: { ...now.scenario, ...values },
    besides: { ...now.besides, answer: null, other: now.besides.other ?? now.scenario },
  }))

const swapping = going('swap', (now) => ({
  ...now,
  scenario: now.besides.other ?? now.scenario,
  preset: null,
  besides: { ...now.besides, answer: null, other: now.scenario },
}))

const waiting = (ms: number) => act(`wait ${ms}`, (game) => (game.time += ms))

const undoing = (times: number) =>
  act(`undo ${times}`, ({ store, model }) => {
    for (let step = 0; step < times; step++) {
      undo(store)
      model.undo()
    }
  })

const redoing = (times: number) =>
  act(`redo ${times}`, ({ store, model }) => {
    for (let step = 0; step < times; step++) {
      redo(store)
      model.redo()
    }
  })

/** Edits in a burst, no two in a row alike. */
const bursting = (times: number) =>
  act(`burst ${times}`, (game) => {
    for (let step = 0; step < times; step++)
      setting({ mair: (game.model.now.scenario.mair + 1) & 0xff }).play(game)
  })

/** Few values, so that the same come again. */
const someValues: fc.Arbitrary<Partial<Scenario>> = fc.oneof(
  fc.record(
    {
      fwb: fc.boolean(),
      mte: fc.boolean(),
      mair: fc.constantFrom(0x04, 0x44, 0xff),
      sh: fc.constantFrom(0, 2, 3),
      title: fc.constantFrom('', 'a'),
    },
    { requiredKeys: [] },
  ),
  fc
    .constantFrom(...everySetting)
    .chain((one) => valueOf(one).map((value): Partial<Scenario> => ({ [one.key]: value }))),
)

const letters = fc
  .tuple(fc.constantFrom('title' as const, 'note' as const), fc.constantFrom('', 'a', 'ab', 'b'))
  .map(([key, text]) => typing(key, text))

const views = fc.constantFrom<View>(
  { name: 'explore' },
  { name: 'policies' },
  { name: 'compare' },
  { name: 'rule', rule: 'sh-kept' },
  { name: 'claims', claim: null },
  { name: 'thread', step: 3 },
)

const times = fc.oneof(
  { arbitrary: fc.constant(1), weight: 6 },
  { arbitrary: fc.integer({ min: 2, max: 6 }), weight: 2 },
  { arbitrary: fc.integer({ min: 195, max: 210 }), weight: 1 },
)

/** Everything that a reader does to the store. */
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: someValues.map(setting), weight: 5 },
  { arbitrary: letters, weight: 6 },
  { arbitrary: fc.constantFrom(1, 400, 999, 1000, 1001, 5000).map(waiting), weight: 3 },
  { arbitrary: times.map(undoing), weight: 5 },
  { arbitrary: times.map(redoing), weight: 4 },
  { arbitrary: fc.constantFrom(...somePresets.map(({ id }) => presetOf(id)), clear), weight: 2 },
  { arbitrary: fc.constantFrom('par-attr', 'step-3', null).map(picking), weight: 1 },
  { arbitrary: fc.constantFrom('cpu' as const, 'about' as const, ...stepFolds).map(folding), weight: 1 },
  { arbitrary: fc.constant(dismissing), weight: 1 },
  { arbitrary: views.map(viewing), weight: 2 },
  { arbitrary: anyAddress.map(goingTo), weight: 1 },
  { arbitrary: fc.nat({ max: 4 }).map(goingBack), weight: 2 },
  { arbitrary: someOwn.map(owning), weight: 2 },
  {
    arbitrary: fc
      .record(
        {
          than: fc.constantFrom('before' as const, null),
          situation: fc.constantFrom(...situationIds),
          from: fc.constantFrom('claim-s2', null),
          run: anyRun,
        },
        { requiredKeys: [] },
      )
      .map(asking),
    weight: 2,
  },
  { arbitrary: someValues.map(editingB), weight: 2 },
  { arbitrary: someValues.map(editingA), weight: 1 },
  { arbitrary: fc.constant(swapping), weight: 1 },
  { arbitrary: fc.integer({ min: 190, max: 205 }).map(bursting), weight: 1 },
)

/** What a reader does in one sitting. */
export const anySitting = fc.array(anyAct, { maxLength: 40, size: 'max' })
