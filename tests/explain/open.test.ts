import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accessAnswer } from '../../src/explain/access.ts'
import { choiceKeys } from '../../src/explain/keys.ts'
import { inWords, plain } from '../../src/explain/sentence.ts'
import { alternatives } from '../../src/scenario/inputs.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { attributesOf } from '../scenario/attributes-of.ts'
import { accessScenario, defaults, resolve } from './by-hand.ts'
import { sweep } from '../sweep.ts'

/** Every other choice of the PE under which the answer is another. */
const otherAnswers = (scenario: Scenario) =>
  choiceKeys.flatMap((key) =>
    alternatives(key, scenario)
      .map((value): Scenario => ({ ...scenario, [key]: value }))
      .filter((other) => attributesOf(other) !== attributesOf(scenario))
      .map((other) => `${key}: ${inWords(key, other)}`),
  )

const open = (changes: Partial<Scenario>) => resolve({ ...defaults, ...changes }).open

describe('what is open about an answer', () => {
  test('names every choice that would change it, and no other', () => {
    fc.assert(
      fc.property(accessScenario, (scenario) => {
        const others = accessAnswer(scenario).open.flatMap((point) => point.others)
        const named = new Set(others.map(({ key, choice }) => `${key}: ${choice}`))
        expect([...named].toSorted()).toEqual(otherAnswers(scenario).toSorted())
      }),
      { numRuns: sweep(5_000) },
    )
  })

  test('says whether it matters', () => {
    fc.assert(
      fc.property(accessScenario, (scenario) => {
        for (const { matters, others } of accessAnswer(scenario).open) expect(matters).toBe(others.length > 0)
      }),
      { numRuns: sweep(1_000) },
    )
  })

  test('has each point once, in words without a mark left', () => {
    fc.assert(
      fc.property(accessScenario, (scenario) => {
        const points = accessAnswer(scenario).open
        expect(new Set(points.map(({ id }) => id)).size).toBe(points.length)
        for (const { says } of points) expect(plain(says)).toMatch(/^[^{}]+[^.{}]$/)
      }),
      { numRuns: sweep(1_000) },
    )
  })

  test('is nothing for the defaults', () => {
    expect(open({})).toEqual([])
  })

  test('is a reserved MAIR byte, with the answer of a PE that reads its fields', () => {
    const [point] = open({ mair: 0x10, memattr: 0b0111 })
    expect(point).toMatchObject({ id: 'mair-reserved-inner', status: 'unpredictable', matters: true })
    expect(point?.others).toEqual([
      {
        key: 'resmair',
        choice: 'its fields, one by one',
        gives: expect.stringContaining('Normal Write-Through'),
      },
    ])
  })

  test('is a RES0 bit that is set, without effect', () => {
    const ids = (changes: Partial<Scenario>) => open(changes).map(({ id, matters }) => [id, matters])
    expect(ids({ fnxs: true, xs: false })).toEqual([['res0-fnxs', false]])
    expect(ids({ dct: true, mte2: false })).toEqual([['res0-dct', false]])
    expect(ids({ memattr: 0b1110 })).toEqual([['fwb-bit3-res0', false]])
  })
})
