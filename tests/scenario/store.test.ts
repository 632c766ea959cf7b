import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { emptyAddress, parseAddress, writeAddress, type Address } from '../../src/scenario/address.ts'
import { defaults, isScenario } from '../../src/scenario/scenario.ts'
import type { SettingKey } from '../../src/scenario/schema.ts'
import { ownField } from '../../src/scenario/own-script.ts'
import {
  canUndo,
  createScenarioStore,
  redo,
  undo,
  undoLimit,
  type ScenarioStore,
} from '../../src/scenario/store.ts'
import { anyAddress, somePresets } from './arbitrary.ts'
import { sweep } from '../sweep.ts'

const fresh = (start?: Address) => createScenarioStore(() => somePresets, start)
const parse = (fragment: string) => parseAddress(fragment, somePresets)
const address = (store: ScenarioStore) => writeAddress(store.getState(), somePresets)
const own = (text: string) => ownField.decode(text).value ?? null

/** How many edits can be undone; they are made again. */
function steps(store: ScenarioStore): number {
  let count = 0
  for (; canUndo(store); count++) undo(store)
  for (let step = 0; step < count; step++) redo(store)
  return count
}

describe('the store', () => {
  test('starts at an address, and that is not a step', () => {
    expect(fresh().getState()).toMatchObject(emptyAddress)
    const store = fresh(parse('#/explore?v=2&fwb=0'))
    expect(store.getState().scenario.fwb).toBe(false)
    undo(store)
    expect(address(store)).toBe('#/explore?v=2&fwb=0')
  })

  test('sets one or many settings, each in one step', () => {
    const store = fresh()
    store.getState().set('mair', 0x44)
    store.getState().setMany({ fwb: false, memattr: 0b1111 })
    expect(address(store)).toBe('#/explore?v=2&fwb=0&mair=0x44&memattr=0b1111')
    expect(steps(store)).toBe(2)
  })

  test('tidies texts and refuses impossible values by name', () => {
    const store = fresh()
    store.getState().set('title', `a\0b\n${'x'.repeat(200)}`)
    expect(store.getState().scenario.title).toBe(`ab${'x'.repeat(118)}`)
    store.getState().set('note', 'one\r\ntwo\ud800')
    expect(store.getState().scenario.note).toBe('one\ntwo')
    store.getState().set('title', `${'x'.repeat(119)}😀`)
    expect(store.getState().scenario.title).toBe('x'.repeat(119))
    expect(() => store.getState().set('mair', 256)).toThrow(
      new RangeError('mair: 256 is not a value of this setting'),
    )
    for (const [key, value] of [
      ['vma', 'io+pfnmap'],
      ['slot', ''],
      ['size', 0],
      ['addr', 2 ** 52],
    ] as const)
      expect(() => store.getState().set(key, value)).toThrow(
        new RangeError(`${key}: ${value} is not a value of this setting`),
      )
    expect(() => store.getState().set('foo' as SettingKey, 1)).toThrow(RangeError)
    expect(() => store.getState().loadPreset('gone')).toThrow(RangeError)
    expect(() => store.getState().pickElement('a b')).toThrow(RangeError)
    expect(isScenario(store.getState().scenario)).toBe(true)
  })

  test('keeps the preset as the base of later edits', () => {
    const store = fresh()
    store.getState().loadPreset('no-fwb')
    expect(address(store)).toBe('#/explore?v=2&p=no-fwb')
    store.getState().set('mair', 0x44)
    expect(address(store)).toBe('#/explore?v=2&p=no-fwb&mair=0x44')
    store.getState().reset()
    expect(store.getState()).toMatchObject({ scenario: defaults, preset: null })
    undo(store)
    expect(address(store)).toBe('#/explore?v=2&p=no-fwb&mair=0x44')
  })

  test('a preset and a reset leave unknown pairs behind', () => {
    const store = fresh(parse('#/explore?barriers=0'))
    store.getState().set('fwb', false)
    expect(address(store)).toBe('#/explore?v=2&fwb=0&barriers=0')
    store.getState().loadPreset('plain')
    expect(address(store)).toBe('#/explore?v=2&p=plain')
  })

  test('picks elements, opens folds in panel order and dismisses reports', () => {
    const store = fresh(parse('#/explore?fwb=2'))
    store.getState().pickElement('combine-type')
    store.getState().toggleOpen('features')
    store.getState().toggleOpen('cpu')
    expect(store.getState()).toMatchObject({
      pick: 'combine-type',
      open: ['kernel', 'vma', 'slot', 'access', 'features'],
    })
    expect(store.getState().dropped).toHaveLength(1)
    store.getState().dismissDropped()
    store.getState().pickElement(null)
    expect(store.getState()).toMatchObject({ pick: null, dropped: [] })
  })
})

