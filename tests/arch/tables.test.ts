import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packOutcome } from '../../src/arch/packed.ts'
import { first, recording, type Decision, type Table } from '../../src/arch/rule.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { anyInputs, configurations, counterexamples, everyLeaf } from './space.ts'
import { sweep } from '../sweep.ts'

describe('every table covers every input, and the reasons do not change the result:', () => {
  test.each(['the defaults', 'FEAT_MTE_PERM', 'fetches that fault'])('%s', (name) => {
    const wrong = counterexamples(everyLeaf(configurations[name]), (at) => {
      const explained = translateAttributes(at, recording([]))
      return packOutcome(explained) === packOutcome(translateAttributes(at))
    })
    expect(wrong).toEqual([])
  })

  test('any inputs', () => {
    fc.assert(
      fc.property(anyInputs, (at) => {
        expect(translateAttributes(at, recording([]))).toEqual(translateAttributes(at))
      }),
      { numRuns: sweep(50_000) },
    )
  })
})

test('a decision holds the first row that applies, and the rows above it do not apply', () => {
  const table: Table<number, string> = {
    id: 'size',
    title: 'Size',
    of: [],
    rules: [row('small', (n) => n < 10), row('medium', (n) => n < 100)],
  }
  const log: Decision[] = []
  expect(recording(log)(table, 50, 'inner')).toBe('medium')
  expect(first(table, 50)).toBe('medium')
  expect(log).toEqual([
    {
      table,
      rule: table.rules[1],
      value: 'medium',
      because: 'of its size',
      passedOver: [table.rules[0]],
      field: 'inner',
    },
  ])
})

test('an input that no row covers is a RangeError with the table and the input', () => {
  const table: Table<number, string> = { id: 'size', title: 'Size', of: [], rules: [] }
  expect(() => first(table, 7)).toThrow(new RangeError('size: no row applies to 7'))
  expect(() => recording([])(table, 7)).toThrow(new RangeError('size: no row applies to 7'))
})

function row(id: string, when: (n: number) => boolean) {
  return { id, cite: [], says: id, because: 'of its size', reads: [], when, gives: () => id }
}
