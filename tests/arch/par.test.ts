import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MemoryAttributes } from '../../src/arch/attributes.ts'
import { decodeNibble, mairByte } from '../../src/arch/mair.ts'
import { encodeNibble } from '../../src/arch/par.ts'
import { first } from '../../src/arch/rule.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { kindOf, typeOf } from './ask.ts'
import { allBytes, anyInputs, inputs } from './space.ts'
import { sweep } from '../sweep.ts'

/** PAR_EL1.ATTR, read as a MAIR byte of a PE that has all features. */
const decoded = (attr: number) => first(mairByte, { at: inputs({ mair: attr }), shareability: 'OSH' })

/** What a MAIR byte cannot say: XS 0 of Normal memory that is neither Write-Back nor an encoding of FEAT_XS. */
const losesXs = (at: MemoryAttributes) =>
  at.device === null && !at.xs && !['WB RWA', 'WT RA', 'NC'].includes(typeOf(at)) && kindOf(at) !== 'WB WB'

describe('PAR_EL1.ATTR', () => {
  test('read as a MAIR byte gives type, hints and tags, where it is not an encoding of an extension', () => {
    fc.assert(
      fc.property(anyInputs, (at) => {
        const { final, par } = translateAttributes(at)
        if (!final || !par || [0xa0, 0xe0].includes(par.attr)) return
        expect(typeOf(decoded(par.attr))).toBe(final.tagged ? 'WB RWA' : typeOf(final))
        expect(decoded(par.attr).tagged).toBe(final.tagged)
      }),
      { numRuns: sweep(20_000) },
    )
  })

  test('read as a MAIR byte gives XS too, where a byte can say it', () => {
    fc.assert(
      fc.property(anyInputs, (at) => {
        const { final, par } = translateAttributes(at)
        if (!final || !par || par.attr === 0xe0 || losesXs(final)) return
        expect(decoded(par.attr).xs).toBe(final.xs)
      }),
      { numRuns: sweep(20_000) },
    )
  })

  test('is 0xa0 for Write-Through with XS 0 that is outer read-allocate, whatever the inner hints', () => {
    fc.assert(
      fc.property(anyInputs, (at) => {
        const { final, par } = translateAttributes({ ...at, hcrfwb: false, memattr: 0b1010 })
        if (!final || !par || final.xs) return
        const { attr, hint, transient } = final.outer ?? {}
        const inner = final.inner?.attr
        expect(par.attr === 0xa0).toBe(attr === 'WT' && inner === 'WT' && hint === 'RA' && !transient)
      }),
      { numRuns: sweep(20_000) },
    )
  })

  test('with stage 2 off is the MAIR byte itself, for every byte that is not reserved', () => {
    const valid = allBytes.filter((mair) => {
      const at = inputs({ mair })
      return !mairByte.rules.find(({ when }) => when({ at, shareability: 'ISH' }))?.status
    })
    expect(valid).toHaveLength(236)
    expect(valid.map((mair) => translateAttributes(inputs({ mair, vm: false })).par?.attr)).toEqual(valid)
  })

  test('is 0xf0 for Tagged memory, and 0xe0 where it denies tag accesses', () => {
    const tagged = { mair: 0xf0, mteperm: true } as const
    expect(translateAttributes(inputs({ ...tagged })).par?.attr).toBe(0xf0)
    expect(translateAttributes(inputs({ ...tagged, memattr: 0b1110 })).par?.attr).toBe(0xe0)
    expect(translateAttributes(inputs({ ...tagged, hcrfwb: false, memattr: 0b0100 })).par?.attr).toBe(0xe0)
  })
})

test('PAR_EL1.SH is the shareability of the result, in the encoding of a leaf', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const { final, par } = translateAttributes(at)
      expect(par?.sh).toBe(final ? { NSH: 0b00, OSH: 0b10, ISH: 0b11 }[final.shareability] : undefined)
    }),
    { numRuns: sweep(20_000) },
  )
})

test('a nibble that is not reserved is encoded as it was decoded', () => {
  for (let nibble = 1; nibble < 16; nibble += 1) expect(encodeNibble(decodeNibble(nibble))).toBe(nibble)
})
