import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stage1On } from '../../src/arch/inputs.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { cacheable, final, kindOf, stage1Of, typeOf } from './ask.ts'
import { allBytes, anyInputs, inputs } from './space.ts'
import { sweep } from '../sweep.ts'

describe('stage 1 off', () => {
  const off = { m: false, vm: false } as const

  test('is Device-nGnRnE for data', () => {
    expect(final(off)).toMatchObject({ device: 'nGnRnE', shareability: 'OSH', xs: true })
  })

  test('is Write-Through, read-allocate for fetches, and Non-cacheable with the I-cache off', () => {
    const fetch = final({ ...off, acc: 'x' })
    expect([typeOf(fetch), fetch.shareability, fetch.xs]).toEqual(['WT RA', 'OSH', true])
    const uncached = final({ ...off, acc: 'x', i: false })
    expect([typeOf(uncached), uncached.shareability, uncached.xs]).toEqual(['NC', 'OSH', true])
  })

  test('is Write-Back, Non-shareable, XS 0 with HCR_EL2.DC, whatever SCTLR_EL1.{M, C, I} say', () => {
    for (const m of [false, true])
      for (const c of [false, true])
        for (const i of [false, true])
          for (const acc of ['r', 'x'] as const) {
            const s1 = stage1Of(inputs({ dc: true, m, c, i, acc }))
            expect([typeOf(s1), s1.shareability, s1.xs, s1.tagged]).toEqual(['WB RWA', 'NSH', false, false])
          }
  })

  test('is Tagged with HCR_EL2.{DC, DCT} where the PE has FEAT_MTE2', () => {
    expect(stage1Of(inputs({ dc: true, dct: true })).tagged).toBe(true)
    expect(stage1Of(inputs({ dc: true, dct: true, mte2: false })).tagged).toBe(false)
    expect(final({ dct: true }).tagged).toBe(false)
  })

  test('reads neither the MAIR byte nor SH', () => {
    fc.assert(
      fc.property(anyInputs, fc.nat(255), fc.nat(3), (at, mair, sh) => {
        fc.pre(!stage1On(at))
        expect(translateAttributes({ ...at, mair, sh })).toEqual(translateAttributes(at))
      }),
    )
  })
})

describe('SCTLR_EL1.C 0', () => {
  test('makes Normal memory Non-cacheable for data, with its XS kept, and leaves Device alone', () => {
    for (const mair of allBytes) {
      const on = stage1Of(inputs({ mair }))
      const off = stage1Of(inputs({ mair, c: false }))
      expect(off.xs).toBe(on.xs)
      expect(kindOf(off)).toBe(on.device ?? 'NC NC')
    }
  })

  test('says nothing about fetches, nor SCTLR_EL1.I about data', () => {
    fc.assert(
      fc.property(anyInputs, (at) => {
        const other = at.acc === 'x' ? { ...at, c: !at.c } : { ...at, i: !at.i }
        expect(translateAttributes(other)).toEqual(translateAttributes(at))
      }),
      { numRuns: sweep(5_000) },
    )
  })

  test('costs the tags at stage 2 in every case, also where Write-Back is forced', () => {
    const tagged = { mair: 0xf0, c: false, c0tag: true } as const
    expect(final({ ...tagged, vm: false }).tagged).toBe(true)
    for (const memattr of [0b0110, 0b0111]) expect(final({ ...tagged, memattr }).tagged).toBe(false)
    expect(final({ ...tagged, fwb: false, memattr: 0b1111 }).tagged).toBe(false)
  })
})

describe('a fetch', () => {
  test('with the I-cache off is Non-cacheable at stage 1, with its XS kept', () => {
    for (const mair of allBytes) {
      const off = stage1Of(inputs({ mair, acc: 'x', i: false }))
      expect([kindOf(off), off.shareability, off.tagged]).toEqual(['NC NC', 'OSH', false])
      expect(off.xs).toBe(stage1Of(inputs({ mair })).xs)
    }
  })

  test('never ends in Device memory', () => {
    fc.assert(
      fc.property(anyInputs, (at) => {
        expect(translateAttributes({ ...at, acc: 'x' }).final?.device ?? null).toBe(null)
      }),
      { numRuns: sweep(20_000) },
    )
  })

  test('from Device faults on a PE that chooses so, at the stage that says Device, and on no other', () => {
    const fault = { acc: 'x', fetchdev: 'fault' } as const
    expect(translateAttributes(inputs({ ...fault, mair: 0x04 })).fault).toEqual({
      stage: 1,
      type: 'Permission',
    })
    expect(translateAttributes(inputs({ ...fault, memattr: 1 })).fault).toEqual({
      stage: 2,
      type: 'Permission',
    })
    fc.assert(
      fc.property(anyInputs, (at) => {
        const { fault } = translateAttributes(at)
        expect(fault === null || (at.acc === 'x' && at.fetchdev === 'fault')).toBe(true)
      }),
      { numRuns: sweep(20_000) },
    )
  })
})

test('an access of which stage 2 is off ends with what stage 1 gives', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const { s1, final: result } = translateAttributes({ ...at, vm: false, dc: false })
      expect(result).toEqual(s1)
    }),
    { numRuns: sweep(5_000) },
  )
})

test('HCR_EL2.DC turns stage 2 on as HCR_EL2.VM does', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const dc = { ...at, dc: true }
      expect(translateAttributes({ ...dc, vm: false })).toEqual(translateAttributes({ ...dc, vm: true }))
    }),
  )
})

test('HCR_EL2.CD leaves no cacheable data access, and HCR_EL2.ID no cacheable fetch', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const on = { ...at, cd: true, id: true, vm: true }
      const { final: result } = translateAttributes(on)
      expect(result !== null && cacheable(result)).toBe(false)
    }),
    { numRuns: sweep(20_000) },
  )
})

test('HCR_EL2.CD leaves a Device result as it is', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const without = translateAttributes({ ...at, acc: 'r', cd: false }).final
      fc.pre(without?.device !== null)
      expect(translateAttributes({ ...at, acc: 'r', cd: true }).final).toEqual(without)
    }),
    { numRuns: sweep(5_000) },
  )
})
