import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { leafByKvm, policyOf, toKvm } from '../../src/scenario/kvm-inputs.ts'
import { asMet, leftToKvm, reasonInputs, takenInHand, toInputs } from '../../src/scenario/inputs.ts'
import { defaults, differences, isScenario } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { evenScenario, handScenario, kvmScenario } from './arbitrary.ts'
import { sweep } from '../sweep.ts'

const attributes = ['memattr', 's2sh', 'fnxs', 'hcrfwb', 'vm', 'dc', 'dct', 'cd', 'id'] as const
const tables = [
  's2tg',
  't0sz',
  'sl0',
  'vtcr',
  's2leaf',
  's2contig',
  's2ap',
  's2xn',
  's2af',
  's2dbm',
  'ptw',
] as const
const fields = [...attributes, ...tables] as const

const leafOf = (scenario: Scenario) => leafByKvm(policyOf(scenario), toKvm(scenario))
const withLeaf = kvmScenario.filter((scenario) => leafOf(scenario) !== null)

describe('where KVM writes stage 2, an access meets', () => {
  test('the type of KVM’s leaf, HCR_EL2.FWB as the host has it, and no other control of stage 2', () => {
    fc.assert(
      fc.property(withLeaf, (scenario) => {
        expect(toInputs(scenario)).toMatchObject({
          memattr: leafOf(scenario)?.memattr,
          s2sh: 0b11,
          fnxs: false,
          hcrfwb: scenario.fwb,
          vm: true,
          dc: false,
          dct: false,
          cd: false,
          id: false,
        })
      }),
      { numRuns: sweep(1_000) },
    )
  })

  test('the same whatever the fields of stage 2 were set to by hand before', () => {
    fc.assert(
      fc.property(kvmScenario, handScenario, (scenario, other) => {
        const hand = Object.fromEntries(fields.map((field) => [field, other[field]]))
        expect(reasonInputs({ ...scenario, ...hand })).toEqual(reasonInputs(scenario))
        expect(fields.map((field) => asMet({ ...scenario, ...hand })[field])).toEqual(
          fields.map((field) => asMet(scenario)[field]),
        )
      }),
      { numRuns: sweep(500) },
    )
  })

  test('a leaf of the memory type, whose SH is Inner Shareable also under LPA2', () => {
    fc.assert(
      fc.property(withLeaf, (scenario) => {
        const sh = leafOf(scenario)?.sh
        expect(sh ?? 0b11).toBe(toInputs(scenario).s2sh)
        expect(sh === null).toBe(toKvm(scenario).lpa2)
      }),
      { numRuns: sweep(500) },
    )
  })
})

describe('taking stage 2 in hand', () => {
  const taken = (scenario: Scenario): Scenario => ({ ...scenario, ...takenInHand(scenario) })

  test('keeps the final attributes, wherever KVM has written a leaf', () => {
    fc.assert(
      fc.property(withLeaf, (scenario) => {
        const hand = taken(scenario)
        expect(hand.s2).toBe('hand')
        expect(isScenario(hand)).toBe(true)
        expect(translateAttributes(toInputs(hand))).toEqual(translateAttributes(toInputs(scenario)))
      }),
      { numRuns: sweep(3_000) },
    )
  })

  test('changes nothing but the fields of stage 2', () => {
    fc.assert(
      fc.property(evenScenario, (scenario) => {
        const moved = differences(scenario, taken(scenario))
        expect(moved.filter((key) => key !== 's2' && !fields.some((field) => field === key))).toEqual([])
      }),
      { numRuns: sweep(500) },
    )
  })

  test('shows by hand what was met before, and does nothing a second time', () => {
    fc.assert(
      fc.property(evenScenario, (scenario) => {
        const hand = taken(scenario)
        expect({ ...asMet(scenario), s2: 'hand' }).toEqual(hand)
        expect(taken(hand)).toEqual(hand)
        expect(asMet(hand)).toBe(hand)
      }),
      { numRuns: sweep(500) },
    )
  })

  test('and leaving it to KVM again gives KVM’s answer again, with the fields of stage 2 at rest', () => {
    fc.assert(
      fc.property(kvmScenario, (scenario) => {
        const again: Scenario = { ...taken(scenario), ...leftToKvm() }
        expect(again.s2).toBe('kvm')
        expect(fields.map((field) => again[field])).toEqual(fields.map((field) => defaults[field]))
        expect(toKvm(again)).toEqual(toKvm(scenario))
        expect(leafOf(again)).toEqual(leafOf(scenario))
        expect(translateAttributes(toInputs(again))).toEqual(translateAttributes(toInputs(scenario)))
      }),
      { numRuns: sweep(1_000) },
    )
  })
})
