import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { properties } from '../../src/explain/answer.ts'
import type { Property } from '../../src/arch/rule.ts'
import { flips, type Aspect } from '../../src/explain/flips.ts'
import { stage2TypeName } from '../../src/explain/kvm/leaf-words.ts'
import { faultShort } from '../../src/explain/walk/fault-words.ts'
import { resolve as resolveStory } from '../../src/explain/resolve.ts'
import { hazardOf } from '../../src/kvm/hazards.ts'
import { alternatives } from '../../src/scenario/inputs.ts'
import { isScenario } from '../../src/scenario/scenario.ts'
import { everySetting, settingOf, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'
import { handScenario, kvmScenario } from '../scenario/arbitrary.ts'
import { defaults } from './by-hand.ts'

/** With stage 2 by hand, so that each change has an access to judge. */
const fiftyScenarios = fc.sample(handScenario, { numRuns: 50, seed: 7 })

/** Every single change of a scenario, with the answers that it leads to. */
const changesOf = (scenario: Scenario) =>
  everySetting
    .filter(({ key }) => key !== 's2')
    .flatMap((setting: Setting) =>
      alternatives(setting.key as keyof Scenario, scenario).map((value) => ({
        change: `${setting.key}=${setting.values.find((one) => one.value === value)?.address}`,
        result: (property: Property) => resultOf({ ...scenario, [setting.key]: value }, property),
      })),
    )

describe('what would flip an answer', () => {
  test('is every single change that does, and no other', () => {
    for (const scenario of fiftyScenarios) {
      const changes = changesOf(scenario)
      for (const property of properties) {
        const listed = flips(scenario, property).flatMap(({ key, values }) =>
          values.map((value) => `${key}=${value}`),
        )
        const now = resultOf(scenario, property)
        const real = changes.filter((one) => one.result(property) !== now)
        expect(listed.toSorted()).toEqual(real.map(({ change }) => change).toSorted())
      }
    }
  })

  test('comes with the scenario’s next value and the result that it gives', () => {
    for (const scenario of fiftyScenarios.slice(0, 20))
      for (const property of properties)
        for (const { key, values, to, result } of flips(scenario, property)) {
          const setting: Setting = settingOf(key)
          expect(setting.values.find(({ value }) => value === to)?.address).toBe(values[0])
          const next = { ...scenario, [key]: to } as Scenario
          expect(isScenario(next)).toBe(true)
          expect(resultOf(next, property)).toBe(result)
        }
  })

  test('puts values that lead to the same result together', () => {
    for (const scenario of fiftyScenarios.slice(0, 20))
      for (const property of properties) {
        const ends = flips(scenario, property).map(({ key, result }) => `${key}: ${result}`)
        expect(new Set(ends).size).toBe(ends.length)
      }
  })

  test('names a byte that an engineer would try first', () => {
    const byMair = flips({ ...defaults, memattr: 0b0111 }, 'type').filter(({ key }) => key === 'mair')
    expect(byMair.map(({ values }) => values[0]).slice(0, 3)).toEqual(['0x44', '0x04', '0xbb'])
  })
})

/** How KVM ends a story, or what it maps and whether that leaks, told from the whole outcome. */
function endOf(scenario: Scenario): string {
  const { kvm } = resolveStory(scenario)
  if (!kvm) throw new Error('KVM was not asked')
  if (kvm.stopped === 'memslot') return kvm.memslot.says
  if (!kvm.leaf) return kvm.fault.says
  const hazard = hazardOf(kvm.inputs, kvm.leaf)
  return stage2TypeName[kvm.leaf.type] + (hazard === 'leak' ? ', leaks' : hazard ? ', an alias' : '')
}

/** What a property is in the end, or how KVM ends the story before it. */
function resultOf(scenario: Scenario, property: Property): string {
  const { access, walk } = resolveStory(scenario)
  if (walk?.fault) return faultShort(walk.fault)
  if (!access) return endOf(scenario)
  return access.attributes.fault ? 'fault' : access.answers[property].words
}

const kvmScenarios = fc.sample(kvmScenario, { numRuns: 24, seed: 11 })

/** Every single change that leads elsewhere, as it is listed, by making it. */
function really(scenario: Scenario, result: (of: Scenario) => string): readonly string[] {
  const now = result(scenario)
  return everySetting
    .filter(({ key }) => key !== 's2')
    .flatMap((setting: Setting) =>
      alternatives(setting.key as SettingKey, scenario).flatMap((value) => {
        const there = result({ ...scenario, [setting.key]: value })
        return there === now ? [] : [`${setting.key}=${setting.encode(value)}: ${there}`]
      }),
    )
}

const listed = (scenario: Scenario, aspect: Aspect) =>
  flips(scenario, aspect).flatMap(({ key, values, result }) =>
    values.map((value) => `${key}=${value}: ${result}`),
  )

describe('what would flip KVM’s answer', () => {
  test('is every single change that does, and no other', () => {
    for (const scenario of kvmScenarios)
      expect(listed(scenario, 'kvm').toSorted()).toEqual(really(scenario, endOf).toSorted())
  })

  test('may end the story, and counts for every property', () => {
    for (const scenario of kvmScenarios.slice(0, 12))
      for (const property of properties) {
        const changes = really(scenario, (of) => resultOf(of, property))
        expect(listed(scenario, property).toSorted()).toEqual(changes.toSorted())
      }
  })

  test('comes with its next value, a scenario that is one, and a code that is short', () => {
    for (const scenario of kvmScenarios)
      for (const { key, values, to, code, token } of flips(scenario, 'kvm')) {
        const setting: Setting = settingOf(key)
        expect(setting.encode(to)).toBe(values[0])
        expect(isScenario({ ...scenario, [key]: to })).toBe(true)
        expect(code).toMatch(/^[-A-Za-z_ ,]{1,24}$/)
        expect(token.length).toBeGreaterThan(0)
      }
  })

  test('by hand is what would flip the type', () => {
    for (const scenario of fiftyScenarios.slice(0, 5))
      expect(flips(scenario, 'kvm')).toEqual(flips(scenario, 'type'))
  })

  test('of the default reads like this', () => {
    const told = flips({ ...defaults, s2: 'kvm' }, 'kvm').map(
      ({ key, values, code }) => `${key} ${values.join(' ')}: ${code}`,
    )
    expect(told).toEqual([
      'fwb 0: -EINVAL',
      'dic 0: -EINVAL',
      'policy before fallback-optin: nGnRE, leaks',
      'policy block block-v4 optin optin-v6 optin-strict: -EINVAL',
      'pgprot nc device_ngnre device_ngnrne: nGnRE',
      'slot log bit3: -EINVAL',
      'mte 1: -EINVAL',
      'ipa 32 36 39: -EFAULT',
      'overlap 1: -EEXIST',
      'map none: -EFAULT',
      'fsc access-flag: AF set',
      'fsc excl-atomic: abort in the guest',
      'fsc other: -EFAULT',
      'pa 36: -EFAULT',
    ])
  })
})
