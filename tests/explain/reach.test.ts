import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { reach, reachable } from '../../src/explain/reach.ts'
import { typeCodes, typeCodesOf, type TypeCode } from '../../src/explain/words.ts'
import { toInputs } from '../../src/scenario/inputs.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { accessScenario, defaults, resolve } from './by-hand.ts'
import { sweep } from '../sweep.ts'

const allBytes = Array.from({ length: 256 }, (_, mair) => mair)

/** What a scenario hands on and ends as, for each MAIR byte. */
const translated = (scenario: Scenario) =>
  allBytes.map((mair) => {
    const { s1, final } = translateAttributes(toInputs({ ...scenario, mair }))
    return { from: s1 && typeCodesOf(s1), to: final && typeCodesOf(final) }
  })

const rowOf = (scenario: Scenario, from: TypeCode) => resolve(scenario).reach.find((row) => row.from === from)

describe('the function that a stage 2 is', () => {
  test('has a row for each of the seven types, in their order', () => {
    expect(resolve(defaults).reach.map(({ from }) => from)).toEqual(typeCodes)
  })

  test('gives what translating gives, for every MAIR byte and each field of it', () => {
    fc.assert(
      fc.property(accessScenario, (scenario) => {
        const rows = new Map(resolve(scenario).reach.map((row) => [row.from, row.to]))
        const told = translated(scenario).filter(({ from }) => from !== null)
        const same = told.filter(({ from }) => from?.inner === from?.outer)
        expect(same.map(({ from }) => rows.get(from?.inner ?? 'NC') ?? null)).toEqual(
          same.map(({ to }) => to),
        )
        const inner = told.map(({ from }) => rows.get(from?.inner ?? 'NC')?.inner)
        const outer = told.map(({ from }) => rows.get(from?.outer ?? 'NC')?.outer)
        expect(inner).toEqual(told.map(({ to }) => to?.inner))
        expect(outer).toEqual(told.map(({ to }) => to?.outer))
      }),
      { numRuns: sweep(300) },
    )
  })

  test('calls a type possible if some MAIR byte makes stage 1 hand it on', () => {
    fc.assert(
      fc.property(accessScenario, (scenario) => {
        const handedOn = new Set(
          translated(scenario).flatMap(({ from }) => (from ? [from.inner, from.outer] : [])),
        )
        const possible = reach(toInputs(scenario), translateAttributes(toInputs(scenario)).s1)
          .filter((row) => row.possible)
          .map(({ from }) => from)
        expect(possible).toEqual(typeCodes.filter((type) => handedOn.has(type)))
      }),
      { numRuns: sweep(300) },
    )
  })

  test('marks the types of the present access', () => {
    expect(rowOf(defaults, 'WB')?.current).toBe('both')
    expect(rowOf(defaults, 'NC')?.current).toBe(null)
    const mixed = { ...defaults, mair: 0x4f }
    expect([rowOf(mixed, 'WB')?.current, rowOf(mixed, 'NC')?.current]).toEqual(['inner', 'outer'])
  })

  test('has no end where the access takes a fault', () => {
    const fault: Scenario = { ...defaults, acc: 'x', fetchdev: 'fault', memattr: 0b0001 }
    expect(resolve(fault).reach.map(({ to }) => to)).toEqual(typeCodes.map(() => null))
  })
})

test('what can come out is what some possible type becomes', () => {
  const out = (changes: Partial<Scenario>) => reachable(resolve({ ...defaults, ...changes }).reach)
  expect(out({})).toEqual(['WB'])
  expect(out({ memattr: 0b0101 })).toEqual(['NC', 'GRE', 'nGRE', 'nGnRE', 'nGnRnE'])
  expect(out({ memattr: 0b0001 })).toEqual(['nGnRE', 'nGnRnE'])
  expect(out({ fwb: false, memattr: 0b1111 })).toEqual(typeCodes)
  expect(out({ m: false, memattr: 0b0111 })).toEqual(['nGnRnE'])
})
