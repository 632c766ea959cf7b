import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { properties } from '../../src/explain/answer.ts'
import { flips } from '../../src/explain/flips.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { alternatives, defaults, isScenario } from '../../src/scenario/scenario.ts'
import { everySetting, settingOf, type Scenario } from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'
import { evenScenario } from '../scenario/arbitrary.ts'

const fiftyScenarios = fc.sample(evenScenario, { numRuns: 50, seed: 7 })

/** Every single change of a scenario, with the answers that it leads to. */
const changesOf = (scenario: Scenario) =>
  everySetting.flatMap((setting: Setting) =>
    alternatives(setting.key as keyof Scenario, scenario).map((value) => ({
      change: `${setting.key}=${setting.values.find((one) => one.value === value)?.address}`,
      answers: resolve({ ...scenario, [setting.key]: value }).answers,
    })),
  )

describe('what would flip an answer', () => {
  test('is every single change that does, and no other', () => {
    for (const scenario of fiftyScenarios) {
      const { answers } = resolve(scenario)
      const changes = changesOf(scenario)
      for (const property of properties) {
        const listed = flips(scenario, property).flatMap(({ key, values }) =>
          values.map((value) => `${key}=${value}`),
        )
        const really = changes.filter((one) => one.answers[property].result !== answers[property].result)
        expect(listed.toSorted()).toEqual(really.map(({ change }) => change).toSorted())
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
          const { answers, attributes } = resolve(next)
          expect(attributes.fault ? 'fault' : answers[property].words).toBe(result)
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
