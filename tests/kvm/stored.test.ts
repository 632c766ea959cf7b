import { describe, expect, test } from 'vitest'
import type { Check, KernelFunction } from '../../src/kvm/check.ts'
import { exits, type Exit } from '../../src/kvm/exit.ts'
import { maintenanceRows } from '../../src/kvm/maintenance.ts'
import { notModelled } from '../../src/kvm/not-modelled.ts'
import { policies } from '../../src/kvm/policies.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import { differences } from '../stored-text.ts'

const flat = (checks: readonly Check[]): readonly Check[] =>
  checks.flatMap((check) => [check, ...flat(check.inner ?? [])])

const functionsOf = ({ memslot, fault }: Policy): readonly KernelFunction[] => [...memslot, ...fault]

/** A labelled line, where there is something to say. */
const line = (label: string, value: string | undefined) => (value ? [`  ${label}: ${value}`] : [])

const indented = (checks: readonly Check[], depth: number): readonly string[] =>
  checks.flatMap(({ id, inner }) => [`${'  '.repeat(depth)}${id}`, ...indented(inner ?? [], depth + 1)])

const functionText = ({ name, id, cite, when, checks }: KernelFunction) => [
  `  ${name} (${id}, ${cite})${when === undefined ? '' : ` if ${when}`}`,
  ...indented(checks, 2),
]

/** A policy: each kernel function in its turn, with its checks in the order in which they are made. */
const orderOf = ({ id, memslot, fault }: Policy) => [
  id,
  ' KVM_SET_USER_MEMORY_REGION2',
  ...memslot.flatMap(functionText),
  ' a stage-2 abort',
  ...fault.flatMap(functionText),
  '',
]

const nameOfExit = (exit: Exit) =>
  Object.entries(exits).find(([, one]) => one === exit)?.[0] ?? 'no exit of the list'

function effectOf({ exit, sets, inner }: Check): string {
  if (exit) return `leaves: ${nameOfExit(exit)}`
  if (sets) return `sets ${JSON.stringify(sets)}`
  return `opens ${(inner ?? []).map(({ id }) => id).join(', ')}`
}

/** A row, whichever policies have it; `cites` are those of all of them. */
const rowText = (row: Check, cites: ReadonlySet<string>) => [
  row.id,
  ...line('if', row.test || 'always'),
  `  ${effectOf(row)}`,
  ...line('says', row.says),
  ...line('because', row.because),
  ...line('defect', row.defect),
  ...line('since', row.since),
  ...line('cite', [...cites].join(' ')),
]

function rowsText(): readonly string[] {
  const rows = new Map<string, Check>()
  const cites = new Map<string, Set<string>>()
  for (const row of policies.flatMap((policy) => flat(functionsOf(policy).flatMap(({ checks }) => checks)))) {
    rows.set(row.id, rows.get(row.id) ?? row)
    cites.set(row.id, new Set([...(cites.get(row.id) ?? []), ...row.cite]))
  }
  return [...rows.values()].flatMap((row) => rowText(row, cites.get(row.id) ?? new Set()))
}

const policyText = (policy: Policy) => [
  policy.id,
  ...line('title', policy.title),
  ...line('describes', policy.describes),
  ...line('status', `${policy.status}, ${policy.date}, ${policy.source}, Linux ${policy.version}`),
  ...line('releases', policy.releases),
  ...line('interpretation', policy.interpretation),
  ...policy.notes.flatMap(({ says, cite }) => line('note', cite ? `${says} [${cite}]` : says)),
  ...line('capability', policy.capability),
  ...line('follows', policy.follows),
  `  asks the flag: ${policy.asksFlag}, reads pgprot: ${policy.readsPgprot}`,
]

const exitText = ([name, { kind, receiver, errno, says, abort }]: readonly [string, Exit]) => [
  name,
  `  ${kind} to ${receiver}${errno ? `, ${errno}` : ''}${abort ? `, ${abort.of} ${abort.status}` : ''}: ${says}`,
]

const maintenanceText = (row: (typeof maintenanceRows)[number]) => [
  row.id,
  ...line('when', row.when),
  ...line('because', row.because),
  ...line('cite', row.cite.join(' ')),
]

const leftOutText = ({ says, ends, since, until }: (typeof notModelled)[number]) => [
  says,
  ...line('ends', ends && [ends.act, ...ends.errno, ...(ends.exit ? [ends.exit] : [])].join(' ')),
  ...line('since', since),
  ...line('until', until),
]

const text = (lines: readonly string[]) => `${lines.join('\n').trimEnd()}\n`

describe('as it is stored:', () => {
  test('the order of the checks of each kernel function, for each policy', () => {
    expect(differences('kvm/check-order.txt', text(policies.flatMap(orderOf)))).toEqual([])
  })

  test('what each check asks, does and says, and where it is known from', () => {
    expect(differences('kvm/check-rows.txt', text(rowsText()))).toEqual([])
  })

  test('what is said of the policies, their exits, the maintenance, and what is left out', () => {
    const all = [
      ...policies.flatMap(policyText),
      '',
      ...Object.entries(exits).flatMap(exitText),
      '',
      ...maintenanceRows.flatMap(maintenanceText),
      '',
      ...notModelled.flatMap(leftOutText),
    ]
    expect(differences('kvm/said.txt', text(all))).toEqual([])
  })
})
