import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answer } from '../../src/coherency/answer.ts'
import { outcomes } from '../../src/coherency/outcomes.ts'
import { isCaseSafe, repaired, smallestPlans, type Plan, type Repair } from '../../src/coherency/plans.ts'
import { attributes } from '../../src/coherency/script.ts'
import { caseOf, type Case, type Mix } from '../../src/coherency/situation.ts'
import { situationNamed, situations } from '../../src/coherency/situations.ts'
import { worstCase } from '../../src/coherency/worst-case.ts'
import { anyOptions, anyScript, coherentState } from './arbitrary.ts'
import { sequential } from './plain.ts'
import { sweep } from '../sweep.ts'

const flags = [false, true]
const mixes: readonly Mix[] = attributes.flatMap((host) =>
  attributes.flatMap((guest) =>
    flags.flatMap((maintains) =>
      flags.flatMap((linearAlias) => flags.map((hits) => ({ host, guest, maintains, linearAlias, hits }))),
    ),
  ),
)
const base: Mix = { host: 'WB', guest: 'NC', maintains: false, linearAlias: false, hits: false }

/** Takes a case and a plan; gives the texts of what may then be read. */
const textsWith = ({ script, start, options }: Case, plan: Plan) =>
  outcomes(repaired(script, plan), start, options).map(({ values }) => values.join())

/** Every repair that a VMM may add to a case. */
function repairs({ script }: Case): readonly Repair[] {
  const own = script.flatMap(({ by, do: what }, op) =>
    by === 'vmm' && (what === 'read' || what === 'write') ? [op] : [],
  )
  return own.flatMap((op) =>
    (['before', 'after'] as const).flatMap((where) =>
      (['clean', 'cleaninv'] as const).map((what): Repair => ({ op, where, do: what })),
    ),
  )
}

/** The smallest plans found by asking for all outcomes of every one of them. */
function slowPlans(one: Case): readonly Plan[] | null {
  const all = repairs(one)
  const pairs = all.flatMap((a, at) => all.slice(at + 1).map((b): Plan => [a, b]))
  const sizes: readonly (readonly Plan[])[] = [[[]], all.map((repair): Plan => [repair]), pairs]
  const safe = (plan: Plan) => textsWith(one, plan).join(' ') === one.good.join()
  return sizes.map((plans) => plans.filter(safe)).find((plans) => plans.length > 0) ?? null
}

describe.each(situations)('in the situation $id', (situation) => {
  test('the plans are the smallest sets after which only the good outcome is possible, for every mix', () => {
    for (const mix of mixes) {
      const one = caseOf(situation, mix)
      expect(smallestPlans(one), JSON.stringify(mix)).toEqual(slowPlans(one))
    }
  })

  test('the good outcome is possible, whatever the mix, and safe means that no other is', () => {
    for (const mix of mixes) {
      const { case: one, outcomes: possible, safe, plans } = answer(situation, mix)
      const texts = possible.map(({ values }) => values.join())
      expect(texts, JSON.stringify(mix)).toContain(one.good.join())
      expect(safe).toBe(texts.length === 1)
      expect(isCaseSafe(one)).toBe(safe)
      expect(plans?.[0]?.length === 0).toBe(safe)
    }
  })

  test('Write-Back on both sides is safe', () => {
    for (const mix of mixes.filter(({ host, guest }) => host === 'WB' && guest === 'WB'))
      expect(answer(situation, mix).safe).toBe(true)
  })
})

test('of any script the plans are the smallest sets, also those of two', () => {
  const sizes = new Set<number | undefined>()
  fc.assert(
    fc.property(anyScript(5), coherentState, anyOptions, (script, start, options) => {
      const value = start.cache?.state === 'dirty' ? start.cache.value : start.memory
      const one: Case = { script, start, options, good: sequential(script, value) }
      const plans = smallestPlans(one)
      sizes.add(plans?.[0]?.length)
      expect(plans).toEqual(slowPlans(one))
    }),
    { numRuns: 2000, seed: 1 },
  )
  expect(sizes).toEqual(new Set([0, 1, 2, undefined]))
})

