import { expect, test } from 'vitest'
import { plain } from '../../src/explain/sentence.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { defaults, resolve } from './by-hand.ts'

const verdictOf = (changes: Partial<Scenario>) => plain(resolve({ ...defaults, ...changes }).verdict)

test('fields that were decided apart for one reason share its words', () => {
  expect(verdictOf({ fwb: false })).toBe(
    "The guest gets Normal, inner Write-Through, outer Non-cacheable: without FEAT_S2FWB, stage 1's Write-Back and stage 2's inner Write-Through and outer Non-cacheable combine to the one that caches less.",
  )
})

test('fields that were decided for different reasons have a clause each', () => {
  expect(verdictOf({ fwb: false, memattr: 0b1101 })).toMatch(/, in the inner field .*; in the outer field /)
})

test('fields that were decided together are not named', () => {
  expect(verdictOf({ fwb: false, memattr: 0b1111 })).not.toMatch(/field|inner|outer/)
})
