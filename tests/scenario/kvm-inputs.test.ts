import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { policies } from '../../src/kvm/policies.ts'
import { settingOfId } from '../../src/scenario/id.ts'
import { controlOf } from '../../src/scenario/kvm-ids.ts'
import { policyOf, toKvm } from '../../src/scenario/kvm-inputs.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { everySetting, findSetting, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import type { FlagsSetting } from '../../src/scenario/kinds/flags.ts'
import { evenScenario, kvmScenario, valueOf } from './arbitrary.ts'
import { sweep } from '../sweep.ts'

type InputName = keyof KvmInputs

const inputNames = Object.keys(defaultKvmInputs) as readonly InputName[]

/** The inputs in which two differ. */
const changed = (before: KvmInputs, after: KvmInputs) =>
  inputNames.filter((name) => before[name] !== after[name])

/** Settings that an input also depends on, beside its control: what cannot be counts as absent. */
const alsoBy: Partial<Record<InputName, readonly SettingKey[]>> = {
  lpa2: ['page'],
  mte: ['mte2'],
  gmem: ['gmemmap'],
  ipa: ['lpa2', 'page', 'pa'],
  swap: ['slot'],
}

/** The inputs that a setting, or the flag of one, may change. */
function inputsOf(id: string): readonly InputName[] {
  const key = settingOfId(id)?.key
  return inputNames.filter(
    (name) => controlOf[name] === id || alsoBy[name]?.some((other) => other === key) === true,
  )
}

const anyScenario = fc.oneof(evenScenario, kvmScenario)
const kvmKeys = [...new Set(inputNames.map((name) => settingOfId(controlOf[name])?.key ?? 'fwb'))]

describe('what KVM is asked', () => {
  test('by default is the default of the engine', () => {
    expect(toKvm(defaults)).toEqual(defaultKvmInputs)
  })

  test('has a control for every input: a setting, or a flag of one', () => {
    expect(Object.keys(controlOf).toSorted()).toEqual(inputNames.toSorted())
    for (const id of Object.values(controlOf)) {
      const [key = '', flag] = id.split('-')
      const setting = findSetting(key)
      expect(setting?.kind === 'flags').toBe(flag !== undefined)
      if (flag === undefined) continue
      expect((setting as unknown as FlagsSetting).flags.map(({ word }) => word)).toContain(flag)
    }
  })

  test('changes with a setting only in the inputs whose control it is', () => {
    const move = fc.constantFrom(...everySetting).chain((setting) =>
      fc.record({
        key: fc.constant(setting.key),
        kind: fc.constant(setting.kind),
        to: setting.kind === 'text' ? fc.constant('') : valueOf(setting),
      }),
    )
    fc.assert(
      fc.property(anyScenario, move, (scenario, { key, kind, to }) => {
        const after = { ...scenario, [key]: to } as Scenario
        const allowed =
          kind === 'flags'
            ? inputNames.filter(
                (name) => controlOf[name].startsWith(`${key}-`) || alsoBy[name]?.includes(key),
              )
            : inputsOf(key)
        for (const name of changed(toKvm(scenario), toKvm(after))) expect(allowed).toContain(name)
      }),
      { numRuns: sweep(5_000) },
    )
  })

  test('changes with one flag in one input, always', () => {
    const flags = ['vma', 'slot'].flatMap((key) => {
      const setting = findSetting(key) as unknown as FlagsSetting<SettingKey>
      return setting.flags.map(({ word }) => ({ setting, word }))
    })
    fc.assert(
      fc.property(anyScenario, fc.constantFrom(...flags), (any, { setting, word }) => {
        // A VMA cannot be swapped in under a guest_memfd.
        const scenario = { ...any, swap: false }
        const value = setting.toggled(String(scenario[setting.key]), word)
        const after = { ...scenario, [setting.key]: value } as Scenario
        const id = `${setting.key}-${word}`
        const expected = inputNames.filter((name) => controlOf[name] === id && name !== 'maywrite')
        expect(changed(toKvm(scenario), toKvm(after))).toEqual(expected)
        expect(expected).toHaveLength(1)
      }),
      { numRuns: sweep(5_000) },
    )
  })

  test.each(kvmKeys)('changes with %s', (key) => {
    const setting = findSetting(key)
    const values =
      setting?.kind === 'number' ? [0x1000, 0x2000] : (setting?.values ?? []).map(({ value }) => value)
    const seen = values.map((value) =>
      JSON.stringify(toKvm({ ...defaults, lpa2: key === 'ipa', [key]: value })),
    )
    expect(new Set(seen).size).toBe(values.length)
  })

  test('changes in every input by the control that is named for it; VM_MAYWRITE is always set, and the size of a leaf is the story’s', () => {
    const moves = fc.sample(evenScenario, { numRuns: 200, seed: 3 })
    for (const name of inputNames.filter((one) => one !== 'maywrite' && one !== 'granule')) {
      const key = settingOfId(controlOf[name])?.key ?? 'fwb'
      const before = moves.map((scenario) => toKvm({ ...defaults, [key]: scenario[key] })[name])
      expect(new Set(before).size, name).toBeGreaterThan(1)
    }
    expect(moves.every((scenario) => toKvm(scenario).maywrite)).toBe(true)
  })

  test('says of guest_memfd whether the host may map it', () => {
    const gmem = (changes: Partial<Scenario>) => toKvm({ ...defaults, ...changes }).gmem
    expect(gmem({ gmemmap: false })).toBe('none')
    expect(gmem({ slot: 'gmem' })).toBe('mmap')
    expect(gmem({ slot: 'log+gmem', gmemmap: false })).toBe('private')
  })

  test('has no MTE without FEAT_MTE2, no LPA2 with 64K pages, and no IPA above 48 bits with neither', () => {
    fc.assert(
      fc.property(evenScenario, (scenario) => {
        const { mte, lpa2, ipa, page, swap, gmem } = toKvm(scenario)
        expect(ipa).toBe(lpa2 || page === 64 ? Number(scenario.ipa) : Math.min(48, Number(scenario.ipa)))
        expect(swap).toBe(scenario.swap && gmem === 'none')
        expect(mte).toBe(scenario.mte && scenario.mte2)
        expect(lpa2).toBe(scenario.lpa2 && scenario.page !== '64k')
      }),
    )
  })

  test('a host mapping of none is no VMA', () => {
    fc.assert(
      fc.property(evenScenario, (scenario) => {
        const { vma, map } = toKvm(scenario)
        expect([vma, map]).toEqual(scenario.map === 'none' ? ['none', 'page'] : ['mapped', scenario.map])
      }),
    )
  })
})

test('every policy is a choice of the setting, and the other way round', () => {
  const choices = findSetting('policy')?.values.map(({ value }) => value) ?? []
  expect(choices.toSorted()).toEqual(policies.map(({ id }) => id).toSorted())
  for (const policy of policies)
    expect(policyOf({ ...defaults, policy: policy.id as Scenario['policy'] })).toBe(policy)
})
