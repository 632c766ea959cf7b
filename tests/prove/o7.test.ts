import { describe, expect, test } from 'vitest'
import { decide } from '../../src/kvm/decide.ts'
import { hazardOf } from '../../src/kvm/hazards.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { isCacheable } from '../../src/kvm/memslot-facts.ts'
import { policies, policyNamed } from '../../src/kvm/policies.ts'
import { countCacheablePfnmap } from '../../src/prove/cacheable-pfnmap.ts'
import {
  dimensions,
  distanceOf,
  inputAt,
  scenarioOf,
  spaceSize,
  visitInputs,
} from '../../src/prove/decision-space.ts'
import { decisionInputs, readDecisions, valuesAt } from '../../src/read/kernel-decisions.ts'
import { toKvm } from '../../src/scenario/kvm-inputs.ts'
import { defaults, differences } from '../../src/scenario/scenario.ts'
import { textOf } from '../vectors/load.ts'

/** Cacheable PFNMAP mapped non-WB, those with the memslot accepted, and all LEAK rows with it accepted, of 34,560. */
const table: Readonly<Record<string, readonly [rows: number, accepted: number, leaks: number]>> = {
  before: [1152, 192, 960],
  'block-v4': [576, 96, 864],
  block: [0, 0, 0],
  v3: [288, 48, 816],
  plan: [288, 48, 816],
  optin: [0, 0, 0],
  'optin-v6': [0, 0, 960],
  'optin-force': [0, 0, 0],
  'optin-strict': [0, 0, 0],
  fallback: [864, 144, 432],
  'fallback-optin': [1008, 192, 576],
  'linux-6.17': [0, 0, 0],
  'linux-7.3': [0, 0, 0],
}

const counts = countCacheablePfnmap()

const isWrong = (policy: string, at: KvmInputs) => {
  const { memslot, fault } = decide(policyNamed(policy), at)
  return memslot.errno === null && fault.leaf !== null && fault.leaf.type !== 'normal'
}

/** Every input of the space, each an object of its own. */
const all = Array.from({ length: spaceSize }, (_, index) => inputAt(index))

describe('the space of decisions', () => {
  const decisions = readDecisions(JSON.parse(textOf('kernel/decisions.json.gz')) as Record<string, unknown>)

  test('has the dimensions of the golden file', () => {
    expect(
      dimensions.map(({ name, choices }) => ({ name, values: choices.map(({ value }) => value) })),
    ).toEqual(decisions.dimensions)
    expect(spaceSize).toBe(34_560)
  })

  test('gives the same inputs as the golden file, in the same order, whether it is visited or asked', () => {
    const visited: string[] = []
    visitInputs((at, index) => visited.push(`${index} ${JSON.stringify(at)}`))
    expect(visited.filter((one, index) => one !== `${index} ${JSON.stringify(all[index])}`)).toEqual([])
    expect(visited).toHaveLength(spaceSize)
    const wrong = all.filter((at, index) => !same(at, decisionInputs(valuesAt(decisions, index))))
    expect(wrong).toEqual([])
  })

  test('has a scenario for every input, that asks KVM the same', () => {
    expect(all.filter((at) => !same(toKvm(scenarioOf(at)), at))).toEqual([])
    const some = all.filter((_, index) => index % 97 === 0)
    expect(some.map(distanceOf)).toEqual(some.map((at) => differences(defaults, scenarioOf(at)).length))
  })

  test('holds the default scenario', () => {
    expect(all.filter((at) => same(at, defaultKvmInputs))).toHaveLength(1)
  })

  test('has an end', () => {
    expect(() => inputAt(spaceSize)).toThrow(RangeError)
    expect(() => inputAt(-1)).toThrow(RangeError)
  })
})

describe('over the whole space', () => {
  test('every policy is counted once', () => {
    expect(counts.map(({ policy }) => policy)).toEqual(policies)
    expect(Object.keys(table).toSorted()).toEqual(policies.map(({ id }) => id).toSorted())
  })

  test.each(counts)(
    '$policy.id maps cacheable PFNMAP other than Write-Back as often as the table says',
    (of) => {
      expect([of.rows, of.accepted, of.leaks]).toEqual(table[of.policy.id])
    },
  )

  test.each(counts)('the count of $policy.id is that of its decisions and hazards', ({ policy, ...of }) => {
    const answers = all.map((at) => ({ at, ...decide(policy, at) }))
    const about = answers.filter(
      ({ at, fault }) => at.pfnmap && isCacheable(at) && fault.leaf && fault.leaf.type !== 'normal',
    )
    const accepted = answers.filter(({ memslot }) => memslot.kind === 'accept')
    expect(of.rows).toBe(about.length)
    expect(of.accepted).toBe(about.filter(({ memslot }) => memslot.kind === 'accept').length)
    expect(of.leaks).toBe(
      accepted.filter(({ at, fault }) => fault.leaf && hazardOf(at, fault.leaf) === 'leak').length,
    )
  })

  test.each(counts)('$policy.id has a counterexample where it fails, and no smaller one', (of) => {
    const { policy, accepted, counterexample } = of
    const wrong = all.filter((at) => at.pfnmap && isCacheable(at) && isWrong(policy.id, at))
    expect(wrong).toHaveLength(accepted)
    const closest = wrong.filter((at) => distanceOf(at) === Math.min(...wrong.map(distanceOf)))
    expect([null, ...closest]).toContainEqual(counterexample)
    expect(counterexample === null).toBe(wrong.length === 0)
  })

  test('the smallest counterexamples are the default, MT_NORMAL_TAGGED, and a host without FWB', () => {
    const told = counts.flatMap(({ policy, counterexample: at }) =>
      at
        ? [[policy.id, differences(defaults, scenarioOf(at)).map((key) => `${key}=${scenarioOf(at)[key]}`)]]
        : [],
    )
    expect(Object.fromEntries(told as [string, string[]][])).toEqual({
      before: [],
      'fallback-optin': [],
      fallback: ['fwb=false'],
      v3: ['pgprot=normal_tagged'],
      plan: ['pgprot=normal_tagged'],
      'block-v4': ['pgprot=normal_tagged'],
    })
  })
})

/** Whether two inputs are the same, field by field. */
function same(one: KvmInputs, other: KvmInputs): boolean {
  const keys = Object.keys(defaultKvmInputs) as (keyof KvmInputs)[]
  return keys.every((key) => one[key] === other[key])
}
