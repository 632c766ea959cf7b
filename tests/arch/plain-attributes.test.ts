import * as fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { typeName } from '../../src/arch/type-name.ts'
import { sweep } from '../sweep.ts'
import { plainAttributes, plainPar } from './plain-attributes.ts'
import { anyInputs, allBytes, allMemAttrs, configurations, counterexamples, inputs } from './space.ts'
import type { AttributeInputs } from '../../src/arch/inputs.ts'

function agrees(at: AttributeInputs): boolean {
  const { s1, s2, final, par, fault } = translateAttributes(at)
  const plain = plainAttributes(at)
  const ours = { s1, s2, final, faultStage: fault?.stage ?? 0 }
  const wanted = plain.final && plainPar(at, plain.final)
  return isDeepStrictEqual(ours, plain) && isDeepStrictEqual(par, wanted)
}

describe('the attributes are those of the pseudocode written down plainly', () => {
  test('for any inputs', () => {
    fc.assert(
      fc.property(anyInputs, fc.boolean(), (at, fnxsalways) => {
        expect(agrees({ ...at, fnxsalways })).toBe(true)
      }),
      { numRuns: sweep(60_000) },
    )
  })

  test.each(['FEAT_MTE_PERM', 'no FEAT_XS, no FEAT_MTE2, FnXS set', 'the defaults'])(
    'for every MAIR byte with every MemAttr, %s',
    (name) => {
      const pairs = allBytes.flatMap((mair) =>
        allMemAttrs.flatMap((memattr) => [true, false].map((hcrfwb) => ({ mair, memattr, hcrfwb }))),
      )
      const all = pairs.map((pair) => inputs({ ...configurations[name], ...pair }))
      expect(counterexamples(all, agrees)).toEqual([])
    },
  )
})

test('a type is called as the manual calls it', () => {
  const named = [0x00, 0x04, 0x08, 0x0c, 0x44, 0xbb, 0xff, 0x4f, 0xf4, 0xb4].map((mair) => {
    const { final } = translateAttributes(inputs({ mair, vm: false }))
    return final && typeName(final)
  })
  expect(named).toEqual([
    'Device-nGnRnE',
    'Device-nGnRE',
    'Device-nGRE',
    'Device-GRE',
    'Normal Non-cacheable',
    'Normal Write-Through',
    'Normal Write-Back',
    'Normal, inner Write-Back, outer Non-cacheable',
    'Normal, inner Non-cacheable, outer Write-Back',
    'Normal, inner Non-cacheable, outer Write-Through',
  ])
})
