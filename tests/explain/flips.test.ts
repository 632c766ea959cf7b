import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { properties } from '../../src/explain/answer.ts'
import type { Property } from '../../src/arch/rule.ts'
import { flips, type Aspect } from '../../src/explain/flips.ts'
import { stage2TypeName } from '../../src/explain/kvm/leaf-words.ts'
import { faultShort } from '../../src/explain/walk/fault-words.ts'
import { partsOf, type Parts } from '../../src/explain/resolve.ts'
import { hazardOf } from '../../src/kvm/hazards.ts'
import { alternatives } from '../../src/scenario/inputs.ts'
import { oncePer } from '../../src/scenario/once-per.ts'
import { isScenario } from '../../src/scenario/scenario.ts'
import { everySetting, settingOf, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'
import { handScenario, kvmScenario } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'
import { defaults } from './by-hand.ts'

/** With stage 2 by hand, so that each change has an access to judge. Each costs hundreds of stories. */
const byHand = fc.sample(handScenario, sweep(60, 8))

/** Most of these get as far as the fault. */
const byKvm = fc.sample(kvmScenario, sweep(60, 8))

/** How KVM ends a story, or what it maps and whether that leaks, told from the whole answer. */
function endOf({ kvm }: Parts): string {
  if (!kvm) return 'KVM was not asked'
  if (kvm.stopped === 'memslot') return kvm.memslot.says
  if (!kvm.leaf) return kvm.fault.says
  const hazard = hazardOf(kvm.inputs, kvm.leaf)
  return stage2TypeName[kvm.leaf.type] + (hazard === 'leak' ? ', leaks' : hazard ? ', an alias' : '')
}

/** What a property is in the end, or how the story ends before it. */
function resultOf(story: Parts, property: Property): string {
  const { access, walk } = story
  if (walk?.fault) return faultShort(walk.fault)
  if (!access) return endOf(story)
  return access.attributes.fault ? 'fault' : access.answers[property].words
}

/** What a story gives in every aspect. */
function resultsOf(scenario: Scenario): ReadonlyMap<Aspect, string> {
  const story = partsOf(scenario)
  const ofProperties = properties.map((property) => [property, resultOf(story, property)] as const)
  return new Map<Aspect, string>([['kvm', endOf(story)], ...ofProperties])
}

/** What a scenario gives, and what every single change of a setting gives: told once, whatever aspect is asked for. */
const changesOf = oncePer((scenario: Scenario) => ({
  now: resultsOf(scenario),
  changes: everySetting
    .filter(({ key }) => key !== 's2')
    .flatMap((setting: Setting) =>
      alternatives(setting.key as SettingKey, scenario).map((value) => ({
        name: `${setting.key}=${setting.encode(value)}`,
        there: resultsOf({ ...scenario, [setting.key]: value }),
      })),
    ),
}))

/** Every single change that leads elsewhere, as it is listed, by making it. */
function really(scenario: Scenario, aspect: Aspect): readonly string[] {
  const { now, changes } = changesOf(scenario)
  return changes
    .filter(({ there }) => there.get(aspect) !== now.get(aspect))
    .map(({ name, there }) => `${name}: ${there.get(aspect)}`)
}

const listed = (scenario: Scenario, aspect: Aspect) =>
  flips(scenario, aspect).flatMap(({ key, values, result }) =>
    values.map((value) => `${key}=${value}: ${result}`),
  )

describe('what would flip an answer', () => {
  test('is every single change that does, and no other, with the result that it gives', () => {
    for (const scenario of byHand)
      for (const property of properties)
        expect(listed(scenario, property).toSorted()).toEqual(really(scenario, property).toSorted())
  })

  test('comes with the scenario’s next value', () => {
    for (const scenario of byHand.slice(0, 5))
      for (const property of properties)
        for (const { key, values, to } of flips(scenario, property)) {
          const setting: Setting = settingOf(key)
          expect(setting.values.find(({ value }) => value === to)?.address).toBe(values[0])
          expect(isScenario({ ...scenario, [key]: to })).toBe(true)
        }
  })

  test('puts values that lead to the same result together', () => {
    for (const scenario of byHand.slice(0, 5))
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

describe('what would flip KVM’s answer', () => {
  test('is every single change that does, and no other', () => {
    for (const scenario of byKvm)
      expect(listed(scenario, 'kvm').toSorted()).toEqual(really(scenario, 'kvm').toSorted())
  })

  test('may end the story, and counts for every property', () => {
    for (const scenario of byKvm)
      for (const property of properties)
        expect(listed(scenario, property).toSorted()).toEqual(really(scenario, property).toSorted())
  })

  test('comes with its next value, a scenario that is one, and a code that is short', () => {
    for (const scenario of byKvm)
      for (const { key, values, to, code, token } of flips(scenario, 'kvm')) {
        const setting: Setting = settingOf(key)
        expect(setting.encode(to)).toBe(values[0])
        expect(isScenario({ ...scenario, [key]: to })).toBe(true)
        expect(code).toMatch(/^[-A-Za-z_ ,]{1,24}$/)
        expect(token.length).toBeGreaterThan(0)
      }
  })

  test('by hand is what would flip the type', () => {
    for (const scenario of byHand.slice(0, 5)) expect(flips(scenario, 'kvm')).toEqual(flips(scenario, 'type'))
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
