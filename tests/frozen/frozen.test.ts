import { describe, expect, test } from 'vitest'
import { findChecks } from '../../src/explain/kvm/find-checks.ts'
import { readTables } from '../../src/explain/rules.ts'
import { symptoms } from '../../src/explain/diagnose/symptoms.ts'
import { rowsIn } from '../../src/kvm/trace.ts'
import { addressLines } from './addresses.ts'
import { fingerprintLines, readAll } from './fingerprints.ts'
import { idLines } from './ids.ts'
import { complaints, listNames, missingReason, stored } from './stored.ts'

/** Presets and drawn scenarios, each resolved once. */
const stories = readAll(stored('fingerprints.tsv'))

describe('what others may have written down stays', () => {
  test('every public id is listed, and no id is gone', () => {
    expect(complaints('ids.txt', idLines())).toEqual([])
  })

  test('every preset and a thousand scenarios have the answers that they had', () => {
    expect(complaints('fingerprints.tsv', fingerprintLines(stories))).toEqual([])
  })

  test('every address means what it meant', () => {
    expect(complaints('addresses.tsv', addressLines(stored('addresses.tsv')))).toEqual([])
  })

  test.each(listNames)('a change of %s has a reason', (name) => {
    expect(missingReason(name)).toBe(null)
  })
})

describe('the lists are whole', () => {
  test('what decides in a thousand scenarios is among the ids', () => {
    const ids = new Set(idLines().map((line) => line.split(' ').at(-1)))
    const named = stories.flatMap(({ outcome: { kvm, access, walk } }) => [
      ...(kvm
        ? [...rowsIn(kvm.traces.memslot), ...rowsIn(kvm.traces.fault)].map(({ check }) => check.id)
        : []),
      ...(access?.decisions ?? []).map(({ rule }) => rule.id),
      ...(walk?.fault ? [walk.fault.why.id] : []),
    ])
    expect(named.length).toBeGreaterThan(10_000)
    expect([...new Set(named)].filter((id) => !ids.has(id))).toEqual([])
  })

  test('the scenarios end in every act, and most of them get to the access', () => {
    const ends = stories.map(({ outcome: { kvm, walk, access } }) => {
      if (access && !access.attributes.fault && !walk?.fault) return 'access'
      if (walk?.fault) return 'walk'
      return access ? 'attributes' : (kvm?.stopped ?? 'fault')
    })
    const counts = (end: string) => ends.filter((one) => one === end).length
    expect(['memslot', 'fault', 'walk', 'attributes'].filter((end) => counts(end) < 3)).toEqual([])
    expect(counts('access')).toBeGreaterThan(300)
  })

  test('every rule and every check has its page at an address of the list, and every symptom its own', () => {
    const addresses = new Set(stored('addresses.tsv').map((line) => line.split('\t')[0]))
    const rules = readTables.flatMap((table) => table.rules.map(({ id }) => id))
    const checks = idLines().flatMap((line) => /^check (.*)$/.exec(line)?.[1] ?? [])
    expect(checks.filter((id) => findChecks(id).length === 0)).toEqual([])
    expect([...rules, ...checks].filter((id) => !addresses.has(`#/rule/${id}`))).toEqual([])
    expect(symptoms.filter(({ id }) => !addresses.has(`#/diagnose?v=2&seen=${id}`))).toEqual([])
  })
})