describe('undo', () => {
  test('takes back edits and presets, and makes them again', () => {
    const store = fresh()
    const seen = [address(store)]
    const actions = store.getState()
    for (const act of [
      () => actions.set('fwb', false),
      () => actions.loadPreset('no-fwb'),
      () => actions.set('mair', 0x04),
      () => actions.navigate(parse('#/explore?v=2&mair=0xbb')),
    ]) {
      act()
      seen.push(address(store))
    }
    for (const expected of seen.slice(0, -1).reverse()) {
      undo(store)
      expect(address(store)).toBe(expected)
    }
    undo(store)
    for (const expected of seen.slice(1)) {
      redo(store)
      expect(address(store)).toBe(expected)
    }
    redo(store)
    expect(address(store)).toBe(seen.at(-1))
  })

  test('has a step for each edit of a second scenario, and keeps what else stands besides', () => {
    const store = fresh(parse('#/compare?v=2&from=claim-s2&b.fwb=0'))
    const { navigate, set } = store.getState()
    const other = store.getState().besides.other
    navigate({ besides: { ...store.getState().besides, other: { ...defaults, dic: false } } })
    set('mte', true)
    navigate({ besides: { ...store.getState().besides, than: 'before' } })
    undo(store)
    expect(store.getState().scenario.mte).toBe(false)
    expect(store.getState().besides).toMatchObject({
      than: 'before',
      from: 'claim-s2',
      other: { dic: false },
    })
    undo(store)
    expect(store.getState().besides).toMatchObject({ than: 'before', other })
    redo(store)
    expect(store.getState().besides.other).toMatchObject({ dic: false, fwb: true })
  })

  test('has a step for each edit of a script of one’s own, and keeps what else stands besides', () => {
    const store = fresh(parse('#/explore?v=2&from=claim-s2'))
    const { navigate, loadPreset } = store.getState()
    const edit = (text: string) => navigate({ besides: { ...store.getState().besides, own: own(text) } })
    edit('a+vmm-r')
    edit('a+vmm-r')
    edit('a+vmm-r+guest-r')
    navigate({ besides: { ...store.getState().besides, than: 'before' } })
    expect(steps(store)).toBe(2)
    undo(store)
    expect(store.getState().besides).toMatchObject({ than: 'before', from: 'claim-s2', own: own('a+vmm-r') })
    undo(store)
    expect(store.getState().besides).toMatchObject({ than: 'before', own: null })
    redo(store)
    redo(store)
    expect(store.getState().besides.own).toEqual(own('a+vmm-r+guest-r'))
    loadPreset('plain')
    expect(store.getState().besides.own).toBeNull()
    undo(store)
    expect(store.getState().besides.own).toEqual(own('a+vmm-r+guest-r'))
  })

  test('of a script of one’s own forgets which outcome was replayed, as it was one of another script', () => {
    const store = fresh(parse('#/explore?v=2&sit=own'))
    const edit = (to: object) =>
      store.getState().navigate({ besides: { ...store.getState().besides, ...to } })
    edit({ own: own('a+vmm-w-b+guest-r') })
    edit({ own: own('a+vmm-w-b+guest-r+guest-r'), run: null })
    edit({ run: ['a', 'b'] })
    undo(store)
    expect(address(store)).toBe('#/explore?v=2&sit=own&own=a+vmm-w-b+guest-r')
    edit({ run: ['a'] })
    redo(store)
    expect(address(store)).toBe('#/explore?v=2&sit=own&own=a+vmm-w-b+guest-r+guest-r')
  })

  test('of anything else keeps the outcome that is replayed of a script of one’s own', () => {
    const store = fresh(parse('#/explore?v=2&sit=own&own=a+vmm-w-b+guest-r&run=a'))
    store.getState().set('fwb', false)
    undo(store)
    expect(store.getState().besides.run).toEqual(['a'])
  })

  test('has no step for what changes nothing, for picks, folds, views and reports', () => {
    const store = fresh(parse('#/explore?fwb=2'))
    const actions = store.getState()
    actions.set('fwb', true)
    actions.reset()
    actions.pickElement('par-attr')
    actions.toggleOpen('hcr')
    actions.dismissDropped()
    actions.navigate({ view: { name: 'rule', rule: 'sh-kept' } })
    expect(steps(store)).toBe(0)
  })

  test('leaves picks and folds as they are', () => {
    const store = fresh()
    store.getState().set('fwb', false)
    store.getState().pickElement('par-attr')
    undo(store)
    expect(address(store)).toBe('#/explore?v=2&pick=par-attr')
  })

  test('takes back no change of what act 5 shows, and keeps it', () => {
    const store = fresh(parse('#/explore?v=2&sit=leak'))
    store.getState().set('fwb', false)
    const { besides } = store.getState()
    store.getState().navigate({ besides: { ...besides, situation: 'lost-write', run: ['guest', 'guest'] } })
    expect(steps(store)).toBe(1)
    undo(store)
    expect(address(store)).toBe('#/explore?v=2&sit=lost-write&run=guest.guest')
  })

  test('forgets what was undone when something else is done', () => {
    const store = fresh()
    store.getState().set('fwb', false)
    undo(store)
    store.getState().set('mair', 0x44)
    redo(store)
    expect(address(store)).toBe('#/explore?v=2&mair=0x44')
  })

  test('goes back a limited number of steps', () => {
    const store = fresh()
    for (let step = 0; step < undoLimit + 56; step++) store.getState().set('mair', step & 0xff)
    expect(steps(store)).toBe(undoLimit)
    for (let step = 0; step < undoLimit; step++) undo(store)
    expect(store.getState().scenario.mair).toBe(55)
  })
})

describe('navigation', () => {
  test('to where the store is tells nobody', () => {
    fc.assert(
      fc.property(anyAddress, (to) => {
        const store = fresh(parse(writeAddress(to, somePresets)))
        const told = vi.fn<() => void>()
        store.subscribe(told)
        store.getState().navigate(parse(address(store)))
        store.getState().setMany(to.scenario)
        expect(told).not.toHaveBeenCalled()
      }),
      { numRuns: sweep(300) },
    )
  })

  test('leads anywhere, in one step', () => {
    fc.assert(
      fc.property(anyAddress, anyAddress, (from, to) => {
        const store = fresh({ ...from, dropped: [] })
        store.getState().navigate({ ...to, dropped: [] })
        expect(address(store)).toBe(writeAddress(to, somePresets))
        expect(steps(store)).toBeLessThanOrEqual(1)
      }),
      { numRuns: sweep(300) },
    )
  })
})
