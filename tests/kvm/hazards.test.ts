import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decide } from '../../src/kvm/decide.ts'
import { hazardOf, maintainsWithoutAddress, type Hazard } from '../../src/kvm/hazards.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { policyNamed } from '../../src/kvm/policies.ts'
import { explainKvm } from '../../src/kvm/trace.ts'
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

/** The policies by the numbers that the file gives them. */
const ids: Readonly<Record<string, string>> = {
  0: 'before',
  '1_posted_v4': 'block-v4',
  '1_merged': 'block',
  2: 'v3',
  3: 'plan',
  4: 'optin',
  '4_posted_v6': 'optin-v6',
  '4_sean_force': 'optin-force',
  '4_sean_strict': 'optin-strict',
  5: 'fallback',
  '5_marc_optin': 'fallback-optin',
  '6_617': 'linux-6.17',
  '6_73': 'linux-7.3',
}

/** The first words of the hazards that a row of the table names. */
const named = ({ hazards = [] }: Outcome) => new Set(hazards.map((words) => words.split(':')[0] ?? ''))

/** The hazard of attributes among them. */
function ofAttributes(outcome: Outcome): Hazard | null {
  const names = named(outcome)
  return names.has('LEAK') ? 'leak' : names.has('ALIAS') ? 'alias' : null
}

/** The outcomes of a policy, of the rows that are given. */
function outcomesOf(id: string) {
  const { table } = decisions.policies.find((policy) => policy.id === id) ?? { table: [] }
  return table.flatMap((entry, index) => {
    const outcome = file.outcomes[entry]
    return outcome ? [{ index, outcome }] : []
  })
}

describe.each(Object.entries(ids))('the hazards of policy %s of the kernel decisions, %s,', (id, name) => {
  const policy = policyNamed(name)
  let rows: readonly { readonly inputs: KvmInputs; readonly outcome: Outcome }[] = []
  const mappedRows = () => rows.filter(({ outcome }) => outcome.fault === 'map')

  beforeAll(() => {
    rows = outcomesOf(id).map(({ index, outcome }) => ({
      inputs: decisionInputs(valuesAt(decisions, index)),
      outcome,
    }))
  })

  afterAll(() => {
    rows = []
  })

  test('are those of each leaf that is mapped', () => {
    const mapped = mappedRows()
    const wrong = mapped.filter(({ inputs, outcome }) => {
      const { leaf } = decide(policy, inputs).fault
      return !leaf || hazardOf(inputs, leaf) !== ofAttributes(outcome)
    })
    expect(wrong).toEqual([])
    expect(mapped.length).toBeGreaterThan(1000)
  })

  test('name maintenance without a kernel address, but for ZONE_DEVICE pages, which have one', () => {
    const wrong = mappedRows().filter(({ inputs, outcome }) => {
      const isNamed = named(outcome).has('CMO_NO_KVA')
      const ours = maintainsWithoutAddress(inputs, decide(policy, inputs).fault)
      return inputs.pfn === 'zone-device' ? ours : ours !== isNamed
    })
    expect(wrong).toEqual([])
  })

  test('name the lock that a check of posted code keeps', () => {
    const wrong = rows.filter(({ inputs, outcome }) => {
      const { check } = explainKvm(policy, inputs).traces.fault.last
      return named(outcome).has('POSTED_BUG') !== (check.defect !== undefined)
    })
    expect(wrong).toEqual([])
  })
})

test('the hazards of the kernel decisions are all told apart', () => {
  const all = new Set(
    Object.keys(ids).flatMap((id) => outcomesOf(id).flatMap(({ outcome }) => [...named(outcome)])),
  )
  expect([...all].toSorted()).toEqual(['ALIAS', 'CMO_NO_KVA', 'LEAK', 'MTE_NO_STRUCT_PAGE', 'POSTED_BUG'])
})

test('guest_memfd has no hazard: nobody maps it otherwise', () => {
  const at: KvmInputs = { ...defaultKvmInputs, gmem: 'mmap', pgprot: 'nc', pfn: 'map-memory' }
  const { leaf } = decide(policyNamed('linux-7.3'), at).fault
  expect(leaf && hazardOf(at, leaf)).toBe(null)
  expect(leaf && hazardOf({ ...at, gmem: 'none' }, leaf)).toBe('alias')
})
