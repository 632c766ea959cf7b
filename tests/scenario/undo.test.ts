import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { emptyAddress, parseAddress, writeAddress, type Address } from '../../src/scenario/address.ts'
import { nothingBesides } from '../../src/scenario/besides.ts'
import { ownField } from '../../src/scenario/own-script.ts'
import { defaults, differences } from '../../src/scenario/scenario.ts'
import { everySetting, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import {
  canRedo,
  canUndo,
  createScenarioStore,
  redo,
  undo,
  watchHistory,
  type ScenarioStore,
} from '../../src/scenario/store.ts'
import { anyAddress, anyScenario, somePresets, valueOf } from './arbitrary.ts'
import { anySitting, read, type Act, type Game } from './undo-acts.ts'
import { UndoModel } from './undo-model.ts'
import { sweep } from '../sweep.ts'

const fresh = (start?: Address) => createScenarioStore(() => somePresets, start)
const parse = (fragment: string) => parseAddress(fragment, somePresets)
const address = (store: ScenarioStore) => writeAddress(store.getState(), somePresets)
const own = (text: string) => ownField.decode(text).value ?? null

/** What the page shows of a store: where it is, and which of the two buttons can be pressed. */
const shown = (store: ScenarioStore) => {
  const { view, scenario, preset, pick, open, besides, unknown, dropped } = store.getState()
  const now: Address = { view, scenario, preset, pick, open, besides, unknown, dropped }
  return { now, canUndo: canUndo(store), canRedo: canRedo(store) }
}

/** Runs with a clock that stands still unless it is put forward by so many ms. */
function withClock<T>(run: (forward: (ms: number) => void) => T): T {
  let time = 1_000_000
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => time)
  try {
    return run((ms) => (time += ms))
  } finally {
    clock.mockRestore()
  }
}

/** Plays acts one by one; gives after each what the store shows, and what the model says. */
function played(start: Address, acts: readonly Act[]) {
  return withClock((forward) => {
    const game: Game = { store: fresh(start), model: new UndoModel(start), time: 0, seen: [] }
    return acts.map(({ says, play }) => {
      const { time } = game
      game.seen.push(game.model.now)
      play(game)
      forward(game.time - time)
      const { now, canUndo, canRedo } = game.model
      return { says, shows: shown(game.store), expected: { now, canUndo, canRedo } }
    })
  })
}

describe('whatever a reader does', () => {
  test('undo and redo give back what was chosen, and offer themselves where they do something', () => {
    fc.assert(
      fc.property(anySitting, (acts) => {
        for (const { says, shows, expected } of played(emptyAddress, acts))
          expect(shows, says).toEqual(expected)
      }),
      { numRuns: sweep(1000) },
    )
  })

  test('from any address as well', () => {
    fc.assert(
      fc.property(anyAddress, anySitting, (start, acts) => {
        for (const { says, shows, expected } of played(read(start), acts))
          expect(shows, says).toEqual(expected)
      }),
      { numRuns: sweep(500) },
    )
  })
})

/** Another value of a setting than that one. */
const anotherValue = (key: SettingKey, than: unknown) =>
  fc
    .constantFrom(...everySetting.filter((one) => one.key === key))
    .chain(valueOf)
    .filter((value) => value !== than)

