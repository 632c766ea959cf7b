import { describe, expect, test } from 'vitest'
import { defaultInputs } from '../../src/arch/inputs.ts'
import { byteHalves, byteMeaning, memattrMeaning } from '../../src/explain/encodings.ts'

const meanings = (changes: Partial<typeof defaultInputs>) =>
  Array.from({ length: 16 }, (_, memattr) => memattrMeaning({ ...defaultInputs, ...changes, memattr }))

describe('MemAttr means', () => {
  test('a type of its own without FWB', () => {
    expect(meanings({ hcrfwb: false })).toEqual([
      'Device-nGnRnE',
      'Device-nGnRE',
      'Device-nGRE',
      'Device-GRE',
      'reserved inner field',
      'Normal Non-cacheable',
      'Normal, inner Write-Through, outer Non-cacheable',
      'Normal, inner Write-Back, outer Non-cacheable',
      'reserved inner field',
      'Normal, inner Non-cacheable, outer Write-Through',
      'Normal Write-Through',
      'Normal, inner Write-Back, outer Write-Through',
      'reserved inner field',
      'Normal, inner Non-cacheable, outer Write-Back',
      'Normal, inner Write-Through, outer Write-Back',
      'Normal Write-Back',
    ])
    expect(meanings({ hcrfwb: false, mteperm: true })[0b0100]).toBe('Normal Write-Back, NoTagAccess')
    expect(meanings({ fwb: false })).toEqual(meanings({ hcrfwb: false }))
  })

  test('an instruction about stage 1 under FWB, the same with bit 3 set', () => {
    const low = [
      'Device-nGnRnE',
      'Device-nGnRE',
      'Device-nGRE',
      'Device-GRE',
      'reserved',
      'cap at Non-cacheable',
      'force Write-Back',
      'as stage 1 says',
    ]
    expect(meanings({})).toEqual([...low, ...low])
  })

  test('something else with bit 3 set under FWB and FEAT_MTE_PERM', () => {
    expect(meanings({ mteperm: true }).slice(8)).toEqual([
      'reserved',
      'reserved',
      'reserved',
      'reserved',
      'reserved',
      'reserved',
      'force Write-Back, NoTagAccess',
      'as stage 1 says, NoTagAccess',
    ])
  })
})

describe('a MAIR byte means', () => {
  const meaning = (mair: number, changes: Partial<typeof defaultInputs> = {}) =>
    byteMeaning(mair, { ...defaultInputs, ...changes })

  test('a type with its hints', () => {
    expect([0xff, 0xbb, 0x44, 0x04, 0xf0, 0x40, 0x10].map((mair) => meaning(mair))).toEqual([
      'WB RWA',
      'WT RWA',
      'NC',
      'nGnRE',
      'Tagged WB RWA',
      'NC, XS 0',
      'reserved',
    ])
    expect(meaning(0xf0, { mte2: false })).toBe('reserved')
    expect(meaning(0x4f)).toBe('outer NC, inner WB RWA')
  })

  test('in two halves what its nibbles mean', () => {
    const halves = (mair: number) => byteHalves(mair, defaultInputs).join(' | ')
    expect(halves(0xff)).toContain('WB RWA')
    expect(halves(0x05)).toBe('Device | nGnRE, XS 0')
    expect(halves(0xf0)).toBe('Tagged | WB RWA')
    expect(halves(0x10)).toBe('reserved | ')
  })
})
