import { describe, expect, test } from 'vitest'
import { decide } from '../../src/kvm/decide.ts'
import { hazardOf, type Hazard } from '../../src/kvm/hazards.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { policyNamed } from '../../src/kvm/policies.ts'
import { decisionInputs, readDecisions, valuesAt } from '../../src/read/kernel-decisions.ts'
import { textOf } from '../vectors/load.ts'

interface Outcome {
  readonly fault: string
  readonly hazards?: readonly string[]
}

const file = JSON.parse(textOf('kernel/decisions.json.gz')) as Record<string, unknown> & {
  readonly outcomes: readonly Outcome[]
}
const decisions = readDecisions(file)

/** Hazards of attributes by their names in the table, and one of the kernel's that is not of attributes. */
const hazards: Readonly<Record<string, Hazard | null>> = {
  LEAK: 'leak',
  ALIAS: 'alias',
  MTE_NO_STRUCT_PAGE: null,
}

/** The hazard that a row of the table names: its first word. */
function namedIn({ hazards: told = [] }: Outcome): Hazard | null {
  const found = told.map((words) => hazards[words.split(':')[0] ?? ''])
  if (found.length > 1 || found.includes(undefined)) throw new Error(`hazards: ${told.join(', ')}`)
  return found[0] ?? null
}

/** The rows of a policy in which a leaf is mapped, of those that are given. */
function mappedRows(id: string) {
  const { table } = decisions.policies.find((policy) => policy.id === id) ?? { table: [] }
  return table.flatMap((entry, index) => {
    const outcome = file.outcomes[entry]
    return outcome?.fault === 'map' ? [{ inputs: decisionInputs(valuesAt(decisions, index)), outcome }] : []
  })
}

describe.each([
  ['0', 'before', ['alias', 'leak', null]],
  ['6_73', 'linux-7.3', ['alias', null]],
] as const)('the hazards of policy %s of the kernel decisions', (id, name, all) => {
  const rows = mappedRows(id)

  test('are those of each leaf that is mapped', () => {
    const wrong = rows.filter(({ inputs, outcome }) => {
      const { leaf } = decide(policyNamed(name), inputs).fault
      return !leaf || hazardOf(inputs, leaf) !== namedIn(outcome)
    })
    expect(wrong).toEqual([])
    expect(rows.length).toBeGreaterThan(1000)
  })

  test('are all that there are', () => {
    const seen = new Set(rows.map(({ outcome }) => namedIn(outcome)))
    expect([...seen].toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(all)
  })
})

test('guest_memfd has no hazard: nobody maps it otherwise', () => {
  const at: KvmInputs = { ...defaultKvmInputs, gmem: 'mmap', pgprot: 'nc', pfn: 'map-memory' }
  const { leaf } = decide(policyNamed('linux-7.3'), at).fault
  expect(leaf && hazardOf(at, leaf)).toBe(null)
  expect(leaf && hazardOf({ ...at, gmem: 'none' }, leaf)).toBe('alias')
})
