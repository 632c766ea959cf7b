import { describe, expect, test } from 'vitest'
import { listed, tables } from '../../src/arch/tables.ts'
import { walkTables } from '../../src/arch/walk/rules.ts'
import { citations } from '../../src/cite/citations.ts'
import { findChecks } from '../../src/explain/kvm/find-checks.ts'

const rules = walkTables.flatMap((table) => table.rules)
const twice = (ids: readonly string[]) => ids.filter((id, at) => ids.indexOf(id) !== at)

describe('every rule of the walk', () => {
  test('has an id that no other rule of any table and no check of the kernel has', () => {
    const ids = listed.flatMap((table) => table.rules.map(({ id }) => id))
    expect(twice(ids)).toEqual([])
    expect(ids.filter((id) => findChecks(id).length > 0)).toEqual([])
  })

  test('has an id that an address can hold', () => {
    for (const { id } of rules) expect(id).toMatch(/^[a-z0-9-]{1,40}$/)
  })

  test('cites at least one place, and only known ones', () => {
    for (const { id, cite } of rules) {
      expect(cite.length, id).toBeGreaterThan(0)
      for (const place of cite) expect(citations, id).toHaveProperty(place)
    }
  })

  test('gives its reason in general words: it names no setting and ends without a full stop', () => {
    for (const { id, says, because } of rules) {
      expect(because, id).toMatch(/^\w[^{}]*[\w)\]]$/)
      expect(says, id).toMatch(/^[A-Z0-9].*[\w)\]]$/)
    }
  })
})

test('the tables of the walk stand beside those of the attributes, each with an id of its own and a title', () => {
  expect(listed).toEqual([...tables, ...walkTables])
  expect(twice(listed.map(({ id }) => id))).toEqual([])
  for (const { title } of walkTables) expect(title).toMatch(/^[A-Z].*[^.]$/)
})
