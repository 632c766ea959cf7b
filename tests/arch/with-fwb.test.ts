import { describe, expect, test } from 'vitest'
import { strongerDevice } from '../../src/arch/attributes.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { final, kindOf, stage1Of, typeOf } from './ask.ts'
import { allBytes, allMemAttrs, inputs } from './space.ts'

const devices = ['nGnRnE', 'nGnRE', 'nGRE', 'GRE'] as const

describe('under FWB', () => {
  test('MemAttr 0b0110 gives Write-Back for every MAIR byte, with XS 0', () => {
    for (const mair of allBytes) {
      expect(kindOf(final({ mair }))).toBe('WB WB')
      expect(final({ mair }).xs).toBe(false)
    }
  })

  test('forced Write-Back keeps the hints that stage 1 has, field by field, and takes RWA where it has none', () => {
    expect(typeOf(final({ mair: 0xbb }))).toBe('WB RWA')
    expect(typeOf(final({ mair: 0x11 }))).toBe('WB WA tr')
    expect(typeOf(final({ mair: 0x88 }))).toBe('WB')
    expect(typeOf(final({ mair: 0x24 }))).toBe('o WB RA tr i WB RWA')
    expect(typeOf(final({ mair: 0x00 }))).toBe('WB RWA')
  })

  test('MemAttr 0b0101 caps Normal memory at Non-cacheable and keeps Device and XS', () => {
    for (const mair of allBytes) {
      const s1 = stage1Of(inputs({ mair }))
      const result = final({ mair, memattr: 0b0101 })
      expect([kindOf(result), result.xs]).toEqual([s1.device ?? 'NC NC', s1.xs])
    }
  })

  test('MemAttr 0b0111 passes the type, hints and XS of stage 1 through', () => {
    for (const mair of allBytes) {
      const s1 = stage1Of(inputs({ mair }))
      const result = final({ mair, memattr: 0b0111 })
      expect([typeOf(result), result.xs, result.tagged]).toEqual([typeOf(s1), s1.xs, s1.tagged])
    }
  })

  test('MemAttr 0b00dd makes it Device: the stronger type where stage 1 is Device too', () => {
    for (const mair of allBytes)
      for (const [memattr, type] of devices.entries()) {
        const s1 = stage1Of(inputs({ mair }))
        const result = final({ mair, memattr })
        expect([kindOf(result), result.xs]).toEqual([
          s1.device ? strongerDevice(s1.device, type) : type,
          s1.xs,
        ])
      }
  })

  test('FnXS clears XS, whatever MemAttr says', () => {
    for (const mair of allBytes)
      for (const memattr of allMemAttrs) expect(final({ mair, memattr, fnxs: true }).xs).toBe(false)
  })

  test('FnXS does nothing without FEAT_XS', () => {
    for (const mair of allBytes)
      for (const memattr of allMemAttrs)
        expect(final({ mair, memattr, xs: false, fnxs: true })).toEqual(final({ mair, memattr, xs: false }))
  })

  test('bit 3 of MemAttr does nothing without FEAT_MTE_PERM', () => {
    for (const mair of allBytes)
      for (const memattr of allMemAttrs) {
        const { final: result, par } = translateAttributes(inputs({ mair, memattr }))
        const clear = translateAttributes(inputs({ mair, memattr: memattr & 0b0111 }))
        expect({ ...result, notagaccess: false }).toEqual(clear.final)
        expect(par).toEqual(clear.par)
      }
  })
})

describe('a reserved MemAttr under FWB', () => {
  const reserved = [0b0100, 0b1000, 0b1001, 0b1010, 0b1011, 0b1100, 0b1101]
  const on = { mteperm: true, fwbres: 'pseudocode' } as const

  test('is read by the pseudocode without bit 3, and 0b100 as 0b101', () => {
    for (const mair of allBytes)
      for (const memattr of reserved) {
        const as = (memattr & 0b0111) === 0b0100 ? 0b0101 : memattr & 0b0111
        expect(final({ ...on, mair, memattr })).toEqual(final({ ...on, mair, memattr: as }))
      }
  })

  test('is Device-nGnRnE on a PE that chooses so', () => {
    for (const mair of allBytes)
      for (const memattr of reserved)
        expect(kindOf(final({ ...on, mair, memattr, fwbres: 'ngnrne' }))).toBe('nGnRnE')
  })

  test('is one of these seven alone, and the choice shows in all but 0b1000, Device-nGnRnE in any case', () => {
    const answers = (memattr: number) =>
      (['pseudocode', 'walker', 'ngnrne'] as const).map((fwbres) =>
        JSON.stringify(final({ ...on, memattr, fwbres })),
      )
    expect(allMemAttrs.filter((memattr) => new Set(answers(memattr)).size > 1)).toEqual(
      reserved.filter((memattr) => memattr !== 0b1000),
    )
  })
})
