import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { properties } from '../../src/explain/answer.ts'
import { flips, type Aspect, type Flip } from '../../src/explain/flips.ts'
import { alternatives } from '../../src/scenario/inputs.ts'
import { everySetting, type Scenario } from '../../src/scenario/schema.ts'
import { handScenario, kvmScenario } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'
import { defaults } from './by-hand.ts'

const aspect = fc.constantFrom<Aspect>(...properties, 'kvm')
const story = fc.oneof(handScenario, kvmScenario)

/** By hand with values that many changes turn into a fault. */
const faulting: Scenario = { ...defaults, acc: 'x', mair: 0x04, memattr: 0b0111 }

const keys = everySetting.map(({ key }) => key)
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const isFault = ({ code }: Flip) => code === 'fault'

/** Values that an engineer would try first; the others follow as the schema has them. */
const famous: Partial<Record<string, readonly string[]>> = {
  mair: ['0xff', '0x44', '0x04', '0xbb', '0x00', '0xf0', '0x0c', '0x08'],
  sh: ['0b11', '0b10', '0b00', '0b01'],
  s2sh: ['0b11', '0b10', '0b00', '0b01'],
}

/** All other values of a setting as they are to be listed. */
function inOrder(key: (typeof keys)[number], scenario: Scenario): readonly string[] {
  const setting = everySetting.find((one) => one.key === key)
  const all = alternatives(key, scenario).map((value) => setting?.encode(value) ?? '')
  const first = (famous[key] ?? []).filter((value) => all.includes(value))
  return [...first, ...all.filter((value) => !first.includes(value))]
}

/** Those of `all` that `some` holds, in the order of `all`. */
const asIn = <T>(some: readonly T[], all: readonly T[]) => all.filter((one) => some.includes(one))

/** What is out of order among the flips of a scenario. */
function outOfOrder(scenario: Scenario, of: Aspect): readonly string[] {
  const all = flips(scenario, of)
  const [others, faults] = [all.filter((one) => !isFault(one)), all.filter(isFault)]
  const places = (some: readonly Flip[]) => some.map(({ key }) => keys.indexOf(key))
  const rises = (some: readonly number[]) => some.every((one, at) => one >= (some[at - 1] ?? -1))
  const firstValues = (key: Flip['key']) =>
    others.filter((one) => one.key === key).map(({ values }) => values[0] ?? '')
  const checks = {
    'faults are not last': isSame(all, [...others, ...faults]),
    'settings are not in their order': rises(places(others)) && rises(places(faults)),
    'values are not in their order': all.every(({ key, values }) =>
      isSame(values, asIn(values, inOrder(key, scenario))),
    ),
    'results are not in the order of their first values': others.every(({ key }) =>
      isSame(firstValues(key), asIn(firstValues(key), inOrder(key, scenario))),
    ),
  }
  return Object.entries(checks).flatMap(([says, holds]) => (holds ? [] : [says]))
}

test('what would flip an answer stands in the order of the settings and of their values, what ends in a fault behind all others', () => {
  fc.assert(
    fc.property(story, aspect, (scenario, of) => {
      expect(outOfOrder(scenario, of)).toEqual([])
    }),
    {
      numRuns: sweep(30),
      examples: [
        [faulting, 'type'],
        [defaults, 'type'],
      ],
    },
  )
})

test('faults are listed, and last', () => {
  const all = flips({ ...defaults, acc: 'x' }, 'type')
  expect(all.some(isFault)).toBe(true)
  expect(all.findIndex(isFault)).toBeGreaterThan(0)
  expect(all.slice(all.findIndex(isFault)).every(isFault)).toBe(true)
})