describe('one step is', () => {
  test.for(everySetting.filter(({ kind }) => kind !== 'text').map(({ key }) => key))(
    'an edit of %s, however soon it follows another of the same',
    (key) => {
      const values = anotherValue(key, defaults[key]).chain((one) =>
        anotherValue(key, one).map((two) => [one, two] as const),
      )
      fc.assert(
        fc.property(values, ([one, two]) => {
          const store = fresh()
          store.getState().setMany({ [key]: one })
          store.getState().setMany({ [key]: two })
          undo(store)
          expect(store.getState().scenario).toEqual({ ...defaults, [key]: one })
          undo(store)
          expect(store.getState().scenario).toEqual(defaults)
          expect(canUndo(store)).toBe(false)
        }),
        { numRuns: 10 },
      )
    },
  )

  test('an edit of several settings', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const store = fresh()
        store.getState().setMany(scenario)
        undo(store)
        expect(address(store)).toBe('#/explore?v=2')
        expect(canUndo(store)).toBe(false)
      }),
      { numRuns: sweep(200) },
    )
  })

  test.for(somePresets)('the preset $id with all that it sets, and its name', ({ id }) => {
    fc.assert(
      fc.property(anyScenario, fc.constantFrom('before', 'titled', null), (scenario, preset) => {
        fc.pre(preset !== id)
        const start: Address = { ...emptyAddress, scenario, preset }
        const store = fresh(start)
        store.getState().loadPreset(id)
        const loaded = shown(store).now
        undo(store)
        expect(shown(store)).toEqual({ now: start, canUndo: false, canRedo: true })
        redo(store)
        expect(shown(store)).toEqual({ now: loaded, canUndo: true, canRedo: false })
      }),
      { numRuns: 50 },
    )
  })

  test('a preset that sets what is set already, for its name', () => {
    const store = fresh()
    store.getState().loadPreset('plain')
    expect(shown(store)).toMatchObject({ now: { preset: 'plain' }, canUndo: true })
    undo(store)
    expect(shown(store)).toEqual({ now: emptyAddress, canUndo: false, canRedo: true })
  })

  test('a new B, a new A and both of them exchanged', () => {
    const store = fresh(parse('#/compare'))
    const to = (scenario: Scenario, other: Scenario) =>
      store.getState().navigate({ scenario, besides: { ...nothingBesides, other } })
    const [a, b] = [
      { ...defaults, fwb: false },
      { ...defaults, dic: false },
    ]
    to(defaults, b)
    to(a, b)
    to(b, a)
    undo(store)
    expect(address(store)).toBe('#/compare?v=2&fwb=0&b.fwb=1&b.dic=0')
    undo(store)
    expect(address(store)).toBe('#/compare?v=2&b.dic=0')
    undo(store)
    expect(address(store)).toBe('#/compare')
    expect(canUndo(store)).toBe(false)
  })

  test('an edit of a script of one’s own', () => {
    const store = fresh(parse('#/explore?v=2&sit=own'))
    const scripts = ['a+vmm-w-b', 'a+vmm-w-b+guest-r', 'a+guest-r']
    for (const text of scripts)
      store.getState().navigate({ besides: { ...store.getState().besides, own: own(text) } })
    for (const text of scripts.toReversed()) {
      expect(store.getState().besides.own).toEqual(own(text))
      undo(store)
    }
    expect(address(store)).toBe('#/explore?v=2&sit=own')
    expect(canUndo(store)).toBe(false)
  })

  test('what Back, Forward, a link or a typed address changes of the scenario', () => {
    const store = fresh()
    store.getState().set('fwb', false)
    store.getState().navigate(parse('#/policies?v=2&mair=0x44'))
    undo(store)
    expect(address(store)).toBe('#/policies?v=2&fwb=0')
    redo(store)
    expect(address(store)).toBe('#/policies?v=2&mair=0x44')
  })
})

describe('no step is', () => {
  test('another view, a pick, a fold, a report dismissed, a situation, a repair, an outcome, a policy to compare with', () => {
    const store = fresh(parse('#/explore?v=2&fwb=2'))
    const { navigate, pickElement, toggleOpen, dismissDropped } = store.getState()
    const { besides } = store.getState()
    pickElement('par-attr')
    toggleOpen('hcr')
    dismissDropped()
    navigate({ besides: { ...besides, situation: 'lost-write', run: ['guest'], than: 'before' } })
    navigate({ besides: { ...besides, fix: [{ op: 1, where: 'before', do: 'clean' }], from: 'claim-s2' } })
    for (const view of ['#/policies?v=2', '#/claims?v=2', '#/thread/3?v=2', '#/explore?v=2&pick=sh'])
      navigate(parse(view))
    expect(canUndo(store)).toBe(false)
  })

  test('a value that is set where it stands, so that redo is still offered', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const store = fresh({ ...emptyAddress, scenario, preset: 'plain' })
        store.getState().set('fwb', !scenario.fwb)
        undo(store)
        store.getState().setMany(scenario)
        for (const { key } of everySetting) store.getState().setMany({ [key]: scenario[key] })
        store.getState().navigate({ scenario: { ...scenario }, preset: 'plain' })
        expect([canUndo(store), canRedo(store)]).toEqual([false, true])
      }),
      { numRuns: sweep(200) },
    )
  })
})

