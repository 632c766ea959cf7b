import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  lookUp,
  packAttributes,
  packCombine,
  packedFault,
  packedPar,
  packOutcome,
  unpackAttributes,
} from '../../src/arch/packed.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { anyInputs, configurations, counterexamples, everyLeaf, inputs } from './space.ts'
import { sweep } from '../sweep.ts'

describe('the packed table agrees with the rules in all 131,072 cells:', () => {
  test.each(Object.entries(configurations))('%s', (_, changes) => {
    const table = packCombine(inputs(changes))
    expect(table).toHaveLength(256 * 128 + 1024)
    const wrong = counterexamples(everyLeaf(changes), (at) => {
      const leaf1 = (at.mair << 2) | at.sh
      const leaf2 = (at.memattr << 3) | (at.s2sh << 1) | Number(at.hcrfwb)
      return lookUp(table, leaf1, leaf2) === packOutcome(translateAttributes(at))
    })
    expect(wrong).toEqual([])
  })
})

test('unpacking what was packed gives the same attributes', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const { s1, s2, final } = translateAttributes(at)
      const given = [s1, s2, final].filter((attrs) => attrs !== null)
      expect(given.map((attrs) => unpackAttributes(packAttributes(attrs)))).toEqual(given)
    }),
    { numRuns: sweep(10_000) },
  )
})

test('a packed outcome has the attributes and PAR_EL1 of a result, or the stage of a fault', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const outcome = translateAttributes(at)
      const packed = packOutcome(outcome)
      expect(packedFault(packed)).toBe(outcome.fault?.stage ?? 0)
      if (outcome.fault) return
      expect(unpackAttributes(packed)).toEqual(outcome.final)
      expect(packedPar(packed)).toEqual(outcome.par)
    }),
    { numRuns: sweep(10_000) },
  )
})
