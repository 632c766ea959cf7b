import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultInputs } from '../../src/arch/inputs.ts'
import { citations } from '../../src/cite/citations.ts'
import { groupIds } from '../../src/scenario/groups.ts'
import {
  alternatives,
  defaults,
  differences,
  isAllowed,
  isScenario,
  toInputs,
} from '../../src/scenario/scenario.ts'
import { everySetting, settingOf, settingsByGroup } from '../../src/scenario/schema.ts'
import { anyScenario, valueOf } from './arbitrary.ts'

describe('the schema', () => {
  test('has the inputs of the engine, with the engine’s defaults, and a title and a note', () => {
    expect(defaults).toEqual({ ...defaultInputs, title: '', note: '' })
    expect(isScenario(defaults)).toBe(true)
  })

  test('has each key once, in the order of the groups', () => {
    const keys = everySetting.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(settingsByGroup.map(({ group }) => group.id)).toEqual(groupIds)
    expect(settingsByGroup.flatMap(({ settings }) => settings)).toEqual(everySetting)
  })

  test.each(everySetting)(
    '$key cites what exists and has distinct labels',
    ({ cite, values, group, key }) => {
      for (const id of cite) expect(citations).toHaveProperty(id)
      expect(cite.length > 0).toBe(group !== 'about')
      expect(new Set(values.map(({ label }) => label)).size).toBe(values.length)
      expect(settingOf(key).key).toBe(key)
    },
  )

  test.each(everySetting)('$key writes each value so that it is read as the same', (setting) => {
    fc.assert(
      fc.property(valueOf(setting), (value) => {
        const written = setting.encode(value)
        expect(written).toMatch(/^[A-Za-z0-9_-]*[A-Za-z0-9]$/)
        expect(setting.decode(written)).toEqual({ value })
        expect(setting.decode(written).value).toBe(value)
        expect(isAllowed(setting.key, value)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test.each(everySetting)('$key lists each value as the address writes it', (setting) => {
    for (const { value, address } of setting.values) expect(setting.encode(value)).toBe(address)
    expect(setting.kind === 'text' || setting.values.some(({ value }) => value === setting.initial)).toBe(
      true,
    )
  })

  test.each(everySetting)('$key refuses what is not one of its values', ({ key }) => {
    for (const value of [null, undefined, NaN, -1, 0.5, 256, {}, [], 'x'.repeat(2001), '\ud800', '\0'])
      expect(isAllowed(key, value)).toBe(false)
  })

  test('a scenario has every setting, none besides, and only allowed values', () => {
    fc.assert(fc.property(anyScenario, (scenario) => isScenario(scenario)))
    const { fwb, ...rest } = defaults
    for (const value of [rest, { ...rest, fwb: Number(fwb) }, { ...defaults, foo: 1 }, null, [], 'x'])
      expect(isScenario(value)).toBe(false)
  })
})

describe('a scenario', () => {
  test('goes to the engine as it is, but for FEAT_MTE_PERM without FEAT_MTE2', () => {
    expect(toInputs(defaults)).toBe(defaults)
    const perm = { ...defaults, mteperm: true }
    expect(toInputs(perm)).toBe(perm)
    expect(toInputs({ ...perm, mte2: false })).toEqual({ ...perm, mte2: false, mteperm: false })
  })

  test('differs from another in the settings that have another value', () => {
    expect(differences(defaults, defaults)).toEqual([])
    expect(differences(defaults, { ...defaults, title: 'x', fwb: false })).toEqual(['fwb', 'title'])
  })

  test('has every other value as an alternative', () => {
    expect(alternatives('fwb', defaults)).toEqual([false])
    expect(alternatives('sh01', defaults)).toEqual(['NSH', 'ISH'])
    expect(alternatives('mair', defaults)).toEqual(Array.from({ length: 255 }, (_, byte) => byte))
    expect(alternatives('title', defaults)).toEqual([])
  })

  test('has no alternative to what hardware fixes', () => {
    expect(alternatives('hcrfwb', { ...defaults, fwb: false })).toEqual([])
    expect(alternatives('mteperm', { ...defaults, mte2: false })).toEqual([])
    expect(alternatives('fnxs', { ...defaults, xs: false })).toEqual([])
    expect(alternatives('dct', { ...defaults, mte2: false })).toEqual([])
  })
})
