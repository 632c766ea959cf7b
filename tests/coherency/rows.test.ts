import { describe, expect, test } from 'vitest'
import { listed } from '../../src/arch/tables.ts'
import { citations } from '../../src/cite/citations.ts'
import { copyOf, hasCopy, isDirty, lines, memoryOf, withClean, withDirty } from '../../src/coherency/line.ts'
import { happens } from '../../src/coherency/possibility.ts'
import { attributes } from '../../src/coherency/script.ts'
import { coherencyTables, tableOf } from '../../src/coherency/tables.ts'

const rows = coherencyTables.flatMap(({ rules }) => rules)
const values = [0, 1, 2, 15]
/** Every state of a line with some values. */
const states = values.flatMap((memory) => [
  memory,
  ...values.flatMap((copy) => [withClean(memory, copy), withDirty(memory, copy)]),
])
const freedoms = [false, true].flatMap((fill) => [false, true].map((hits) => ({ fill, hits })))

describe('every row of the model', () => {
  test('has an id of its own that an address can hold, also among the rules of the architecture', () => {
    const ids = [...rows, ...listed.flatMap(({ rules }) => rules)].map(({ id }) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at && rows.some((row) => row.id === id))).toEqual([])
    for (const { id } of rows) expect(id).toMatch(/^[a-z0-9-]{1,40}$/)
  })

  test('cites at least one place, and only known ones', () => {
    for (const { id, cite } of rows) {
      expect(cite.length, id).toBeGreaterThan(0)
      for (const place of cite) expect(citations, id).toHaveProperty(place)
    }
  })

  test('says what happens and why without a full stop, so that sentences can be made of them', () => {
    for (const { id, says, because } of rows) {
      expect(says, id).toMatch(/^[A-Z].*\w$/)
      expect(because, id).toMatch(/^[a-z].*\w$/)
    }
  })

  test('happens in some state', () => {
    const idle = rows.filter((row) => !states.some((line) => happens(row, line, { fill: true, hits: true })))
    expect(idle.map(({ id }) => id)).toEqual([])
  })

  test('gives a state of a line, in which no copy means none of a value either', () => {
    for (const row of rows)
      for (const line of states.filter(row.when)) {
        const after = row.gives(line, 3)
        expect(after, row.id).toBeLessThan(lines)
        expect(hasCopy(after) || (copyOf(after) === 0 && !isDirty(after)), row.id).toBe(true)
      }
  })

  test('leaves or brings no value but those of the line and of the write', () => {
    for (const row of rows)
      for (const line of states.filter(row.when)) {
        const after = row.gives(line, 3)
        const known = [memoryOf(line), ...(hasCopy(line) ? [copyOf(line)] : []), 3]
        expect(known, row.id).toContain(memoryOf(after))
        expect(!hasCopy(after) || known.includes(copyOf(after)), row.id).toBe(true)
      }
  })
})

test('whatever the line is, a step can be done, also without any freedom', () => {
  const steps = attributes.flatMap((attr) => [
    tableOf({ by: 'vmm', do: 'read', attr }),
    tableOf({ by: 'vmm', do: 'write', attr, value: 'a' }),
  ])
  for (const { id, rules } of [
    ...steps,
    tableOf({ by: 'vmm', do: 'clean' }),
    tableOf({ by: 'vmm', do: 'cleaninv' }),
  ])
    for (const line of states)
      for (const options of freedoms)
        expect(
          rules.some((row) => happens(row, line, options)),
          id,
        ).toBe(true)
})

test('a table either reads in all its rows, or in none', () => {
  for (const { id, rules } of coherencyTables)
    expect(new Set(rules.map(({ returns }) => returns !== undefined)).size, id).toBe(1)
})

test('every table has an id of its own and a title', () => {
  const ids = [...coherencyTables, ...listed].map(({ id }) => id)
  for (const { id, title } of coherencyTables) {
    expect(ids.filter((one) => one === id)).toHaveLength(1)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
  }
})
