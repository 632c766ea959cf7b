import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recording, type Decide, type Decision } from '../../src/arch/rule.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { accessAnswer } from '../../src/explain/access.ts'
import { properties } from '../../src/explain/answer.ts'
import { hintsCode, tagsName, typeCode } from '../../src/explain/words.ts'
import { toInputs } from '../../src/scenario/inputs.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { ofEvery } from '../of-every.ts'
import { sweep } from '../sweep.ts'
import { accessScenario } from './by-hand.ts'

/** Decisions with the inputs that they were made for. */
function decisionsOf(scenario: Scenario) {
  const log: Decision[] = []
  const inputs: unknown[] = []
  const record = recording(log)
  const decide: Decide = (table, input, field) => {
    inputs.push(input)
    return record(table, input, field)
  }
  translateAttributes(toInputs(scenario), decide)
  return log.map((decision, at) => ({ ...decision, input: inputs[at] as never }))
}

/** The codes of each property of the attributes, or null for a fault. */
function codesOf(scenario: Scenario, stage: 's1' | 'final') {
  const at = toInputs(scenario)
  const attrs = translateAttributes(at)[stage]
  if (!attrs) return properties.map(() => null)
  return [
    typeCode(attrs),
    hintsCode(attrs),
    attrs.shareability,
    tagsName(attrs, at.mteperm),
    attrs.xs ? '1' : '0',
  ]
}

/** Accesses with their answers, told once for all that is asked of them. */
const accesses = fc
  .sample(accessScenario, sweep(3_000))
  .map((scenario) => ({ scenario, access: accessAnswer(scenario) }))

const everyAccess = (holds: (of: (typeof accesses)[number]) => void) => {
  ofEvery(accesses, ({ scenario }) => scenario, holds)
}

describe('an answer', () => {
  test('gives what the engine gives, at stage 1 and in the end', () => {
    everyAccess(({ scenario, access }) => {
      const { answers } = access
      expect(properties.map((p) => answers[p].stage1)).toEqual(codesOf(scenario, 's1'))
      expect(properties.map((p) => answers[p].result)).toEqual(codesOf(scenario, 'final'))
    })
  })

  test('has a rule that decided it, of a table about its property or, for a fault, of the last table', () => {
    everyAccess(({ access }) => {
      const { answers, decisions, attributes } = access
      for (const property of properties) {
        const { decided } = answers[property]
        expect(decided.length).toBeGreaterThan(0)
        const allowed = attributes.fault ? [decisions.at(-1)?.table.id] : decided.map(({ table }) => table.id)
        expect(decided.map(({ table }) => table.id)).toEqual(allowed)
        expect(attributes.fault !== null || decided.every(({ table }) => table.of.includes(property))).toBe(
          true,
        )
      }
    })
  })

  test('is decided by a row that gives a value, and nothing after it gives the property another', () => {
    everyAccess(({ access }) => {
      const { answers, decisions, attributes } = access
      if (attributes.fault) return
      for (const property of properties) {
        const { decided } = answers[property]
        expect(decided.every(({ rule }) => !rule.keeps)).toBe(true)
        const after = decisions.slice(decisions.findLastIndex((one) => decided.includes(one)) + 1)
        const spoken = after.filter(({ table, rule }) => table.of.includes(property) && !rule.keeps)
        expect(spoken.filter(({ table }) => table !== decided[0]?.table)).toEqual([])
      }
    })
  })

  test('gives each reason that a field had, where inner and outer were decided apart', () => {
    everyAccess(({ access }) => {
      const { answers, decisions, attributes } = access
      if (attributes.fault) return
      for (const property of properties) {
        const { decided } = answers[property]
        const last = decisions.filter(({ table, rule }) => table === decided[0]?.table && !rule.keeps)
        const reasons = new Set(last.map(({ because }) => because))
        expect(new Set(decided.map(({ because }) => because))).toEqual(reasons)
      }
    })
  })

  test('that is said to be stage 1’s is what stage 1 handed on', () => {
    everyAccess(({ access }) => {
      const { answers } = access
      const own = properties.filter((p) => answers[p].whose === 'stage1' && answers[p].result !== null)
      expect(own.map((p) => answers[p].result)).toEqual(own.map((p) => answers[p].stage1))
    })
  })

  test('names its sources among the settings, each once', () => {
    everyAccess(({ scenario, access }) => {
      const { answers } = access
      for (const property of properties) {
        const { sources } = answers[property]
        expect(new Set(sources).size).toBe(sources.length)
        for (const key of sources) expect(scenario).toHaveProperty(key)
      }
    })
  })
})

test('rows that were passed over stand above the row taken in its table, and do not apply', () => {
  everyAccess(({ scenario }) => {
    for (const { table, rule, passedOver, input, value } of decisionsOf(scenario)) {
      expect(passedOver).toEqual(table.rules.slice(0, table.rules.indexOf(rule)))
      expect(passedOver.some((row) => row.when(input))).toBe(false)
      expect(rule.when(input)).toBe(true)
      expect(rule.gives(input)).toEqual(value)
    }
  })
})