describe('a text that is typed', () => {
  /** A store with a title being typed, a letter each time after so many ms; its first edit is FWB. */
  const typed = (gaps: readonly number[], forward: (ms: number) => void) => {
    const store = fresh()
    store.getState().set('fwb', false)
    for (const [at, ms] of gaps.entries()) {
      forward(ms)
      store.getState().set('title', 'x'.repeat(at + 1))
    }
    return store
  }
  const title = (store: ScenarioStore) => store.getState().scenario.title

  test('is one step as long as no pause between letters reaches a second', () => {
    withClock((forward) => {
      const store = typed([5000, 999, 0, 999, 999], forward)
      undo(store)
      expect([title(store), store.getState().scenario.fwb]).toEqual(['', false])
      redo(store)
      expect(title(store)).toBe('xxxxx')
    })
  })

  test('is another step after a pause of a second', () => {
    withClock((forward) => {
      const store = typed([0, 999, 1000, 999, 5000], forward)
      undo(store)
      expect(title(store)).toBe('xxxx')
      undo(store)
      expect(title(store)).toBe('xx')
      undo(store)
      expect(title(store)).toBe('')
    })
  })

  test('goes on from the title into the note, and over a pick and a fold', () => {
    withClock((forward) => {
      const store = typed([0, 10], forward)
      store.getState().pickElement('par-attr')
      store.getState().toggleOpen('about')
      store.getState().set('note', 'n')
      undo(store)
      expect(store.getState().scenario).toEqual({ ...defaults, fwb: false })
    })
  })

  test('is ended by any edit, which is a step of its own', () => {
    withClock((forward) => {
      const store = typed([0, 10], forward)
      store.getState().set('mair', 0x44)
      store.getState().set('title', 'xxx')
      undo(store)
      expect([title(store), store.getState().scenario.mair]).toEqual(['xx', 0x44])
      undo(store)
      expect([title(store), store.getState().scenario.mair]).toEqual(['xx', defaults.mair])
      undo(store)
      expect(title(store)).toBe('')
    })
  })

  test('does not swallow another change that comes with a letter', () => {
    withClock((forward) => {
      const store = typed([0, 10], forward)
      const { scenario, besides } = store.getState()
      store.getState().navigate({
        scenario: { ...scenario, title: 'xxx' },
        besides: { ...besides, own: own('a+guest-r') },
      })
      undo(store)
      expect([title(store), store.getState().besides.own]).toEqual(['xx', null])
    })
  })

  test('is a step of its own after an undo, and cuts what was undone', () => {
    withClock((forward) => {
      const store = typed([0, 10], forward)
      undo(store)
      store.getState().set('title', 'y')
      expect([canUndo(store), canRedo(store)]).toEqual([true, false])
      redo(store)
      expect(title(store)).toBe('y')
      undo(store)
      expect([title(store), store.getState().scenario.fwb]).toEqual(['', false])
    })
  })

  test('is a step of its own after a redo', () => {
    withClock((forward) => {
      const store = typed([0, 10], forward)
      undo(store)
      redo(store)
      store.getState().set('title', 'xxx')
      undo(store)
      expect(title(store)).toBe('xx')
    })
  })

  test('and erased in one go leaves no step', () => {
    withClock((forward) => {
      const store = typed([0, 10], forward)
      const heard = vi.fn<() => void>()
      watchHistory(store, heard)
      store.getState().set('title', '')
      expect(heard).toHaveBeenCalled()
      undo(store)
      expect(store.getState().scenario.fwb).toBe(true)
      expect(canUndo(store)).toBe(false)
    })
  })

  test('again after it was erased in one go is a step', () => {
    withClock((forward) => {
      const store = typed([0, 10], forward)
      store.getState().set('title', '')
      store.getState().set('title', 'y')
      undo(store)
      expect([title(store), store.getState().scenario.fwb]).toEqual(['', false])
    })
  })
})

