import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { policies } from '../../../src/kvm/policies.ts'
import { slotStory } from '../../../src/kvm/story.ts'
import { anyInputs } from '../../kvm/arbitrary.ts'
import { sweep } from '../../sweep.ts'

test('no slot is made of a guest_memfd that user space may not map, so that a VMA is all that its alias needs', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      for (const policy of policies) expect(slotStory(policy, { ...at, gmem: 'private' }).reached).toBe(false)
    }),
    { numRuns: sweep(2_000) },
  )
})
