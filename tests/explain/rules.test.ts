import { describe, expect, test } from 'vitest'
import { listed } from '../../src/arch/tables.ts'
import { citations } from '../../src/cite/citations.ts'
import { coherencyTables } from '../../src/coherency/tables.ts'
import { codeTables } from '../../src/explain/coherency/code-rules.ts'
import { needsSays } from '../../src/explain/coherency/needs-says.ts'
import { findChecks } from '../../src/explain/kvm/find-checks.ts'
import { conditionWords } from '../../src/explain/kvm/maintenance-conditions.ts'
import { findRule, readingSays, readTables } from '../../src/explain/rules.ts'
import { maintenanceRows, onMap, type MaintenanceRow } from '../../src/kvm/maintenance.ts'
import { isId } from '../../src/scenario/view.ts'

const rows = readTables.flatMap(({ rules }) => rules)
const twice = (ids: readonly string[]) => ids.filter((id, at) => ids.indexOf(id) !== at)
const sentence = /^[A-Z].*\.$/

describe('every rule with a page', () => {
  test('has an id that an address can hold, and that no other rule and no check of the kernel has', () => {
    const ids = rows.map(({ id }) => id)
    expect(ids.filter((id) => !isId(id))).toEqual([])
    expect(twice(ids)).toEqual([])
    expect(ids.filter((id) => findChecks(id).length > 0)).toEqual([])
  })

  test('is found by its id, in its table', () => {
    for (const table of readTables)
      for (const rule of table.rules) expect(findRule(rule.id)).toEqual({ rule, table })
    expect(findRule('no-such-rule')).toBe(undefined)
  })

  test('cites at least one place, and only known ones', () => {
    for (const { id, cite } of rows) {
      expect(cite.length, id).toBeGreaterThan(0)
      for (const place of cite) expect(citations, id).toHaveProperty(place)
    }
  })

  test('says its decision and its reason without a full stop, so that sentences can be made of them', () => {
    for (const { id, says, because } of rows) {
      expect(says, id).toMatch(/^[A-Z0-9].*[\w)\]]$/)
      expect(because, id).toMatch(/[\w)}\]]$/)
    }
  })
})

test('rules of the architecture, the rows of the model, those for code and KVM’s maintenance have pages', () => {
  const ids = rows.map(({ id }) => id)
  const wanted = [...listed, ...coherencyTables, ...codeTables].flatMap(({ rules }) => rules)
  expect(ids).toEqual([...wanted, ...maintenanceRows].map(({ id }) => id))
  expect(coherencyTables.flatMap(({ rules }) => rules)).toHaveLength(18)
})

test('every table has an id of its own and a title', () => {
  expect(twice(readTables.map(({ id }) => id))).toEqual([])
  for (const { id, title } of readTables) expect(title, id).toMatch(/^[A-Z].*[^.]$/)
})

test('only the rows of the model are possibilities, of which none excludes another', () => {
  const may = readTables.filter(({ reading }) => reading === 'may')
  expect(may.map(({ id }) => id)).toEqual(coherencyTables.map(({ id }) => id))
  expect(findRule('coherency-evict')?.table.reading).toBe('may')
  expect(findRule('coherency-code-data-pou')?.table.reading).toBe('first')
  expect(findRule('cmo-map')?.table.reading).toBe('occasion')
  for (const says of Object.values(readingSays)) expect(says).toMatch(sentence)
})

test('what a row of the model needs is said of exactly those that need it', () => {
  const needing = rows.filter(({ needs }) => needs !== undefined).map(({ id, needs }) => `${id} ${needs}`)
  expect(needing).toEqual(['coherency-read-hit hits', 'coherency-write-drop hits', 'coherency-fill fill'])
  for (const says of Object.values(needsSays)) expect(says).toMatch(sentence)
})

test('KVM’s maintenance is told with the condition that its code has', () => {
  expect(maintenanceRows.map((row) => `${row.id}: ${conditionWords(row)}`)).toEqual([
    'cmo-map: DC CIVAC of Normal leaves without FWB; IC IVAU or IC IALLUIS for executable leaves without DIC',
    'cmo-relax: IC IVAU or IC IALLUIS for executable leaves without DIC',
    'cmo-unmap: DC CIVAC of Normal leaves without FWB',
    'cmo-toggle: DC CIVAC of Normal leaves without FWB',
    'cmo-init: DC CIVAC of Normal leaves without FWB; IC IALLUIS with FWB and without DIC',
    'cmo-split: no maintenance',
  ])
})

test('a condition of maintenance that has no words is not told as another', () => {
  const odd: MaintenanceRow = { ...onMap, dcache: () => 'clean+inval PoC' }
  expect(() => conditionWords(odd)).toThrow(RangeError)
})