describe('the history', () => {
  /** Every edit another value of the address, counted from 1. */
  const editedTimes = (times: number) => {
    const store = fresh()
    for (let step = 1; step <= times; step++) store.getState().set('addr', step * 0x1000)
    return store
  }
  const undoAll = (store: ScenarioStore) => {
    let times = 0
    for (; canUndo(store); times++) undo(store)
    return times
  }

  test.for([
    { edits: 199, undone: 199, left: defaults.addr },
    { edits: 200, undone: 200, left: defaults.addr },
    { edits: 201, undone: 200, left: 0x1000 },
    { edits: 450, undone: 200, left: 250 * 0x1000 },
  ])('of $edits edits can be undone $undone times', ({ edits, undone, left }) => {
    const store = editedTimes(edits)
    expect(undoAll(store)).toBe(undone)
    expect(store.getState().scenario.addr).toBe(left)
    for (let step = 0; step < edits; step++) redo(store)
    expect(store.getState().scenario.addr).toBe(edits * 0x1000)
    expect(undoAll(store)).toBe(undone)
  })

  test('is cut by any edit after an undo, and by it alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (edits, undos) => {
        const store = editedTimes(edits)
        for (let step = 0; step < undos; step++) undo(store)
        const left = Math.max(edits - undos, 0)
        store.getState().pickElement('par-attr')
        store.getState().navigate({ view: { name: 'policies' } })
        expect(canRedo(store)).toBe(true)
        store.getState().set('mte', !defaults.mte)
        expect(canRedo(store)).toBe(false)
        expect(undoAll(store)).toBe(left + 1)
      }),
      { numRuns: 50 },
    )
  })

  test('that is at an end does nothing and tells nobody, so that a link keeps its fingerprint', () => {
    const link = '#/explore?v=2&fwb=0&a=0a1b2c&sit=leak'
    const store = fresh(parse(link))
    const told = vi.fn<() => void>()
    store.subscribe(told)
    for (const step of [undo, redo, undo]) step(store)
    expect(told).not.toHaveBeenCalled()
    expect(address(store)).toBe(link)
    store.getState().set('fwb', true)
    undo(store)
    told.mockClear()
    undo(store)
    expect(told).not.toHaveBeenCalled()
  })

  test('tells who watches it of every change of what it offers', () => {
    const store = fresh()
    const offers: string[] = []
    const end = watchHistory(store, () => offers.push(`${canUndo(store)} ${canRedo(store)}`))
    store.getState().set('fwb', false)
    expect(offers.at(-1)).toBe('true false')
    undo(store)
    expect(offers.at(-1)).toBe('false true')
    redo(store)
    expect(offers.at(-1)).toBe('true false')
    end()
    undo(store)
    expect(offers.at(-1)).toBe('true false')
  })

  test('gives back the values, whatever else an address asks to see now', () => {
    const store = fresh(parse('#/explore?v=2&sit=leak&pick=par-attr&open=cpu&xyz=1'))
    store.getState().set('fwb', false)
    store.getState().navigate(parse('#/policies?v=2&fwb=0&than=before&open=hcr'))
    undo(store)
    expect(address(store)).toBe('#/policies?v=2&open=hcr&than=before')
    expect(differences(store.getState().scenario, defaults)).toEqual([])
  })
})
