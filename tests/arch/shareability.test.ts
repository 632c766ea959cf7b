import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stage2On } from '../../src/arch/inputs.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { cacheable, final, finalOf, kindOf, sharing, stage1Of } from './ask.ts'
import { anyInputs, counterexamples, everyLeaf, inputs } from './space.ts'
import { sweep } from '../sweep.ts'

test('SH is 0b00 Non-shareable, 0b10 Outer Shareable, 0b11 Inner Shareable, at both stages', () => {
  const encodings = [
    [0b00, 'NSH'],
    [0b10, 'OSH'],
    [0b11, 'ISH'],
  ] as const
  for (const [bits, shareability] of encodings) {
    expect(final({ sh: bits, s2sh: 0b00 }).shareability).toBe(shareability)
    expect(final({ sh: 0b00, s2sh: bits }).shareability).toBe(shareability)
  }
})

test('a reserved SH is what the PE takes it for', () => {
  for (const sh01 of ['NSH', 'ISH', 'OSH'] as const) {
    expect(final({ sh: 0b01, s2sh: 0b00, sh01 }).shareability).toBe(sh01)
    expect(final({ sh: 0b00, s2sh: 0b01, sh01 }).shareability).toBe(sh01)
  }
})

test('Device and Non-cacheable results are Outer Shareable', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const { final: result } = translateAttributes(at)
      expect(result === null || cacheable(result) || result.shareability === 'OSH').toBe(true)
    }),
    { numRuns: sweep(20_000) },
  )
})

test('shareability never weakens below that of either stage', () => {
  const ofField = [0, 2, 2, 1]
  const wrong = counterexamples(everyLeaf(), (at) => {
    const result = sharing(finalOf(at))
    return result >= sharing(stage1Of(at)) && result >= (ofField[at.s2sh] ?? 0)
  })
  expect(wrong).toEqual([])
})

test('without FWB a weaker stage 1 type makes the result no less shareable', () => {
  const at = (mair: number) => finalOf(inputs({ mair, sh: 0b00, s2sh: 0b00, hcrfwb: false, memattr: 0b1111 }))
  expect([0xff, 0xbb, 0x44, 0x04].map((mair) => at(mair).shareability)).toEqual(['NSH', 'NSH', 'OSH', 'OSH'])
})

test('which shareability stage 1 hands on is seen only where FWB forces Write-Back over Device or Non-cacheable', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const effective = translateAttributes({ ...at, effsh: true })
      const raw = translateAttributes({ ...at, effsh: false })
      if (JSON.stringify(effective.final) === JSON.stringify(raw.final)) return
      expect(stage2On(at) && at.fwb && at.hcrfwb).toBe(true)
      expect(at.memattr & 0b0111).toBe(0b0110)
      expect(effective.s1 && cacheable(effective.s1)).toBe(false)
      expect(raw.final && kindOf(raw.final)).toBe('WB WB')
    }),
    { numRuns: sweep(50_000) },
  )
})

test('it is seen there: Device under forced Write-Back is Outer Shareable, or as the leaf says', () => {
  const device = { mair: 0x04, sh: 0b00, s2sh: 0b00 } as const
  expect(final(device).shareability).toBe('OSH')
  expect(final({ ...device, effsh: false }).shareability).toBe('NSH')
})
