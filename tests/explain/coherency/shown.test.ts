import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { amongDeeds, cannotBeRead, nothingAsked, shownOf } from '../../../src/explain/coherency/shown.ts'
import { resolve } from '../../../src/explain/resolve.ts'
import { defaults } from '../../../src/scenario/scenario.ts'
import { kvmScenario } from '../../scenario/arbitrary.ts'
import { sweep } from '../../sweep.ts'

function arising(changes: Partial<typeof defaults>) {
  const { coherency } = resolve({ ...defaults, ...changes })
  if (!coherency.arises) throw new Error('the question does not arise')
  return coherency
}

const before = arising({ policy: 'before' })
const plan = (op: number) => [{ op, where: 'before', do: 'cleaninv' } as const]

test('at first the gravest situation is shown at its bad outcome', () => {
  const shown = shownOf(before, nothingAsked)
  expect(shown.situation.situation.id).toBe('leak')
  expect(shown.outcome.values).toEqual(['secret'])
  expect(shown.safe).toBe(false)
})

test('every plan of a situation is put in where the address keeps it, and makes it safe', () => {
  fc.assert(
    fc.property(kvmScenario, (scenario) => {
      const { coherency } = resolve(scenario)
      if (!coherency.arises) return
      const all = coherency.situations.flatMap((one) =>
        (one.plans ?? []).map((told) => {
          const asked = { ...nothingAsked, situation: one.situation.id, fix: amongDeeds(one, told.plan) }
          const { fix, safe, missing } = shownOf(coherency, asked)
          return { fix, safe, missing }
        }),
      )
      const plans = coherency.situations.flatMap(({ plans: some }) => some ?? [])
      expect(all).toEqual(plans.map((told) => ({ fix: told.plan, safe: true, missing: [] })))
    }),
    { numRuns: sweep(200) },
  )
})

test('KVM’s own step is no place for a repair, whether it maintains or not', () => {
  const ram = { vma: 'none', pfn: 'map-memory', fwb: false, mair: 0x44 } as const
  for (const answer of [before, arising(ram)]) {
    const asked = { ...nothingAsked, situation: 'guest-to-vmm', fix: plan(0) }
    const { fix, missing } = shownOf(answer, asked)
    expect(fix).toEqual([])
    expect(missing).toEqual([
      'fix=civac-before-1 is not put in: a repair stands before or after an access of the VMM’s own, here steps 2 and 4 of the situation.',
    ])
  }
})

test('what a link asks in vain is said with what is shown instead', () => {
  const { missing } = shownOf(before, { situation: 'leek', fix: null, run: ['guest'] })
  expect(missing).toEqual([
    'There is no situation leek: leak is shown.',
    'guest cannot be read here: secret is replayed.',
  ])
  expect(cannotBeRead([], ['a'])).toBe('This script reads something: a is replayed.')
  expect(cannotBeRead(['a'], [])).toBe('a cannot be read here: the run, which reads nothing, is replayed.')
})
