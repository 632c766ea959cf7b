import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { final, typeOf } from './ask.ts'
import { allMemAttrs, anyInputs } from './space.ts'
import { sweep } from '../sweep.ts'

test('stage 2 never adds tags', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const { s1, final: result } = translateAttributes(at)
      expect(!result?.tagged || s1?.tagged).toBe(true)
    }),
    { numRuns: sweep(20_000) },
  )
})

test('Tagged memory that passed stage 2 is Write-Back, read- and write-allocate, non-transient', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const { final: result } = translateAttributes({ ...at, vm: true, mair: 0xf0 })
      expect(!result?.tagged || typeOf(result) === 'WB RWA').toBe(true)
    }),
    { numRuns: sweep(20_000) },
  )
})

test('tags are kept by Write-Back alone: 0b1111 without FWB, 0bx110 and 0bx111 under FWB', () => {
  const keeps = (fwb: boolean) =>
    allMemAttrs.filter((memattr) => final({ mair: 0xf0, memattr, hcrfwb: fwb }).tagged)
  expect(keeps(false)).toEqual([0b1111])
  expect(keeps(true)).toEqual([0b0110, 0b0111, 0b1110, 0b1111])
})

test('a PE without FEAT_MTE2 has no Tagged memory', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const { s1, final: result } = translateAttributes({ ...at, mte2: false })
      expect([s1?.tagged ?? false, result?.tagged ?? false]).toEqual([false, false])
    }),
    { numRuns: sweep(20_000) },
  )
})

test('NoTagAccess needs Tagged memory and a MemAttr that denies: 0b0100 without FWB, 0b111x under FWB', () => {
  const denies = (fwb: boolean, mair: number) =>
    allMemAttrs.filter((memattr) => final({ mair, memattr, hcrfwb: fwb, mteperm: true }).notagaccess)
  expect(denies(false, 0xf0)).toEqual([0b0100])
  expect(denies(true, 0xf0)).toEqual([0b1110, 0b1111])
  expect([...denies(false, 0xff), ...denies(true, 0xff)]).toEqual([])
})
