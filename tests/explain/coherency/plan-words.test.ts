import { expect, test } from 'vitest'
import type { Plan } from '../../../src/coherency/plans.ts'
import type { Script } from '../../../src/coherency/script.ts'
import { choiceOfPlans, groupedPlans, tellPlans } from '../../../src/explain/coherency/plan-words.ts'
import { plain } from '../../../src/explain/sentence.ts'

const script: Script = [
  { by: 'vmm', do: 'write', attr: 'WB', value: 'zero' },
  { by: 'vmm', do: 'read', attr: 'WB' },
]

const clean = { op: 0, where: 'after', do: 'clean' } as const
const drop = { op: 0, where: 'after', do: 'cleaninv' } as const
const dropLater = { op: 1, where: 'before', do: 'cleaninv' } as const

const choice = (...plans: readonly Plan[]) => choiceOfPlans(tellPlans(plans, script, 'it is safe'))

test('plans of one repair at one place are told together, the instruction being the choice', () => {
  expect(choice([clean], [drop])).toEqual(['DC CVAC or DC CIVAC by the VMM after its write'])
  expect(choice([clean])).toEqual(['DC CVAC by the VMM after its write'])
})

test('plans at different places, and plans of two repairs, are told apart', () => {
  expect(choice([clean], [dropLater], [drop])).toEqual([
    'DC CVAC or DC CIVAC by the VMM after its write',
    'DC CIVAC by the VMM before its read',
  ])
  expect(choice([clean, dropLater], [drop, dropLater])).toEqual([
    'DC CVAC by the VMM after its write and DC CIVAC before its read',
    'DC CIVAC by the VMM after its write and DC CIVAC before its read',
  ])
})

const grouped = (...plans: readonly Plan[]) =>
  groupedPlans(tellPlans(plans, script, 'it is safe')).map(({ says, choices }) => ({
    says: plain(says),
    choices: choices.map(({ instruction }) => instruction),
  }))

test('entries of a list spell an instruction out where it is first named, with a choice for each plan', () => {
  expect(grouped([clean], [dropLater], [drop])).toEqual([
    {
      says: 'DC CVAC (clean) or DC CIVAC (clean and invalidate) by the VMM after its write is enough: then it is safe.',
      choices: ['DC CVAC', 'DC CIVAC'],
    },
    { says: 'DC CIVAC by the VMM before its read is enough: then it is safe.', choices: ['DC CIVAC'] },
  ])
})

test('an entry of two repairs has one choice, and they are enough together', () => {
  expect(grouped([clean, dropLater])).toEqual([
    {
      says: 'DC CVAC (clean) by the VMM after its write and DC CIVAC (clean and invalidate) before its read are enough: then it is safe.',
      choices: ['DC CVAC and DC CIVAC'],
    },
  ])
})
