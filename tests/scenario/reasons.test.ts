import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { defaults, toInputs } from '../../src/scenario/scenario.ts'
import { everySetting, settingOf, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import { evenScenario } from './arbitrary.ts'

/**
 * What an access ends as: what stage 1 hands on in between may differ. NoTagAccess means nothing for memory
 * that ends up Untagged.
 */
function answer(scenario: Scenario): string {
  const { final, par, fault } = translateAttributes(toInputs(scenario))
  return JSON.stringify([final && { ...final, notagaccess: final.tagged && final.notagaccess }, par, fault])
}

/** Tagged at stage 1 with the cache off, under a stage 2 that denies tag accesses. */
const denied: Scenario = { ...defaults, mair: 0xf0, c: false, hcrfwb: false, memattr: 0b0100, mteperm: true }

/** Settings that a reason calls without effect, but of which some value changes the answer. */
function wrongReasons(scenario: Scenario): readonly string[] {
  const before = answer(scenario)
  return everySetting.flatMap(({ key, disabled, idle, values }) => {
    const says = disabled(scenario) ?? idle(scenario)
    if (says === null) return []
    const sample = values.length > 16 ? values.filter((_, at) => at % 17 === 0) : values
    const changed = sample.find(({ value }) => answer({ ...scenario, [key]: value }) !== before)
    return changed ? [`${key}=${changed.address}: ${says}`] : []
  })
}

const reason = (key: SettingKey, changes: Partial<Scenario>) => {
  const { disabled, idle } = settingOf(key)
  return disabled({ ...defaults, ...changes }) ?? idle({ ...defaults, ...changes })
}

describe('the reasons why a setting does nothing', () => {
  test('are true: the engine gives the same answer for every other value', () => {
    fc.assert(
      fc.property(evenScenario, (scenario) => {
        expect(wrongReasons(scenario)).toEqual([])
      }),
      { numRuns: 5_000, examples: [[denied]] },
    )
  })

  test('leave every setting some scenario in which it counts', () => {
    const counts = new Set<string>()
    for (const scenario of fc.sample(evenScenario, { numRuns: 12_000, seed: 1 })) {
      const before = answer(scenario)
      for (const { key, values } of everySetting)
        if (!counts.has(key) && values.some(({ value }) => answer({ ...scenario, [key]: value }) !== before))
          counts.add(key)
    }
    const texts = ['title', 'note']
    expect(everySetting.map(({ key }) => key).filter((key) => !counts.has(key))).toEqual(texts)
  })

  test('are given in words', () => {
    expect(reason('hcrfwb', { fwb: false })).toBe('RES0 without FEAT_S2FWB: reads as 0')
    expect(reason('mteperm', { mte2: false })).toBe('FEAT_MTE_PERM needs FEAT_MTE2')
    expect(reason('mair', { m: false })).toBe('Not used: stage 1 is off, SCTLR_EL1.M is 0')
    expect(reason('mair', { dc: true })).toBe('Not used: HCR_EL2.DC turns stage 1 off')
    expect(reason('memattr', { vm: false })).toBe('Not used: stage 2 is off, HCR_EL2.VM and DC are 0')
    expect(reason('memattr', { vm: false, dc: true })).toBe(null)
    expect(reason('c', { acc: 'x' })).toBe('Not used: it is about data accesses')
    expect(reason('i', {})).toBe('Not used: it is about instruction fetches')
    expect(reason('dct', {})).toBe('Not used: HCR_EL2.DC is 0')
    expect(reason('effsh', {})).toBe(null)
    expect(reason('effsh', { memattr: 0b0101 })).toBe('Not used: stage 2 does not force Write-Back')
    expect(reason('resmair', {})).toBe('Not used: the MAIR byte is not reserved')
    expect(reason('resmair', { mair: 0xf0, mte2: false })).toBe(null)
  })
})
