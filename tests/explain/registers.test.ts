import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accessAnswer } from '../../src/explain/access.ts'
import { kvmAnswer, type KvmAnswer } from '../../src/explain/kvm/answer.ts'
import { findRow } from '../../src/explain/kvm/rows.ts'
import { isNodeId } from './node-id.ts'
import { registers, type Register } from '../../src/explain/registers.ts'
import { parWord } from '../../src/read/par-word.ts'
import { isByHand } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { accessScenario, defaults, resolve } from './by-hand.ts'
import { ofEvery } from '../of-every.ts'
import { sweep } from '../sweep.ts'

/** Accesses with their registers, made once for all that is asked of them. */
const accesses = fc.sample(accessScenario, sweep(500)).map((scenario) => {
  const access = accessAnswer(scenario)
  const kvm = isByHand(scenario) ? null : kvmAnswer(scenario)
  return { scenario, kvm, par: access.attributes.par, all: registers(access, kvm) }
})

const everyAccess = (holds: (of: (typeof accesses)[number]) => void) => {
  ofEvery(accesses, ({ scenario }) => scenario, holds)
}

const everyRegister = (holds: (register: Register, scenario: Scenario, kvm: KvmAnswer | null) => void) => {
  everyAccess(({ scenario, kvm, all }) => {
    for (const register of all) holds(register, scenario, kvm)
  })
}

const fieldOf = (changes: Partial<Scenario>, id: string, name: string) =>
  registers(resolve({ ...defaults, ...changes }), null)
    .find((register) => register.id === id)
    ?.fields.find((field) => field.name === name)

describe('a register', () => {
  test('is covered by its fields from the top bit down, without a gap', () => {
    everyRegister(({ bits, fields }) => {
      expect(fields.map(({ hi }) => hi)).toEqual([bits - 1, ...fields.slice(0, -1).map(({ lo }) => lo - 1)])
      expect(fields.at(-1)?.lo).toBe(0)
    })
  })

  test('has a digit for every bit of a field that it says', () => {
    everyRegister(({ fields }) => {
      for (const { hi, lo, digits, kind } of fields) {
        expect(digits === null).toBe(kind === 'unsaid')
        expect(digits ?? '0'.repeat(hi - lo + 1)).toMatch(new RegExp(`^[01]{${hi - lo + 1}}$`))
      }
    })
  })

  test('shows in an editable field the value of its setting', () => {
    everyRegister(({ fields }, scenario) => {
      for (const { edits, digits } of fields.filter((field) => field.edits))
        expect(Number(`0b${digits}`)).toBe(Number(edits && scenario[edits]))
    })
  })

  test('has nodes that can be picked', () => {
    everyRegister(({ fields }, _, kvm) => {
      const isCheck = (id: string) => kvm !== null && findRow(kvm, id) !== undefined
      for (const { node = 'type' } of fields) expect(isNodeId(node) || isCheck(node)).toBe(true)
    })
  })
})

test('PAR_EL1 has the word that AT would report, where it says its bits', () => {
  everyAccess(({ par: given, all }) => {
    const par = all.find(({ id }) => id === 'par-el1')
    expect(par === undefined).toBe(given === null)
    const said = par?.fields.filter(({ digits }) => digits !== null) ?? []
    const word = said.reduce((sum, { digits, lo }) => sum | (BigInt(`0b${digits}`) << BigInt(lo)), 0n)
    const { attr = 0, sh = 0 } = given ?? {}
    const expected = (BigInt(attr) << 56n) | (BigInt(sh) << 7n) | (1n << 11n)
    expect(word).toBe(par ? expected : 0n)
  })
})

test('a word of PAR_EL1 that was measured holds the same fields', () => {
  expect(Number(BigInt(parWord({ attr: 0x44, sh: 0b10 })) >> 56n)).toBe(0x44)
})

test('a field that does nothing says so', () => {
  expect(fieldOf({ m: false }, 's1-leaf', 'SH')).toMatchObject({ kind: 'idle', says: 'SH 0b11, not used' })
  expect(fieldOf({ vm: false }, 's2-leaf', 'MemAttr')).toMatchObject({ kind: 'idle' })
  expect(fieldOf({ xs: false }, 's2-leaf', 'FnXS')).toMatchObject({ kind: 'res0', digits: '0' })
})
