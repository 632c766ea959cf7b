import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact, Facts } from '../../src/kvm/fact.ts'
import { faultFacts } from '../../src/kvm/fault-facts.ts'
import { faultWord, startState } from '../../src/kvm/fault-word.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import { memslotFacts, memslotWord } from '../../src/kvm/memslot-facts.ts'
import { sweep } from '../sweep.ts'
import { anyInputs, inputNames, varied } from './arbitrary.ts'

/** Enough to see each fact change with all that it reads; always the same, as it is a search. */
const many = fc.sample(anyInputs, { numRuns: 20_000, seed: 1 })

/** Takes facts; gives those that the inputs decide. */
const ofInputs = (facts: Facts) => Object.entries(facts).filter(([, fact]) => fact.reads.length > 0)

const tables = [
  ['memslot', ofInputs(memslotFacts), memslotWord, () => 0],
  ['fault', ofInputs(faultFacts), faultWord, startState],
] as const

describe.each(tables)('the facts of a %s', (of, facts, wordOf, stateOf) => {
  const valueOf = ({ word, bit }: Fact, at: KvmInputs) =>
    ((word === 'in' ? wordOf(at) : stateOf(at)) & bit) !== 0

  test('do not change with an input that they do not read', () => {
    const changes = ([, fact]: (typeof facts)[number], at: KvmInputs, name: keyof KvmInputs) =>
      !fact.reads.includes(name) &&
      varied(at, name).some((other) => valueOf(fact, other) !== valueOf(fact, at))
    const wrong = fc
      .sample(anyInputs, sweep(1_000))
      .flatMap((at) => inputNames.flatMap((name) => facts.filter((fact) => changes(fact, at, name))))
    expect(wrong).toEqual([])
  })

  test('change with every input that they read', () => {
    const wanted = new Set(facts.flatMap(([id, { reads }]) => reads.map((name) => `${id} ${name}`)))
    for (const at of many) {
      if (wanted.size === 0) break
      for (const [id, fact] of facts)
        for (const name of fact.reads.filter((name) => wanted.has(`${id} ${name}`)))
          if (varied(at, name).some((other) => valueOf(fact, other) !== valueOf(fact, at)))
            wanted.delete(`${id} ${name}`)
    }
    expect([...wanted]).toEqual([])
  })

  test('have a bit each, but for those that the sources give several names', () => {
    const second = ['fault_is_perm', 'KVM_MEM_ENABLE_CACHEABLE_PFNMAP', 'KVM_MEM_FORCE_CACHEABLE_PFNMAP']
    const isFirst = (name: string) => !second.includes(name) || (of === 'fault' && name !== 'fault_is_perm')
    const bits = facts.filter(([name]) => isFirst(name)).map(([, { word, bit }]) => `${word} ${bit}`)
    expect(new Set(bits).size).toBe(bits.length)
  })
})
