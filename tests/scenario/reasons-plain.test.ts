import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reasonAgainst, reasonInputs } from '../../src/scenario/inputs.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { everySetting, settingOf, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'
import { sweep } from '../sweep.ts'
import { anyStory, kvmScenario, walkScenario } from './arbitrary.ts'
import { factsOf, plainReasons } from './plain-reasons.ts'

const story = fc.oneof({ arbitrary: anyStory, weight: 3 }, { arbitrary: walkScenario, weight: 1 })

const kinds = ['disabled', 'idle'] as const

/** What each setting says of a scenario, by the plain list; only those that say something. */
function expectedOf(scenario: Scenario): readonly string[] {
  const facts = factsOf(scenario)
  return everySetting.flatMap(({ key }) =>
    kinds.flatMap((kind) => {
      const found = plainReasons[key]?.[kind]?.find(({ when }) => when(facts, scenario))
      return found ? [`${key} ${kind}: ${found.says}`] : []
    }),
  )
}

/** The same by the schema. */
function saidOf(scenario: Scenario): readonly string[] {
  const at = reasonInputs(scenario)
  return everySetting.flatMap((setting) =>
    kinds.flatMap((kind) => {
      const says = setting[kind](at)
      return says === null ? [] : [`${setting.key} ${kind}: ${says}`]
    }),
  )
}

const everyReason = everySetting.flatMap(({ key }) =>
  kinds.flatMap((kind) => (plainReasons[key]?.[kind] ?? []).map((reason) => ({ key, kind, reason }))),
)

/** A setting's reason of one kind, in a scenario. */
const told = (key: SettingKey, kind: (typeof kinds)[number], scenario: Scenario) =>
  settingOf(key)[kind](reasonInputs(scenario))

describe('a reason why a setting does nothing', () => {
  test('is said exactly when its condition holds, and no other one is', () => {
    fc.assert(
      fc.property(story, (scenario) => {
        expect(saidOf(scenario)).toEqual(expectedOf(scenario))
      }),
      { numRuns: sweep(6_000) },
    )
  })

  test('is said in some scenario, each of them', () => {
    const said = new Set(fc.sample(story, { numRuns: 1_500, seed: 7 }).flatMap(saidOf))
    const missing = everyReason.filter(({ key, kind, reason }) => !said.has(`${key} ${kind}: ${reason.says}`))
    expect(missing).toEqual([])
  })

  test('goes as soon as what it blames is put right', () => {
    fc.assert(
      fc.property(story, (scenario) => {
        const facts = factsOf(scenario)
        const stubborn = everyReason.filter(
          ({ key, kind, reason: { when, cure, says } }) =>
            when(facts, scenario) && told(key, kind, { ...scenario, ...cure }) === says,
        )
        expect(stubborn).toEqual([])
      }),
      { numRuns: sweep(300) },
    )
  })

  test.each(everyReason)('names what it blames: $key, $reason.says', ({ reason }) => {
    const { says, blames, naming, cure } = reason
    expect(says.replace(/^(Not used|KVM wrote this|As KVM sets it): /, '')).toContain(naming)
    expect(Object.keys(cure)).toContain(blames)
  })

  test('against a setting is what hardware says before what the story says', () => {
    fc.assert(
      fc.property(fc.oneof(story, kvmScenario), fc.constantFrom(...everySetting), (scenario, setting) => {
        const [first] = kinds.flatMap((kind) => told(setting.key, kind, scenario) ?? [])
        expect(reasonAgainst(setting, scenario)).toBe(first ?? null)
      }),
      { numRuns: sweep(2_000) },
    )
  })
})

const byHand: Scenario = { ...defaults, s2: 'hand' }
const both = [false, true] as const

const values = <K extends SettingKey>(key: K) =>
  (settingOf(key) as unknown as Setting<K, Scenario[K]>).values.map(({ value }) => value)

describe('the reason of a choice that the architecture leaves open is right for every encoding', () => {
  const disagreeing = (scenarios: readonly Scenario[]) =>
    scenarios.filter((one) => saidOf(one).join() !== expectedOf(one).join())

  test('of MAIR, with FEAT_XS and FEAT_MTE2 and without', () => {
    const scenarios = values('mair').flatMap((mair) =>
      both.flatMap((xs) =>
        both.map((mte2): Scenario => ({ ...byHand, mair, xs, mte2, c: false, vm: false })),
      ),
    )
    expect(disagreeing(scenarios)).toEqual([])
  })

  test('of MemAttr, with FWB and without, and with FEAT_MTE_PERM and without', () => {
    const scenarios = values('memattr').flatMap((memattr) =>
      both.flatMap((hcrfwb) =>
        both.flatMap((mteperm) =>
          both.map((mte2): Scenario => ({ ...byHand, memattr, hcrfwb, mteperm, mte2 })),
        ),
      ),
    )
    expect(disagreeing(scenarios)).toEqual([])
  })

  test('of SH, at both stages, on and off', () => {
    const scenarios = values('sh').flatMap((sh) =>
      values('s2sh').flatMap((s2sh) =>
        both.flatMap((m) => both.map((vm): Scenario => ({ ...byHand, sh, s2sh, m, vm }))),
      ),
    )
    expect(disagreeing(scenarios)).toEqual([])
  })
})
