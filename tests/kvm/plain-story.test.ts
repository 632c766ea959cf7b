import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '../../src/kvm/decide.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import { policies } from '../../src/kvm/policies.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import { slotStory, withoutSlot, type SlotStory } from '../../src/kvm/story.ts'
import { sweep } from '../sweep.ts'
import { anyInputs } from './arbitrary.ts'

/** A slot that is made without logging, and a second call that switches it on: each step by itself. */
function plainStory(policy: Policy, at: KvmInputs): SlotStory {
  const isAccepted = (one: KvmInputs) => decide(policy, one).memslot.kind === 'accept'
  const told = (call: KvmInputs, access: KvmInputs, reached: boolean): SlotStory => ({
    call,
    access,
    reached,
    outcome: { memslot: decide(policy, call).memslot, fault: decide(policy, access).fault },
  })
  if (!at.later || !at.log || at.gmem !== 'none') return told(at, at, isAccepted(at))
  const first = { ...at, log: false }
  if (!isAccepted(first)) return told(first, first, false)
  // The second call looks at the VMA that is there by then, and a slot whose change is refused stays.
  const second = { ...at, swap: false }
  if (!isAccepted(second)) return told(second, first, true)
  const [before, now] = [first, at].map((one) => decide(policy, one).fault.leaf?.level)
  const granule = before !== now && at.fsc === 'permission' ? 'other' : 'same'
  return told(second, { ...at, granule }, true)
}

/** Inputs whose logging is switched on later, over memory that is often mapped by a block. */
const laterInputs = fc
  .tuple(anyInputs, fc.constantFrom('page', 'pmd', 'pud'), fc.constantFrom('permission', 'translation'))
  .map(([at, map, fsc]): KvmInputs => ({
    ...at,
    later: true,
    log: true,
    map,
    fsc,
    pfnmap: false,
    io: false,
    pfn: 'map-memory',
    hva: at.gpa + 2 ** 46,
  }))

describe.each(policies.map((policy) => [policy.id, policy] as const))('under %s', (_, policy) => {
  test('a story is told step by step, whatever the inputs', () => {
    fc.assert(
      fc.property(fc.oneof(anyInputs, laterInputs), (at) => {
        expect(slotStory(policy, at)).toEqual(plainStory(policy, at))
      }),
      { numRuns: sweep(2000) },
    )
  })
})

test('without a slot nothing stands at any address', () => {
  fc.assert(
    fc.property(anyInputs, (at) => {
      const { gpa, size, ...rest } = withoutSlot(at)
      expect([gpa, size]).toEqual([0, 0])
      expect({ ...at, ...rest }).toEqual(at)
    }),
    { numRuns: sweep(200) },
  )
})
