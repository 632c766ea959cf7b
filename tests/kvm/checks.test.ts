import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { citations, type Citation } from '../../src/cite/citations.ts'
import type { Check, KernelFunction } from '../../src/kvm/check.ts'
import { errno, exits } from '../../src/kvm/exit.ts'
import { maintenanceRows } from '../../src/kvm/maintenance.ts'
import { notModelled } from '../../src/kvm/not-modelled.ts'
import { policies } from '../../src/kvm/policies.ts'
import { explainKvm } from '../../src/kvm/trace.ts'
import { anyInputs } from './arbitrary.ts'

const flat = (checks: readonly Check[]): readonly Check[] =>
  checks.flatMap((check) => [check, ...flat(check.inner ?? [])])

const functionsOf = (policy: (typeof policies)[number]): readonly KernelFunction[] => [
  ...policy.memslot,
  ...policy.fault,
]

const rowsOf = (policy: (typeof policies)[number]) =>
  flat(functionsOf(policy).flatMap(({ checks }) => checks))

const cited = (ids: readonly (keyof typeof citations)[]): readonly Citation[] =>
  ids.map((id) => citations[id])

/** Enough to reach every row of every policy; always the same, as it is a search. */
const many = fc.sample(anyInputs, { numRuns: 20_000, seed: 5 })

describe.each(policies.map((policy) => [policy.id, policy] as const))('the rows of %s', (_, policy) => {
  test('are all reached and hold for some inputs', () => {
    const waiting = new Set(rowsOf(policy).map((check) => check.id))
    for (const at of many) {
      if (waiting.size === 0) break
      const { memslot, fault } = explainKvm(policy, at).traces
      for (const { rows } of [...memslot.functions, ...fault.functions])
        for (const { check, state } of rows)
          if (state === 'taken' || state === 'sets') waiting.delete(check.id)
    }
    expect([...waiting]).toEqual([])
  })

  test('do one thing each', () => {
    for (const { id: row, exit, sets, inner } of rowsOf(policy))
      expect(
        [exit, sets, inner].filter((one) => one !== undefined),
        row,
      ).toHaveLength(1)
  })

  test('are cited in the source of that kernel, and in no other', () => {
    const read = (citation: Citation) => citation.kind === 'linux' && citation.version === policy.version
    for (const row of rowsOf(policy)) {
      expect(row.cite, row.id).not.toEqual([])
      expect(
        cited(row.cite).filter((one) => one.kind === 'linux' && !read(one)),
        row.id,
      ).toEqual([])
      expect(cited(row.cite).some(read), row.id).toBe(true)
    }
    for (const fn of functionsOf(policy)) expect(read(citations[fn.cite]), fn.id).toBe(true)
  })

  test('have ids of their own, and say why', () => {
    const ids = rowsOf(policy).map((row) => row.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const row of rowsOf(policy)) {
      expect(row.id).toMatch(/^[a-z0-9-]+$/)
      expect(row.says.length * row.because.length, row.id).toBeGreaterThan(0)
      expect(row.since ?? '6.17', row.id).toMatch(/^\d+\.\d+$/)
    }
  })
})

test('a row of two policies is one row, but for where each release has it', () => {
  const bare = (check: Check): unknown => ({ ...check, cite: [], inner: check.inner?.map(bare) })
  const rows = new Map<string, Check>()
  for (const row of policies.flatMap(rowsOf)) {
    expect(bare(rows.get(row.id) ?? row), row.id).toEqual(bare(row))
    rows.set(row.id, row)
  }
})

test('every exit says who hears of it, and an error has its number', () => {
  const all = Object.values(exits)
  expect(all.filter(({ receiver, says }) => receiver.length * says.length === 0)).toEqual([])
  const errors = all.filter(({ kind }) => kind === 'refuse' || kind === 'error')
  expect(errors.filter((exit) => exit.errno === null)).toEqual([])
})

test('what is not modelled is said in sentences, each once', () => {
  const all = notModelled.map(({ says }) => says)
  expect(all.filter((one) => !/^\w.*\.$/.test(one))).toEqual([])
  expect(new Set(all).size).toBe(all.length)
})

test('what is not modelled names each errno and exit in which it ends, and the last release that does so', () => {
  for (const { says, ends, until } of notModelled) {
    const named = [...(ends?.errno ?? []).map((name) => `-${name}`), ends?.exit, until && `up to ${until}`]
    expect(named.filter((one) => one !== undefined && !says.includes(one))).toEqual([])
  }
})

test('what is not modelled is listed under each errno that it names and that a check can end in', () => {
  const known: readonly string[] = Object.keys(errno)
  for (const { says, ends } of notModelled) {
    const named = [...says.matchAll(/-(E[A-Z]+)/g)].map(([, name = '']) => name)
    expect(new Set(named.filter((name) => known.includes(name)))).toEqual(new Set(ends?.errno))
  }
})

test('every occasion of maintenance is cited', () => {
  for (const { id, cite } of maintenanceRows) expect(cited(cite).length, id).toBeGreaterThan(0)
})
