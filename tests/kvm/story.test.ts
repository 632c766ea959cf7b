import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '../../src/kvm/decide.ts'
import { exits } from '../../src/kvm/exit.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { policies, policyNamed } from '../../src/kvm/policies.ts'
import { faultIsReached, slotStory } from '../../src/kvm/story.ts'
import { sweep } from '../sweep.ts'
import { anyInputs } from './arbitrary.ts'

const linux73 = policyNamed('linux-7.3')
const linux617 = policyNamed('linux-6.17')

/** Anonymous RAM in a transparent huge page, aligned alike, logged later. */
const thp: KvmInputs = {
  ...defaultKvmInputs,
  pfnmap: false,
  io: false,
  mteallowed: true,
  pfn: 'map-memory',
  map: 'pmd',
  log: true,
  later: true,
  acc: 'w',
}

/** Cacheable GPU memory, logged later. */
const gpu: KvmInputs = { ...defaultKvmInputs, log: true, later: true }

describe('a slot whose logging is refused', () => {
  test('stays as it was, under every policy that makes it', () => {
    const made = policies.filter((policy) => faultIsReached(decide(policy, { ...gpu, log: false })))
    expect(made.map(({ id }) => id)).toContain('linux-7.3')
    for (const policy of made) {
      const story = slotStory(policy, gpu)
      expect(story.outcome.memslot).toBe(exits.refuseEINVAL)
      expect(story.reached).toBe(true)
      expect(story.call).toMatchObject({ log: true })
      expect(story.access).toEqual({ ...gpu, log: false })
      expect(story.outcome.fault).toBe(decide(policy, { ...gpu, log: false }).fault)
    }
  })

  test('over RAM it is not refused, and what it maps from then on are pages', () => {
    const { outcome, access } = slotStory(linux73, thp)
    expect(outcome.memslot).toBe(exits.accepted)
    expect(access.log).toBe(true)
    expect(outcome.fault.leaf?.level).toBe(3)
  })

  test('over a swapped VMA it is refused by what lies there by then, though the slot was made over RAM', () => {
    const swapped: KvmInputs = { ...gpu, swap: true }
    const { call, outcome, reached, access } = slotStory(linux73, swapped)
    expect(decide(linux73, swapped).memslot).toBe(exits.accepted)
    expect(call.swap).toBe(false)
    expect(outcome.memslot).toBe(exits.refuseEINVAL)
    expect(reached).toBe(true)
    expect(access).toMatchObject({ log: false, swap: true })
    expect(outcome.fault.leaf?.type).toBe('normal')
  })

  test('over a swapped VMA also by its pgprot, where the host could not have made the slot over it', () => {
    const { outcome, reached } = slotStory(linux73, { ...gpu, swap: true, fwb: false })
    expect([outcome.memslot, outcome.fault, reached]).toEqual([exits.refuseEINVAL, exits.runEFAULT, true])
  })

  test('a slot that is refused as it is made is not changed: the call that is told is the first', () => {
    const { call, outcome, reached, access } = slotStory(linux73, { ...gpu, fwb: false })
    expect(call.log).toBe(false)
    expect(access).toEqual(call)
    expect(outcome.memslot).toBe(exits.refuseEINVAL)
    expect(reached).toBe(false)
  })
})

describe('a permission fault while logging', () => {
  const perm: KvmInputs = { ...thp, fsc: 'permission' }
  const hosts = [true, false].flatMap((fwb) => [true, false].map((dic) => ({ fwb, dic })))

  test.each(hosts)('replaces a block by a page, with the maintenance of a fresh map: %o', (host) => {
    for (const policy of policies) {
      const { access, outcome } = slotStory(policy, { ...perm, ...host })
      expect(access.granule, policy.id).toBe('other')
      expect(outcome.fault.leaf, policy.id).toMatchObject({ level: 3, s2ap: 3, xn: host.dic ? 0 : 2 })
      expect(outcome.fault.maintenance, policy.id).toEqual({
        dcache: host.fwb ? 'none' : 'clean+inval PoC',
        icache: 'none',
      })
    }
  })

  test.each(hosts)('relaxes a page that was mapped as a page before: %o', (host) => {
    for (const policy of policies) {
      const { access, outcome } = slotStory(policy, { ...perm, ...host, map: 'page' })
      expect(access.granule, policy.id).toBe('same')
      expect(outcome.fault.leaf?.level, policy.id).toBe(3)
      expect(outcome.fault.maintenance, policy.id).toEqual({ dcache: 'none', icache: 'none' })
    }
  })

  test('relaxes where the slot was logged from the start, as pages are all that it maps', () => {
    const { access, outcome } = slotStory(linux73, { ...perm, later: false, fwb: false })
    expect(access.granule).toBe('same')
    expect(outcome.fault.maintenance?.dcache).toBe('none')
  })

  test('for a fetch without DIC invalidates the instruction cache on top', () => {
    const { outcome } = slotStory(linux617, { ...perm, acc: 'x', fwb: false, dic: false })
    expect(outcome.fault.leaf).toMatchObject({ level: 3, xn: 0 })
    expect(outcome.fault.maintenance).toEqual({ dcache: 'clean+inval PoC', icache: 'inval PoU' })
  })
})

const asked = fc.sample(anyInputs, sweep(5_000))

describe.each(policies.map((policy) => [policy.id, policy] as const))(
  'under %s, whatever the inputs',
  (_, policy) => {
    test('a story without a later change is what decide answers', () => {
      for (const at of asked) {
        const plain = { ...at, later: false }
        const { outcome, call, access, reached } = slotStory(policy, plain)
        expect(outcome).toEqual(decide(policy, plain))
        expect([call, access]).toEqual([plain, plain])
        expect(reached).toBe(faultIsReached(outcome))
      }
    })

    test('without logging, and for a guest_memfd, later changes nothing', () => {
      for (const at of asked)
        for (const same of [
          { ...at, later: true, log: false },
          { ...at, later: true, gmem: 'mmap' as const },
        ])
          expect(slotStory(policy, same).outcome).toEqual(decide(policy, same))
    })

    test('an access finds the slot where the call was accepted, or where the change alone was refused', () => {
      for (const at of asked) {
        const { outcome, reached } = slotStory(policy, at)
        const changes = at.later && at.log && at.gmem === 'none'
        const made = changes && faultIsReached(decide(policy, { ...at, log: false }))
        expect(reached).toBe(changes ? made : faultIsReached(outcome))
        expect(reached || outcome.memslot.kind === 'refuse').toBe(true)
      }
    })

    test('an access to a slot whose change was refused is answered as if nobody had asked', () => {
      for (const at of asked) {
        const { outcome, reached, access } = slotStory(policy, { ...at, later: true })
        const keeps = reached && outcome.memslot.kind === 'refuse'
        expect(keeps ? access.log : false).toBe(false)
        expect(outcome.fault).toBe(decide(policy, access).fault)
      }
    })
  },
)
