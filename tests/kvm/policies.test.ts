import { describe, expect, test } from 'vitest'
import { decisionRows } from '../../scripts/bench/kernel-rows.ts'
import { citations } from '../../src/cite/citations.ts'
import { capability } from '../../src/kvm/capability.ts'
import { decide, type KvmOutcome } from '../../src/kvm/decide.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { policies } from '../../src/kvm/policies.ts'
import type { CapabilityRule } from '../../src/kvm/policy.ts'
import { valuesOf } from './arbitrary.ts'

/** From the list: what became of each policy, and what its capability and its Write-Back take. */
const expected: Readonly<
  Record<
    string,
    readonly [
      status: string,
      capability: CapabilityRule,
      follows: CapabilityRule,
      asks?: 'flag' | 'interpretation' | 'both',
    ]
  >
> = {
  before: ['merged', 'absent', 'absent'],
  v3: ['posted', 'absent', 'fwb'],
  'fallback-optin': ['rejected', 'fwb && dic', 'fwb && dic', 'both'],
  fallback: ['rejected', 'absent', 'fwb && dic', 'interpretation'],
  plan: ['proposed', 'fwb', 'fwb', 'interpretation'],
  optin: ['proposed', 'fwb', 'fwb', 'both'],
  'block-v4': ['posted', 'absent', 'absent'],
  'optin-v6': ['posted', 'fwb && dic', 'fwb && dic'],
  'optin-force': ['proposed', 'fwb && dic', 'fwb && dic', 'interpretation'],
  'optin-strict': ['proposed', 'fwb && dic', 'fwb && dic', 'interpretation'],
  block: ['merged', 'absent', 'absent'],
  'linux-6.17': ['merged', 'fwb && dic', 'fwb && dic'],
  'linux-7.3': ['merged', 'fwb && dic', 'fwb && dic'],
}

const holdsOn: Readonly<Record<CapabilityRule, (at: KvmInputs) => boolean>> = {
  absent: () => false,
  fwb: ({ fwb }) => fwb,
  'fwb && dic': ({ fwb, dic }) => fwb && dic,
}

/** Takes inputs and names of some; gives the inputs with every combination of their values. */
const over = (at: KvmInputs, names: readonly (keyof KvmInputs)[]): readonly KvmInputs[] =>
  names.reduce<readonly KvmInputs[]>(
    (all, name) => all.flatMap((one) => valuesOf(name).map((value) => ({ ...one, [name]: value }))),
    [at],
  )

const hosts = over(defaultKvmInputs, ['fwb', 'dic'])
const rows = decisionRows()

/** Whether what is looked at of the answer changes with an input, for some row of the kernel decisions. */
const dependsOn = (
  answer: (at: KvmInputs) => KvmOutcome['fault'],
  at: (row: KvmInputs) => readonly KvmInputs[],
) => rows.some((row) => new Set(at(row).map(answer)).size > 1)

const sentence = /^(?:[A-Z]|pgprot|v\d|[\w]+\(\)).*[^.]\.$/

test('the policies stand in the order of their dates; a release stands at the end of its year', () => {
  const ends = policies.map(({ date }) => (/^\d{4}$/.test(date) ? `${date}-12-31` : date))
  expect(ends.filter((date) => !/^\d{4}-\d\d-\d\d$/.test(date))).toEqual([])
  expect(ends).toEqual(ends.toSorted())
  expect(policies.map(({ id }) => id)).toEqual(Object.keys(expected))
})

test('no two policies share a title or a description', () => {
  for (const names of [policies.map(({ title }) => title), policies.map(({ describes }) => describes)])
    expect(new Set(names).size).toBe(policies.length)
})

describe.each(policies.map((policy) => [policy.id, policy] as const))('%s', (id, policy) => {
  const [status, cap, follows, asks] = expected[id] ?? []

  test('has the status that the list gave it, and a source that says what made it', () => {
    expect(policy.status).toBe(status)
    const { kind } = citations[policy.source]
    expect(kind).toBe(
      policy.status === 'merged' && policy.source.startsWith('commit')
        ? 'commit'
        : policy.source.startsWith('linux')
          ? 'linux'
          : 'mail',
    )
    expect(policy.releases !== '').toBe(policy.status === 'merged' && id !== 'block')
  })

  test('has notes that are sentences, and says that it is an interpretation where nobody coded it', () => {
    expect(policy.notes.length).toBeGreaterThan(0)
    expect(policy.notes.filter(({ says }) => !sentence.test(says))).toEqual([])
    expect(policy.notes.filter(({ cite }) => cite && !Object.hasOwn(citations, cite))).toEqual([])
    expect(policy.interpretation !== undefined).toBe(asks === 'both' || asks === 'interpretation')
    expect(policy.interpretation ?? 'No.').toMatch(sentence)
  })

  test('maps cacheable PFNMAP that is not in memblock Write-Back on the hardware that it says, and on no other', () => {
    expect(policy.follows).toBe(follows)
    for (const host of hosts) {
      const asked = over(host, ['bit3', 'acc', 'shared', 'maywrite', 'anyuncached', 'hpte']).flatMap((at) =>
        (['normal', 'normal_tagged'] as const).flatMap((pgprot) =>
          (['zone-device', 'none'] as const).map((pfn): KvmInputs => ({ ...at, pgprot, pfn })),
        ),
      )
      const isWriteBack = asked.some((at) => decide(policy, at).fault.leaf?.type === 'normal')
      expect(isWriteBack, `fwb=${host.fwb} dic=${host.dic}`).toBe(holdsOn[policy.follows](host))
    }
  })

  test('asks the flag at the fault exactly where some answer depends on bit 3', () => {
    const fault = (at: KvmInputs) => decide(policy, at).fault
    const depends = dependsOn(fault, (row) => [row, { ...row, bit3: !row.bit3 }])
    expect(policy.asksFlag).toBe(depends)
    expect(policy.asksFlag).toBe(asks === 'both')
  })

  test('reads pgprot exactly where some answer, to the memslot or to the fault, depends on it', () => {
    const all = (row: KvmInputs) => valuesOf('pgprot').map((pgprot): KvmInputs => ({ ...row, pgprot }))
    const depends =
      dependsOn((at) => decide(policy, at).fault, all) || dependsOn((at) => decide(policy, at).memslot, all)
    expect(policy.readsPgprot).toBe(depends)
  })

  test('tells by its capability what it says', () => {
    expect(policy.capability).toBe(cap)
    for (const host of hosts)
      expect(capability(policy, host, 'vm')).toEqual({
        value: holdsOn[policy.capability](host) ? 1 : 0,
        errno: null,
      })
  })
})
