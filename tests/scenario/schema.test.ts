import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultInputs } from '../../src/arch/inputs.ts'
import { citations } from '../../src/cite/citations.ts'
import { groupIds } from '../../src/scenario/groups.ts'
import { alternatives, toInputs } from '../../src/scenario/inputs.ts'
import { defaults, differences, isAllowed, isScenario } from '../../src/scenario/scenario.ts'
import { defaultKvmInputs } from '../../src/kvm/inputs.ts'
import { toKvm } from '../../src/scenario/kvm-inputs.ts'
import {
  everySetting,
  settingOf,
  settingsByGroup,
  type Scenario,
  type SettingKey,
} from '../../src/scenario/schema.ts'
import { anyScenario, valueOf } from './arbitrary.ts'
import { sweep } from '../sweep.ts'

/** What the engine of attributes is asked. HCR_EL2.PTW is for reads of tables alone, which no setting asks for yet. */
const asked = (Object.keys(defaultInputs) as (keyof typeof defaultInputs)[]).filter((key) => key !== 'ptw')

describe('the schema', () => {
  test('has the inputs of both engines, with the engines’ defaults, and a title and a note', () => {
    for (const key of asked) expect(defaults[key as SettingKey], key).toBe(defaultInputs[key])
    expect(defaults).toMatchObject({ title: '', note: '' })
    expect(toKvm(defaults)).toEqual(defaultKvmInputs)
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
        expect(written).toMatch(/^[A-Za-z0-9_.+-]*[A-Za-z0-9]$/)
        expect(setting.decode(written)).toEqual({ value })
        expect(setting.decode(written).value).toBe(value)
        expect(isAllowed(setting.key, value)).toBe(true)
      }),
      { numRuns: sweep(500) },
    )
  })

  test.each(everySetting)('$key lists each value as the address writes it', (setting) => {
    for (const { value, address } of setting.values) expect(setting.encode(value)).toBe(address)
    const isOpen = ['text', 'number', 'word64', 'words'].includes(setting.kind)
    expect(setting.values.some(({ value }) => value === setting.initial)).toBe(!isOpen)
  })

  test.each(everySetting)('$key refuses what is not one of its values', ({ key, kind }) => {
    const beyond = kind === 'number' ? 2 ** 52 : 256
    for (const value of [null, undefined, NaN, -1, 0.5, beyond, {}, [], 'x'.repeat(2001), '\ud800', '\0'])
      expect(isAllowed(key, value)).toBe(false)
  })

  test('a scenario has every setting, none besides, and only allowed values', () => {
    fc.assert(fc.property(anyScenario, (scenario) => isScenario(scenario)))
    const { fwb, ...rest } = defaults
    for (const value of [rest, { ...rest, fwb: Number(fwb) }, { ...defaults, foo: 1 }, null, [], 'x'])
      expect(isScenario(value)).toBe(false)
  })
})

/** What of a scenario the engine of attributes is asked. */
const inputsIn = (scenario: Scenario) =>
  Object.fromEntries(asked.map((key) => [key, scenario[key as SettingKey]]))

describe('a scenario', () => {
  test('by hand goes to the engine as it is, but for FEAT_MTE_PERM without FEAT_MTE2, and that a write is data', () => {
    const perm = { ...defaults, s2: 'hand', mteperm: true } as const
    expect(toInputs(perm)).toMatchObject(inputsIn(perm))
    expect(toInputs({ ...perm, mte2: false })).toMatchObject({
      ...inputsIn(perm),
      mte2: false,
      mteperm: false,
    })
    expect(toInputs({ ...perm, acc: 'w' }).acc).toBe('r')
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
    expect(alternatives('gpa', defaults)).toEqual([])
    expect(alternatives('policy', defaults)).toHaveLength(12)
    expect(alternatives('policy', defaults)).not.toContain('linux-7.3')
  })

  test('has each flag turned over as the alternatives to a set of flags', () => {
    expect(alternatives('slot', defaults)).toEqual(['log', 'ro', 'gmem', 'bit3'])
    expect(alternatives('slot', { ...defaults, slot: 'log+ro' })).toEqual([
      'ro',
      'log',
      'log+ro+gmem',
      'log+ro+bit3',
    ])
  })

  test('has no alternative to what hardware fixes', () => {
    const byHand = { ...defaults, s2: 'hand' } as const
    expect(alternatives('hcrfwb', { ...byHand, fwb: false })).toEqual([])
    expect(alternatives('mteperm', { ...byHand, mte2: false })).toEqual([])
    expect(alternatives('fnxs', { ...byHand, xs: false })).toEqual([])
    expect(alternatives('dct', { ...byHand, mte2: false })).toEqual([])
    expect(alternatives('mte', { ...defaults, mte2: false })).toEqual([])
    expect(alternatives('lpa2', { ...defaults, page: '64k' })).toEqual([])
  })

  test('has no alternative to what KVM writes, unless it is taken in hand', () => {
    for (const key of ['memattr', 's2sh', 'fnxs', 'hcrfwb', 'vm', 'dc', 'dct', 'cd', 'id'] as const) {
      expect(alternatives(key, defaults)).toEqual([])
      expect(alternatives(key, { ...defaults, s2: 'hand' }).length).toBeGreaterThan(0)
    }
  })
})
