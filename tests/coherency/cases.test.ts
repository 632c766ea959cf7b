import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isGood } from '../../src/coherency/answer.ts'
import {
  copyOf,
  hasCopy,
  isDirty,
  memoryOf,
  values,
  withClean,
  withDirty,
  withMemory,
  withoutCopy,
  writtenBack,
} from '../../src/coherency/line.ts'
import { outcomes } from '../../src/coherency/outcomes.ts'
import { maxRepairs } from '../../src/coherency/plans.ts'
import { attributes, isCacheable, maxSteps, type Attribute, type Script } from '../../src/coherency/script.ts'
import { caseOf, type Mix } from '../../src/coherency/situation.ts'
import { situations } from '../../src/coherency/situations.ts'
import { coherencyTables, tableOf } from '../../src/coherency/tables.ts'
import { worstCase } from '../../src/coherency/worst-case.ts'
import { sweep } from '../sweep.ts'
import { sequential } from './plain.ts'

const flags = [false, true]
const mixes: readonly Mix[] = attributes.flatMap((host) =>
  attributes.flatMap((guest) =>
    flags.flatMap((maintains) =>
      flags.flatMap((linearAlias) => flags.map((hits) => ({ host, guest, maintains, linearAlias, hits }))),
    ),
  ),
)

const kept = ['WB', 'WT']

describe.each(situations)('the situation $id with any mix', (situation) => {
  const { deeds, memory, good } = situation

  test('is a script in which each party has its attribute, and KVM cleans and invalidates where it maintains', () => {
    for (const mix of mixes) {
      const { script, start, options, good: wanted } = caseOf(situation, mix)
      const steps = deeds.flatMap((deed): Script => {
        if (deed.do === 'map') return mix.maintains ? [{ by: 'kvm', do: 'cleaninv' }] : []
        const attr = { vmm: mix.host, guest: mix.guest }[deed.by]
        return [deed.do === 'read' || deed.do === 'write' ? { ...deed, attr } : deed]
      })
      expect(script).toEqual(steps)
      expect(start).toEqual({ memory: memory.value, cache: null })
      const fill = mix.linearAlias || kept.includes(mix.host) || kept.includes(mix.guest)
      expect(options).toEqual({ fill, hits: mix.hits })
      expect(wanted).toEqual(good)
    }
  })

  test('is good where every read gives what was written last', () => {
    for (const mix of mixes) {
      const one = caseOf(situation, mix)
      expect(one.good).toEqual(sequential(one.script, memory.value))
      for (const outcome of outcomes(one.script, one.start, one.options))
        expect(isGood(outcome, one)).toBe(outcome.values.join() === one.good.join())
    }
  })
})

test('Write-Back and Write-Through are cacheable, and each kind of step has its table', () => {
  expect(attributes.filter(isCacheable)).toEqual(kept)
  const by = 'vmm'
  const ids = (of: (attr: Attribute) => string) => attributes.map(of)
  expect(ids((attr) => tableOf({ by, do: 'read', attr }).id)).toEqual([
    'coherency-read-cacheable',
    'coherency-read-cacheable',
    'coherency-read-around',
    'coherency-read-around',
  ])
  expect(ids((attr) => tableOf({ by, do: 'write', attr, value: 'a' }).id)).toEqual([
    'coherency-write-back',
    'coherency-write-through',
    'coherency-write-around',
    'coherency-write-around',
  ])
  expect([tableOf({ by, do: 'clean' }).id, tableOf({ by, do: 'cleaninv' }).id]).toEqual([
    'coherency-clean',
    'coherency-cleaninv',
  ])
  expect(coherencyTables).toHaveLength(8)
})

test('a line holds any two of sixteen values, in memory and in a copy that is clean, dirty or absent', () => {
  const all = Array.from({ length: values }, (_, value) => value)
  const seen = (line: number) => [memoryOf(line), hasCopy(line) && copyOf(line), isDirty(line)]
  for (const memory of all)
    for (const copy of all) {
      const [clean, dirty] = [withClean(memory, copy), withDirty(memory, copy)]
      expect([memory, clean, dirty].map(seen)).toEqual([
        [memory, false, false],
        [memory, copy, false],
        [memory, copy, true],
      ])
      expect([withoutCopy(clean), withoutCopy(dirty)]).toEqual([memory, memory])
      expect([withMemory(clean, 15 - memory), withMemory(dirty, 15 - memory)].map(seen)).toEqual([
        [15 - memory, copy, false],
        [15 - memory, copy, true],
      ])
      expect(writtenBack(dirty)).toBe(withClean(copy, copy))
    }
})

test('a script of the most steps, each of which writes another value, reads the last of sixteen', () => {
  expect([maxSteps, values]).toEqual([14, 16])
  const write = (at: number) => ({ by: 'vmm', do: 'write', attr: 'WB', value: `value ${at}` }) as const
  const read = { by: 'vmm', do: 'read', attr: 'WB' } as const
  const start = { memory: 'memory', cache: { state: 'clean', value: 'copy' } } as const
  const writes = Array.from({ length: maxSteps - 1 }, (_, at) => write(at))
  const texts = (script: Script) =>
    outcomes(script, start, { fill: true, hits: true }).map((one) => one.values.join())
  expect(texts([...writes, read])).toEqual([`value ${maxSteps - 2}`])
  expect(texts([...writes, write(maxSteps - 1)])).toEqual([''])
  expect(texts([read])).toEqual(['copy', 'memory'])
})

test('the worst choice of the guest is the first of those than which none is worse', () => {
  const some = fc.uniqueArray(fc.constantFrom(...attributes), { minLength: 1 })
  fc.assert(
    fc.property(fc.constantFrom(...situations), fc.constantFrom(...mixes), some, (situation, mix, guests) => {
      const { choices, worst } = worstCase(situation, mix, guests)
      expect(choices.map(({ guest }) => guest)).toEqual(guests)
      /** A plan's size, then how many outcomes are not good. */
      const badness = ({ answer: { plans, outcomes: all, case: one } }: (typeof choices)[number]) => [
        plans ? (plans[0]?.length ?? 0) : maxRepairs + 1,
        all.filter((each) => each.values.join() !== one.good.join()).length,
      ]
      const order = choices.toSorted((a, b) => {
        const [sizeA = 0, badA = 0] = badness(a)
        const [sizeB = 0, badB = 0] = badness(b)
        return sizeB - sizeA || badB - badA
      })
      expect(worst).toBe(order[0])
    }),
    { numRuns: sweep(1000) },
  )
})
