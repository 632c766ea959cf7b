import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nc, normal } from '../../src/arch/attributes.ts'
import { packOutcome } from '../../src/arch/packed.ts'
import { recording, type Decision } from '../../src/arch/rule.ts'
import { tables } from '../../src/arch/tables.ts'
import { translateAttributes, translateStage2 } from '../../src/arch/translate-attributes.ts'
import { citations } from '../../src/cite/citations.ts'
import { findSetting } from '../../src/scenario/schema.ts'
import { anyInputs, domains } from './space.ts'
import { sweep } from '../sweep.ts'

const rules = tables.flatMap((table) => table.rules)
const keysIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, key]) => key ?? '')

/** Every reason that a rule gave in a sample of the whole space, by the rule's id. */
function reasonsGiven(): ReadonlyMap<string, ReadonlySet<string>> {
  const given = new Map<string, Set<string>>()
  for (const at of fc.sample(anyInputs, { numRuns: 30_000, seed: 1 })) {
    const log: Decision[] = []
    translateAttributes(at, recording(log))
    // A read of stage 1's tables brings attributes of its own to stage 2.
    translateStage2({ ...at, acc: 'walk' }, normal(nc, nc, 'OSH', true), recording(log))
    for (const { rule, because } of log) given.set(rule.id, (given.get(rule.id) ?? new Set()).add(because))
  }
  return given
}

const given = reasonsGiven()

describe('every rule', () => {
  test('has an id of its own that an address can hold', () => {
    const ids = rules.map(({ id }) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]{1,40}$/)
  })

  test('is taken by some input', () => {
    expect(rules.map(({ id }) => id).filter((id) => !given.has(id))).toEqual([])
  })

  test('cites at least one place, and only known ones', () => {
    for (const { id, cite } of rules) {
      expect(cite.length, id).toBeGreaterThan(0)
      for (const place of cite) expect(citations, id).toHaveProperty(place)
    }
  })

  test('reads only settings, each once', () => {
    for (const { id, reads } of rules) {
      for (const key of reads) expect(findSetting(key)?.key, id).toBe(key)
      expect(new Set(reads).size, id).toBe(reads.length)
    }
  })

  test('names no setting in its words that it does not read', () => {
    for (const { id, says, because, reads } of rules)
      for (const key of [says, because, ...(given.get(id) ?? [])].flatMap(keysIn))
        expect(reads, id).toContain(key)
  })

  test('says its decision and its reason without a full stop, so that sentences can be made of them', () => {
    for (const { id, says, because } of rules) {
      expect(says, id).toMatch(/^[A-Z0-9].*\w[)\]]?$/)
      for (const words of [because, ...(given.get(id) ?? [])]) expect(words, id).toMatch(/^[\w{].*[\w)}\]]$/)
    }
  })

  test('has a status exactly where its words say what is reserved, or what this PE chooses', () => {
    const wrong = rules.filter(({ because, status }) => {
      const claims =
        /\breserved\b|RES0|on this PE/.test(because) && !/RES0 (bit 3 clear|without FEAT_XS)/.test(because)
      return claims !== (status !== undefined)
    })
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  test('that uses a choice of the PE names the choice in its words', () => {
    const named = ({ because, reads }: (typeof rules)[number]) =>
      keysIn(because).some((key) => findSetting(key)?.group === 'choices' && reads.includes(key))
    expect(rules.filter((rule) => rule.choice !== undefined && !named(rule)).map(({ id }) => id)).toEqual([])
  })
})

test('every table has an id of its own and a title', () => {
  const ids = tables.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { title } of tables) expect(title).toMatch(/^[A-Z].*[^.]$/)
})

test('an answer depends on nothing but what the rows taken and the rows above them read', () => {
  const one = fc.constantFrom(...(Object.keys(domains) as (keyof typeof domains)[]))
  const change = one.chain((key) =>
    fc.record({ key: fc.constant(key), value: fc.constantFrom<unknown>(...domains[key]) }),
  )
  fc.assert(
    fc.property(anyInputs, change, (at, { key, value }) => {
      const log: Decision[] = []
      const before = translateAttributes(at, recording(log))
      const read = new Set(
        log.flatMap(({ rule, passedOver }) => [rule, ...passedOver].flatMap(({ reads }) => reads)),
      )
      if (read.has(key)) return
      expect(packOutcome(translateAttributes({ ...at, [key]: value }))).toBe(packOutcome(before))
    }),
    { numRuns: sweep(100_000) },
  )
})