describe('where the VMM is Write-Back and the guest Non-cacheable, and KVM maintains nothing,', () => {
  const plansOf = (id: string, change: Partial<Mix> = {}) =>
    answer(situationNamed(id), { ...base, ...change }).plans

  test('the VMM cleans after it zeroes, so that nothing leaks and no write is lost', () => {
    const after = [[{ op: 0, where: 'after', do: 'clean' }], [{ op: 0, where: 'after', do: 'cleaninv' }]]
    expect(plansOf('leak')).toEqual(after)
    expect(plansOf('lost-write')).toEqual(after)
  })

  test('it cleans and invalidates before it reads what the guest wrote', () => {
    expect(plansOf('guest-to-vmm')).toEqual([[{ op: 2, where: 'before', do: 'cleaninv' }]])
  })

  test('it cleans after it writes what the guest reads', () => {
    expect(plansOf('vmm-to-guest')?.[0]).toEqual([{ op: 1, where: 'after', do: 'clean' }])
  })

  test('DC CIVAC before a read costs the guest its write, unless the VMM had cleaned its own', () => {
    const { outcomes: possible, plans } = answer(situationNamed('dirty-civac'), base)
    expect(possible.map(({ values }) => values.join())).toEqual(['guest', 'vmm'])
    expect(plans).toEqual([
      [{ op: 0, where: 'after', do: 'clean' }],
      [{ op: 0, where: 'after', do: 'cleaninv' }],
    ])
  })

  test('what KVM maintains as it maps a page comes too early for what the VMM writes later', () => {
    expect(answer(situationNamed('leak'), { ...base, maintains: true }).safe).toBe(true)
    expect(answer(situationNamed('dirty-civac'), { ...base, maintains: true }).safe).toBe(false)
  })

  test('no plan helps against a copy that may answer or notice what goes around it', () => {
    expect(plansOf('lost-write', { hits: true })).toBeNull()
  })
})

test('what memory held before DC CIVAC by the VMM is never read after it, whatever the mix', () => {
  const situation = situationNamed('dirty-civac')
  for (const mix of mixes)
    for (const { values } of answer(situation, mix).outcomes)
      expect(values, JSON.stringify(mix)).not.toContain(situation.memory.value)
})

describe('where the guest may choose,', () => {
  const { guest: _, ...rest } = base

  test('the worst is what no plan makes safe, then what takes more, then what permits more', () => {
    const { worst, choices } = worstCase(situationNamed('leak'), rest, attributes)
    expect(choices.map(({ guest }) => guest)).toEqual(attributes)
    expect(worst.guest).toBe('NC')
    const safe = worstCase(situationNamed('leak'), rest, ['WB', 'WT'])
    expect([safe.worst.guest, safe.worst.answer.safe, safe.plans]).toEqual(['WB', true, [[]]])
  })

  test('the plans are those that are safe for every choice', () => {
    const one = fc.constantFrom(...situations)
    const some = fc.uniqueArray(fc.constantFrom(...attributes), { minLength: 1 })
    fc.assert(
      fc.property(one, fc.constantFrom(...mixes), some, (situation, mix, guests) => {
        const { plans, choices, worst } = worstCase(situation, mix, guests)
        for (const { answer: each } of choices) {
          expect(each.plans?.[0]?.length ?? 3).toBeLessThanOrEqual(worst.answer.plans?.[0]?.length ?? 3)
          for (const plan of plans ?? []) expect(textsWith(each.case, plan)).toEqual([each.case.good.join()])
        }
        expect(plans?.[0]?.length ?? 3).toBeGreaterThanOrEqual(worst.answer.plans?.[0]?.length ?? 3)
      }),
      { numRuns: sweep(500) },
    )
  })

  test.each([
    [[], 'attributes are [], not some of WB, WT, NC, Device'],
    [['UC'], 'attributes are ["UC"], not some of WB, WT, NC, Device'],
  ])('%j is refused', (guests, message) => {
    expect(() => worstCase(situationNamed('leak'), rest, guests as [])).toThrow(new RangeError(message))
  })
})

test('a plan keeps the places of the script’s own steps', () => {
  const { script } = caseOf(situationNamed('vmm-to-guest'), base)
  const plan: Plan = [
    { op: 1, where: 'after', do: 'clean' },
    { op: 1, where: 'before', do: 'cleaninv' },
  ]
  expect(repaired(script, plan).map((step) => `${step.by} ${step.do}`)).toEqual([
    'guest read',
    'vmm cleaninv',
    'vmm write',
    'vmm clean',
    'guest read',
  ])
})

test('a case that says more or fewer good values than it has reads is refused', () => {
  const one = caseOf(situationNamed('leak'), base)
  expect(() => smallestPlans({ ...one, good: [] })).toThrow(new RangeError('good has 0 values for 1 reads'))
  expect(() => smallestPlans()).toThrow(new RangeError('cases: none'))
  expect(() => situationNamed('theft')).toThrow(/^situation is "theft", not one of leak, lost-write/)
})

test('every situation has an id of its own, known places, and a sentence', () => {
  const ids = situations.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { says, title, memory, deeds, good } of situations) {
    expect(says).toMatch(/^[A-Z].*\.$/)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(memory.is).not.toBe('')
    expect(deeds.filter((deed) => deed.do === 'read')).toHaveLength(good.length)
    expect(deeds.filter((deed) => deed.do === 'map')).toHaveLength(1)
  }
})
