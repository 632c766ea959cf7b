import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { departures, fingerprint } from '../../src/explain/fingerprint.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { besidesFields, fingerprintLetters } from '../../src/scenario/besides.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { anyStory } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'

describe('the fingerprint of an answer', () => {
  test('is six letters that an address can hold, and the answer agrees with it', () => {
    fc.assert(
      fc.property(anyStory, (scenario) => {
        const outcome = resolve(scenario)
        const made = fingerprint(outcome)
        expect(besidesFields.answer.decode(made)).toEqual({ value: made })
        expect(departures(outcome, made)).toEqual([])
        expect(fingerprint(resolve({ ...scenario }))).toBe(made)
      }),
      { numRuns: sweep(500) },
    )
  })

  test('does not change with the words of a title, nor with what nothing looks at', () => {
    const made = fingerprint(resolve(defaults))
    expect(fingerprint(resolve({ ...defaults, title: 'Who decides?', note: 'Nobody.' }))).toBe(made)
    expect(fingerprint(resolve({ ...defaults, memattr: 0b0001 }))).toBe(made)
  })

  test('tells which parts of the answer depart, each with the rule that decides it now', () => {
    const made = fingerprint(resolve(defaults))
    const refused = departures(resolve({ ...defaults, fwb: false }), made)
    expect(refused[0]).toEqual({ part: 'the memslot', rule: 'memslot-cacheable-pfnmap' })
    const before = departures(resolve({ ...defaults, policy: 'before' }), made)
    expect(before).toContainEqual({ part: 'the stage 2 leaf', rule: 'prot-device-before' })
    const narrow = departures(
      resolve({ ...defaults, s2: 'hand', mair: 0x44 }),
      fingerprint(resolve({ ...defaults, s2: 'hand' })),
    )
    expect(narrow.map(({ part }) => part)).toContain('the attributes')
  })

  test('tells most of two different answers apart: by chance a part keeps its letter once in 32 times', () => {
    const answers = new Map<string, Set<string>>()
    for (const scenario of fc.sample(anyStory, { numRuns: 1_500, seed: 9 })) {
      const outcome = resolve(scenario)
      const { kvm, access } = outcome
      const fault = kvm?.stopped === 'memslot' ? null : kvm?.fault
      const text = JSON.stringify([kvm?.memslot, fault, access?.attributes.final])
      const made = fingerprint(outcome)
      answers.set(made, (answers.get(made) ?? new Set()).add(text))
    }
    const shared = [...answers.values()].filter((texts) => texts.size > 1).length
    expect(shared).toBeLessThan(answers.size / 32)
  })

  test('uses every letter', () => {
    const seen = new Set<string>()
    for (const one of fc.sample(anyStory, { numRuns: 1_000, seed: 3 })) {
      if (seen.size === fingerprintLetters.length) break
      for (const letter of fingerprint(resolve(one))) seen.add(letter)
    }
    expect([...seen].toSorted().join('')).toBe(fingerprintLetters)
  })
})
