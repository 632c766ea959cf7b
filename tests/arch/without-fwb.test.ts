import { describe, expect, test } from 'vitest'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { final, finalOf, kindOf, restriction, stage1Of, typeOf } from './ask.ts'
import { allBytes, allMemAttrs, counterexamples, everyLeaf, inputs } from './space.ts'

/** Every stage-1 byte over every MemAttr, without FWB. */
const pairs = allBytes.flatMap((mair) =>
  allMemAttrs.map((memattr) => inputs({ mair, memattr, hcrfwb: false })),
)
const both = (at: (typeof pairs)[number]) => {
  const { s1, s2, final: result } = translateAttributes(at)
  if (!s1 || !s2 || !result) throw new Error('stage 2 gives nothing')
  return { s1, s2, result }
}

test('MemAttr is a type of its own: Device by bits [1:0], else outer and inner cacheability', () => {
  const types = allMemAttrs.map((memattr) => kindOf(both(inputs({ memattr, hcrfwb: false })).s2))
  const rows = [
    ['nGnRnE', 'nGnRE', 'nGRE', 'GRE'],
    ['NC NC', 'NC NC', 'NC WT', 'NC WB'],
    ['WT NC', 'WT NC', 'WT WT', 'WT WB'],
    ['WB NC', 'WB NC', 'WB WT', 'WB WB'],
  ]
  expect(types).toEqual(rows.flat())
})

test('a reserved inner field is what the PE takes it for, in 0b0100, 0b1000 and 0b1100', () => {
  for (const s2inner of ['NC', 'WT', 'WB'] as const)
    for (const memattr of [0b0100, 0b1000, 0b1100])
      expect(both(inputs({ memattr, hcrfwb: false, s2inner })).s2.inner?.attr).toBe(s2inner)
})

test('MemAttr 0b0100 is Write-Back, NoTagAccess with FEAT_MTE_PERM', () => {
  const { s2 } = both(inputs({ memattr: 0b0100, hcrfwb: false, mteperm: true }))
  expect([kindOf(s2), s2.notagaccess]).toEqual(['WB WB', true])
})

describe('the stages combine', () => {
  test('to what allows less, in each field: a Device stage is never relaxed, nor is Non-cacheable', () => {
    const wrong = counterexamples(pairs, (at) => {
      const { s1, s2, result } = both(at)
      return (['inner', 'outer'] as const).every(
        (field) => restriction(result, field) === Math.max(restriction(s1, field), restriction(s2, field)),
      )
    })
    expect(wrong).toEqual([])
  })

  test('with the hints and the transience of stage 1 wherever the result is cacheable', () => {
    const wrong = counterexamples(pairs, (at) => {
      const { s1, result } = both(at)
      return (['inner', 'outer'] as const).every((field) => {
        const { attr = 'NC', hint, transient } = result[field] ?? {}
        return attr === 'NC' || (hint === s1[field]?.hint && transient === s1[field]?.transient)
      })
    })
    expect(wrong).toEqual([])
  })

  test('to XS 0 where the result is Write-Back, else to stage 1’s, unless FnXS clears it', () => {
    const wrong = counterexamples(
      pairs.flatMap((at) => [at, { ...at, fnxs: true }]),
      (at) => {
        const { s1, result } = both(at)
        return result.xs === (kindOf(result) !== 'WB WB' && s1.xs && !at.fnxs)
      },
    )
    expect(wrong).toEqual([])
  })
})

test('with both stages Write-Back everything of stage 1 stays but its shareability', () => {
  for (const mair of allBytes)
    expect(typeOf(final({ mair, hcrfwb: false, memattr: 0b1111 }))).toBe(typeOf(stage1Of(inputs({ mair }))))
})

test('HCR_EL2.FWB counts as 0 without FEAT_S2FWB', () => {
  const wrong = counterexamples(everyLeaf({ fwb: false, sh: 0 }), (at) => {
    const off = finalOf({ ...at, fwb: true, hcrfwb: false })
    return JSON.stringify(finalOf(at)) === JSON.stringify(off)
  })
  expect(wrong).toEqual([])
})
