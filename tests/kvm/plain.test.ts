import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '../../src/kvm/decide.ts'
import type { Facts } from '../../src/kvm/fact.ts'
import { faultFacts } from '../../src/kvm/fault-facts.ts'
import { faultWord, startState } from '../../src/kvm/fault-word.ts'
import { hazardOf, maintainsWithoutAddress } from '../../src/kvm/hazards.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import { memslotFacts, memslotWord } from '../../src/kvm/memslot-facts.ts'
import { policies } from '../../src/kvm/policies.ts'
import { explainKvm, rowsIn } from '../../src/kvm/trace.ts'
import { sweep } from '../sweep.ts'
import { anyInputs, leaningInputs } from './arbitrary.ts'
import { plainFaultFacts, plainMemslotFacts, type PlainFact } from './plain-facts.ts'
import { plainLeaf } from './plain-leaf.ts'
import { plainPath } from './plain-path.ts'

/** What goes wrong at first order where the leaf is not what the VMA is; a guest_memfd has no other mapping. */
function plainHazard({ gmem, pgprot }: KvmInputs, type: string): 'leak' | 'alias' | null {
  const [ofHost, ofLeaf] = [pgprot.startsWith('normal'), type === 'normal']
  if (gmem !== 'none' || ofHost === ofLeaf) return null
  return ofHost ? 'leak' : 'alias'
}

/** The facts that inputs give, by what packs them. */
const tables: readonly (readonly [
  of: string,
  facts: Facts,
  plain: Readonly<Record<string, PlainFact>>,
  wordOf: (at: KvmInputs, word: 'in' | 'state') => number,
])[] = [
  ['memslot', memslotFacts, plainMemslotFacts, (at, word) => (word === 'in' ? memslotWord(at) : 0)],
  ['fault', faultFacts, plainFaultFacts, (at, word) => (word === 'in' ? faultWord(at) : startState(at))],
]

describe.each(tables)('the facts of a %s', (_, facts, plain, wordOf) => {
  test('are all written down plainly, but for the values that checks set', () => {
    const given = Object.entries(facts).filter(([, { reads }]) => reads.length > 0)
    expect(Object.keys(plain).toSorted()).toEqual(given.map(([name]) => name).toSorted())
  })

  test.each([
    ['whatever the inputs', anyInputs, 3000],
    ['at each limit, one below it and one beyond it', leaningInputs, 20_000],
  ] as const)('are what the plain ones are, %s', (_, inputs, runs) => {
    fc.assert(
      fc.property(inputs, (at) => {
        const given = Object.keys(plain).map((name) => {
          const fact = facts[name]
          return [name, fact !== undefined && (wordOf(at, fact.word) & fact.bit) !== 0]
        })
        expect(given).toEqual(Object.entries(plain).map(([name, fact]) => [name, fact(at)]))
      }),
      { numRuns: sweep(runs) },
    )
  })
})

describe.each(policies.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
  test('is decided by the first row that leaves, with none before it that applies, and does what that row says', () => {
    fc.assert(
      fc.property(anyInputs, (at) => {
        const memslot = plainPath(policy.memslot, plainMemslotFacts, at)
        const fault = plainPath(policy.fault, plainFaultFacts, at)
        const { traces } = explainKvm(policy, at)
        for (const [trace, plain] of [
          [traces.memslot, memslot],
          [traces.fault, fault],
        ] as const) {
          expect(rowsIn(trace).map(({ check, state }) => [check.id, state])).toEqual(plain.rows)
          expect(trace.last.check.id).toBe(plain.last.id)
        }
        const answer = decide(policy, at)
        expect(answer.memslot).toBe(memslot.last.exit)
        const { leaf, maintenance, ...rest } = answer.fault
        expect(fault.last.exit).toMatchObject(rest)
        expect({ leaf, maintenance }).toEqual(
          rest.kind === 'map' ? plainLeaf(at, fault.set) : { leaf: null, maintenance: null },
        )
        expect(leaf && hazardOf(at, leaf)).toBe(leaf && plainHazard(at, leaf.type))
        const maintains = maintenance !== null && Object.values(maintenance).some((what) => what !== 'none')
        expect(maintainsWithoutAddress(at, answer.fault)).toBe(
          maintains && at.pfn === 'none' && at.gmem === 'none',
        )
      }),
      { numRuns: sweep(1500) },
    )
  })
})
