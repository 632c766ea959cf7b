import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { citations } from '../../src/cite/citations.ts'
import { properties } from '../../src/explain/answer.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { plain } from '../../src/explain/sentence.ts'
import { asJson } from '../../src/export/json.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { nastyScenario } from './nasty.ts'

test('JSON gives back the scenario and the answer', () => {
  fc.assert(
    fc.property(nastyScenario, (scenario) => {
      const outcome = resolve(scenario)
      const { final, s1, s2, fault } = outcome.attributes
      const read = JSON.parse(asJson(outcome, '#/explore?v=1'))
      expect(read).toMatchObject({
        format: 'stagecraft-outcome',
        version: 1,
        scenario: { settings: scenario },
        stage1: s1,
        stage2: s2,
        result: final,
        fault,
        verdict: plain(outcome.verdict),
      })
      expect({ ...defaults, ...read.scenario.changed }).toEqual(scenario)
    }),
    { numRuns: 1_000 },
  )
})

test('JSON holds the rules of every property with where they stand', () => {
  fc.assert(
    fc.property(nastyScenario, (scenario) => {
      const outcome = resolve(scenario)
      const { answers } = JSON.parse(asJson(outcome, '#/explore?v=1'))
      expect(answers).toMatchObject(
        properties.map((property) => ({
          property,
          result: outcome.answers[property].result,
          decided: outcome.answers[property].decided.map(({ rule }) => ({
            rule: rule.id,
            says: rule.says,
            cite: rule.cite.map((id) => citations[id]),
          })),
        })),
      )
    }),
    { numRuns: 300 },
  )
})

test('JSON has its keys in a fixed order', () => {
  const read = JSON.parse(asJson(resolve(defaults), '#/explore'))
  expect(Object.keys(read)).toEqual([
    'format',
    'version',
    'address',
    'scenario',
    'stage1',
    'stage2',
    'result',
    'par',
    'fault',
    'answers',
    'open',
    'verdict',
  ])
  expect(Object.keys(read.scenario.settings)).toEqual(Object.keys(defaults))
})

test('JSON is the same text wherever the page lies: of the link it keeps the fragment', () => {
  const outcome = resolve({ ...defaults, mair: 0x44 })
  const fragment = '#/explore?v=1&mair=0x44'
  const here = asJson(outcome, `http://localhost:5173/${fragment}`)
  expect(asJson(outcome, `https://example.org/a/b/${fragment}`)).toBe(here)
  const reversed = Object.fromEntries(Object.entries(outcome.scenario).toReversed()) as unknown as Scenario
  expect(asJson(resolve(reversed), fragment)).toBe(here)
  expect(JSON.parse(here).address).toBe(fragment)
})
