import { expect, test } from 'vitest'
import { presets } from '../../../src/content/presets.ts'
import { coherencyTables } from '../../../src/coherency/tables.ts'
import { rowsOfWrongRuns } from '../../../src/explain/coherency/taken-rows.ts'
import { resolve } from '../../../src/explain/resolve.ts'
import { baseScenario } from '../../../src/scenario/preset.ts'
import { defaults } from '../../../src/scenario/scenario.ts'

test('a leak is read past the cache, and the row of that takes part in it', () => {
  const rows = rowsOfWrongRuns(resolve({ ...defaults, policy: 'before' }), false)
  expect(rows.has('coherency-write-cache')).toBe(true)
  expect(rows.has('coherency-read-memory')).toBe(true)
  expect(rows.has('coherency-read-hit')).toBe(false)
})

test('no row takes part in a wrong read where there is none, or where the question does not arise', () => {
  expect(rowsOfWrongRuns(resolve(defaults), true).size).toBe(0)
  expect(rowsOfWrongRuns(resolve({ ...defaults, fwb: false }), true).size).toBe(0)
})

test('rows that need the worst case take part only in it', () => {
  const ids = (hits: boolean) =>
    new Set(presets.flatMap((preset) => [...rowsOfWrongRuns(resolve(baseScenario(preset)), hits)]))
  const needing = coherencyTables.flatMap(({ rules }) => rules.filter(({ needs }) => needs === 'hits'))
  for (const { id } of needing) expect(ids(false).has(id), id).toBe(false)
  expect(needing.filter(({ id }) => ids(true).has(id)).map(({ id }) => id)).toContain('coherency-read-hit')
})
