import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { properties } from '../../src/explain/answer.ts'
import { isNodeId, linked } from '../../src/explain/links.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { everySetting, type Scenario } from '../../src/scenario/schema.ts'
import { evenScenario } from '../scenario/arbitrary.ts'

const lit = (id: string, changes: Partial<Scenario> = {}) =>
  [...linked(id, resolve({ ...defaults, ...changes }).answers)].toSorted()

const isProperty = (id: string) => properties.some((property) => property === id)

describe('a picked element', () => {
  test('lights where its value comes from and the field of PAR_EL1 that it goes to', () => {
    expect(lit('shareability')).toEqual(expect.arrayContaining(['shareability', 'sh', 's2sh', 'par-sh']))
    expect(lit('shareability')).not.toContain('par-attr')
    expect(lit('memattr')).toEqual(expect.arrayContaining(['memattr', 'type', 'par-attr']))
    expect(lit('par-attr')).toEqual(
      expect.arrayContaining(['type', 'hints', 'tags', 'xs-attr', 'mair', 'memattr']),
    )
  })

  test('lights what lights it', () => {
    fc.assert(
      fc.property(evenScenario, (scenario) => {
        const { answers } = resolve(scenario)
        const keys = everySetting.map(({ key }) => key).filter((key) => !isProperty(key))
        for (const property of properties)
          for (const key of keys)
            expect(linked(key, answers).has(property)).toBe(linked(property, answers).has(key))
      }),
      { numRuns: 200 },
    )
  })

  test('that is nothing lights nothing but itself', () => {
    for (const id of ['', 'par', 'constructor', 'valueof']) expect(lit(id)).toEqual([id])
  })

  test('is one thing only: no setting has the id of a property', () => {
    expect(everySetting.map(({ key }) => key).filter(isProperty)).toEqual([])
  })

  test('is a property, a field of PAR_EL1 or a setting', () => {
    for (const id of [...properties, 'par-attr', 'par-sh', ...everySetting.map(({ key }) => key)])
      expect(isNodeId(id)).toBe(true)
    for (const id of ['', 'par', 'toString', '__proto__', 'constructor']) expect(isNodeId(id)).toBe(false)
  })
})
