import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alternatives, reasonInputs } from '../../src/scenario/inputs.ts'
import { baseScenario, findPreset } from '../../src/scenario/preset.ts'
import {
  defaults,
  differences,
  isAllowed,
  isByHand,
  isScenario,
  onlyTexts,
  scenarioFrom,
} from '../../src/scenario/scenario.ts'
import {
  coherencyKeys,
  everySetting,
  findSetting,
  settingOf,
  type Scenario,
} from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'
import { sweep } from '../sweep.ts'
import { anyScenario, somePresets } from './arbitrary.ts'

describe('two scenarios', () => {
  test('differ in the settings whose values differ, in the order of the schema', () => {
    fc.assert(
      fc.property(anyScenario, anyScenario, (a, b) => {
        const plain = everySetting.filter(({ key }) => JSON.stringify(a[key]) !== JSON.stringify(b[key]))
        expect(differences(a, b)).toEqual(plain.map(({ key }) => key))
        expect(differences(a, a)).toEqual([])
      }),
      { numRuns: sweep(300) },
    )
  })

  test('differ in texts only where a title or a note differs and nothing else', () => {
    const { title, note, fwb } = { title: 'a', note: 'b', fwb: !defaults.fwb }
    const changes: readonly (readonly [Partial<Scenario>, boolean])[] = [
      [{}, false],
      [{ title }, true],
      [{ note }, true],
      [{ title, note }, true],
      [{ fwb }, false],
      [{ fwb, title }, false],
      [{ fwb, title, note }, false],
    ]
    for (const [change, only] of changes) expect(onlyTexts(defaults, { ...defaults, ...change })).toBe(only)
  })
})

describe('a scenario', () => {
  test('is one if each setting has one of its values, and each alone can spoil it', () => {
    for (const { key } of everySetting) {
      expect(isScenario({ ...defaults, [key]: { none: true } })).toBe(false)
      expect(isScenario(Object.fromEntries(Object.entries(defaults).filter(([one]) => one !== key)))).toBe(
        false,
      )
      expect(isAllowed(key, defaults[key])).toBe(true)
    }
    for (const key of ['', 'foo', 'FWB', 'toString', '__proto__']) {
      expect(isAllowed(key, true)).toBe(false)
      expect(findSetting(key)).toBeUndefined()
    }
  })

  test('is by hand if it says so', () => {
    expect(isByHand(defaults)).toBe(false)
    expect(isByHand({ ...defaults, s2: 'hand' })).toBe(true)
  })

  test('is made of what is said of each setting, and by default of its initial value', () => {
    expect(scenarioFrom(({ initial }) => initial)).toEqual(defaults)
    expect(Object.keys(scenarioFrom(({ key }) => key))).toEqual(everySetting.map(({ key }) => key))
    expect(Object.entries(scenarioFrom(({ key }) => key)).every(([key, value]) => key === value)).toBe(true)
  })

  test('starts from a preset’s settings over the defaults, or from the defaults', () => {
    for (const preset of somePresets) {
      expect(findPreset(somePresets, preset.id)).toBe(preset)
      expect(baseScenario(preset)).toEqual({ ...defaults, ...preset.settings })
    }
    for (const none of [null, '', 'gone', 'NO-FWB']) expect(findPreset(somePresets, none)).toBeUndefined()
    expect(baseScenario(undefined)).toEqual(defaults)
  })
})

describe('the alternatives of a setting', () => {
  test('are all its other values, or those that are one change away; none where hardware fixes it', () => {
    fc.assert(
      fc.property(anyScenario, fc.constantFrom(...everySetting), (scenario, setting: Setting) => {
        const key = setting.key as keyof Scenario
        const fixed = setting.disabled(reasonInputs(scenario)) !== null
        const others = setting.values.map(({ value }) => value).filter((value) => value !== scenario[key])
        const near = setting.neighbours?.(scenario[key])
        const listed = alternatives(key, scenario)
        expect(listed).toEqual(fixed ? [] : (near ?? others))
        expect(listed).not.toContain(scenario[key])
        expect(listed.every((value) => isAllowed(key, value))).toBe(true)
      }),
      { numRuns: sweep(2_000) },
    )
  })

  test('are near ones of flags and counts alone', () => {
    const near = everySetting.filter(({ neighbours }) => neighbours).map(({ kind }) => kind)
    expect(new Set(near)).toEqual(new Set(['flags', 'count']))
    expect(near).toHaveLength(everySetting.filter(({ kind }) => ['flags', 'count'].includes(kind)).length)
  })
})

describe('a setting', () => {
  test('is found by its key and by nothing else', () => {
    for (const setting of everySetting) {
      expect(findSetting(setting.key)).toBe(setting)
      expect(settingOf(setting.key)).toBe(setting)
    }
  })

  test('of act 5 alone is of the CPU, of the model or of the peer', () => {
    expect([...coherencyKeys].map((key) => `${settingOf(key).group} ${key}`)).toEqual([
      'cpu idc',
      'model hits',
      'model anyguest',
      'peer peeridc',
    ])
  })
})
