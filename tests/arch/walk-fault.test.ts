import { describe, expect, test } from 'vitest'
import { readOf } from '../../src/arch/walk/access.ts'
import {
  faultStatus,
  hpfarOf,
  ipaIsValid,
  reported,
  syndromeOf,
  type Fault,
} from '../../src/arch/walk/fault.ts'
import { accessOfAt, atInstructions } from '../../src/arch/walk/par-word.ts'
import { defaultPe } from '../../src/arch/walk/pe.ts'
import { noRegisters } from '../../src/arch/walk/registers.ts'
import { regimeOf } from '../../src/arch/walk/regime.ts'
import { toWord } from '../../src/arch/walk/word.ts'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'

const zero = toWord(0n)
const regime = regimeOf(defaultPe, defaultAttributePe, noRegisters)
const withTge = regimeOf(defaultPe, defaultAttributePe, { ...noRegisters, hcr: toWord(1n << 27n) })

const read = readOf(toWord(0xffff_8000_8a3c_5a40n))
const why = { id: 'x', cite: [], says: '', because: '' }
const fault = (of: Partial<Fault>): Fault => ({
  kind: 'Translation',
  level: 3,
  stage: 1,
  s1ptw: false,
  write: false,
  ipa: null,
  why,
  ...of,
})

describe('the fault status code', () => {
  test.each([
    ['AddressSize', -1, 0b101001],
    ['AddressSize', 0, 0b000000],
    ['AddressSize', 3, 0b000011],
    ['Translation', -1, 0b101011],
    ['Translation', 2, 0b000110],
    ['AccessFlag', 1, 0b001001],
    ['Permission', 3, 0b001111],
    ['Alignment', 2, 0b100001],
  ] as const)('of %s at level %i is %i', (kind, level, code) => {
    expect(faultStatus({ kind, level })).toBe(code)
  })
})

describe('ESR_ELx', () => {
  test('of a stage 1 fault goes to EL1, from the same level and from EL0', () => {
    expect(reported(fault({}), read, regime)).toMatchObject({ el: 1, esr: 0x9600_0007n, hpfar: null })
    expect(reported(fault({}), { ...read, el: 0, el0: true }, regime).esr).toBe(0x9200_0007n)
  })

  test('of a fetch is that of an instruction abort, without WnR', () => {
    const fetch = { ...read, acc: 'x' } as const
    expect(reported(fault({ write: true }), fetch, regime).esr).toBe(0x8600_0007n)
    expect(reported(fault({ stage: 2, ipa: 0 }), fetch, regime).esr).toBe(0x8200_0007n)
  })

  test('of a stage 2 fault goes to EL2, with S1PTW where stage 1’s tables were read', () => {
    const onWalk = fault({ stage: 2, s1ptw: true, kind: 'Permission', ipa: 0xbfff_5288 })
    expect(reported(onWalk, { ...read, acc: 'w' }, regime)).toEqual({
      el: 2,
      esr: 0x9200_008fn,
      far: read.va,
      hpfar: 0x0bff_f50n,
    })
  })

  test('goes to EL2 for stage 1 too with HCR_EL2.TGE', () => {
    expect(reported(fault({}), { ...read, el: 0, el0: true }, withTge)).toMatchObject({
      el: 2,
      esr: 0x9200_0007n,
    })
  })

  test('of an AT instruction says CM and WnR', () => {
    expect(syndromeOf(fault({}), { ...read, at: 'S12' })).toBe(0x147)
  })
})

describe('HPFAR_EL2', () => {
  test('holds bits [55:12] of the IPA from bit 4 up', () => {
    expect(hpfarOf(0xbfff_5288)).toBe(0xbff_f50n)
    expect(hpfarOf(0xf_ffff_ffff_f000)).toBe(0xff_ffff_ffff0n)
  })

  test.each([
    ['Translation', false, true],
    ['AddressSize', false, true],
    ['AccessFlag', false, true],
    ['Permission', false, false],
    ['Permission', true, true],
    ['Alignment', false, false],
  ] as const)('after %s with S1PTW %s is valid: %s', (kind, s1ptw, valid) => {
    expect(ipaIsValid(fault({ kind, s1ptw, stage: 2, ipa: 0 }))).toBe(valid)
    expect(ipaIsValid(fault({ kind, stage: 1 }))).toBe(false)
  })
})

test('each address translation instruction asks for its own access', () => {
  const asked = atInstructions.map((instruction) => {
    const { acc, el, pan, at } = accessOfAt(instruction, zero, true)
    return `${instruction}: ${at} EL${el} ${acc}${pan ? ' PAN' : ''}`
  })
  expect(asked).toEqual([
    'S1E1R: S1 EL1 r',
    'S1E1W: S1 EL1 w',
    'S1E0R: S1 EL0 r',
    'S1E0W: S1 EL0 w',
    'S1E1RP: S1 EL1 r PAN',
    'S1E1WP: S1 EL1 w PAN',
    'S1E1A: S1 EL1 any',
    'S12E1R: S12 EL1 r',
    'S12E1W: S12 EL1 w',
    'S12E0R: S12 EL0 r',
    'S12E0W: S12 EL0 w',
  ])
})
