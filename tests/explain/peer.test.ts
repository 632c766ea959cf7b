import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slotStory } from '../../src/kvm/story.ts'
import { policyNamed } from '../../src/kvm/policies.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { plain } from '../../src/explain/sentence.ts'
import { toKvm } from '../../src/scenario/kvm-inputs.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { anyStory } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'

const peerOf = (changes: Partial<Scenario>) => {
  const { peer } = resolve({ ...defaults, peer: true, ...changes })
  if (!peer) throw new Error('no peer')
  return peer
}

const anonymous = { vma: 'none', pgprot: 'normal', pfn: 'map-memory' } as const

const saysOf = (changes: Partial<Scenario>) => plain(peerOf(changes).says)

describe('the peer host', () => {
  test('is not told unless the VM migrates, nor where stage 2 is set by hand', () => {
    expect(resolve(defaults).peer).toBe(null)
    expect(resolve({ ...defaults, peer: true, s2: 'hand' }).peer).toBe(null)
    expect(resolve({ ...defaults, peer: true }).peer).not.toBe(null)
  })

  test('refuses the memslot where it has no FWB, and the capability tells it before', () => {
    const peer = peerOf({ peerfwb: false })
    expect(peer.fails).toBe('memslot')
    expect(peer.capability).toEqual({ here: { value: 1, errno: null }, there: { value: 0, errno: null } })
    expect(peer.known).toBe(true)
    expect(peer.idRegister).toEqual({ here: 1, there: 0, refused: true })
    expect(saysOf({ peerfwb: false })).toBe(
      'On the peer, Linux 7.3 with DIC refuses the memslot with -EINVAL: the VMA is cacheable PFNMAP, and that host has no FEAT_S2FWB; its capability reads 0, so that a VMM that asks both hosts knows before it migrates',
    )
  })

  test('with v3 lets the VM die at its first access, and no capability tells it', () => {
    const peer = peerOf({ policy: 'v3', peerpolicy: 'v3', peerfwb: false })
    expect([peer.fails, peer.known]).toEqual(['access', false])
    expect(plain(peer.says)).toBe(
      'On the peer, the patch v3 with DIC accepts the memslot, and the first access ends in -EINVAL from KVM_RUN, after the VM has moved: the VMA is MT_NORMAL PFNMAP, and that host has no FEAT_S2FWB; no capability told it before',
    )
  })

  test.each([
    ['another slot covers a part of its range', { overlap: true }, 'this host refuses the memslot too'],
    ['there is no VMA', { map: 'none' }, 'on this host it fails too'],
    ['dirty logging cannot track PFNMAP', { slot: 'log' }, 'this host refuses the memslot too'],
  ] as const)(
    'is not said to be told by a capability where this host fails as well: %s',
    (_, changes, says) => {
      for (const peerpolicy of ['linux-7.3', 'before'] as const) {
        const peer = peerOf({ ...changes, peerfwb: false, peerpolicy })
        expect(peer.failsHere).not.toBe(null)
        expect(peer.known).toBe(false)
        expect(plain(peer.says)).not.toMatch(/capabilit/)
      }
      expect(saysOf({ ...changes, peerpolicy: 'before' })).toContain(says)
    },
  )

  test('is told by no capability where its check is not about cacheable PFNMAP', () => {
    const peer = peerOf({ policy: 'optin', slot: 'bit3', peerpolicy: 'before' })
    expect([peer.failsHere, peer.fails, peer.known]).toEqual([null, 'memslot', false])
  })

  test.each(['optin', 'optin-v6', 'fallback-optin'] as const)(
    'refuses the flag where the capability is 0, and that tells it, by the policies that pair the two: %s',
    (policy) => {
      const peer = peerOf({ policy, peerpolicy: policy, slot: 'bit3', peerfwb: false })
      expect([peer.failsHere, peer.fails, peer.known]).toEqual([null, 'memslot', true])
      expect(plain(peer.says)).toMatch(/its capability reads 0, so that a VMM that asks both hosts knows/)
    },
  )

  test.each([
    ['in Linux 7.3, over a VMA swapped in', { swap: true }],
    ['in v3', { peerpolicy: 'v3' }],
  ] as const)('has a failure at the first access told as well, %s', (_, changes) => {
    expect(peerOf({ ...changes, peerfwb: false })).toMatchObject({ fails: 'access', known: true })
  })

  test('that refuses to log the slot later is said to', () => {
    expect(saysOf({ slot: 'log', later: true })).toContain(
      'accepts the memslot, refuses with -EINVAL to log it later, and maps the page',
    )
  })

  test('of another FWB is not said to map as here, since the guest’s own attribute counts on one host alone', () => {
    expect(saysOf({ ...anonymous, mair: 0x44, peerfwb: false })).toBe(
      'On the peer, Linux 7.3 with DIC accepts the memslot and maps the page Normal Write-Back by MemAttr 0b1111, where it is 0b0110 here: the guest’s own attribute counts, and the guest’s memory changes from Normal Write-Back to Normal Non-cacheable',
    )
    expect(saysOf({ ...anonymous, peerfwb: false })).toMatch(
      /: the guest’s own attribute counts, and makes it Normal Write-Back on both hosts$/,
    )
    expect(saysOf({ ...anonymous, fwb: false })).toMatch(
      /: the guest’s own attribute no longer counts; it gets Normal Write-Back on both hosts$/,
    )
    expect(saysOf({ ...anonymous, mair: 0x44, fwb: false })).toMatch(
      /by MemAttr 0b0110, where it is 0b1111 here: the guest’s own attribute no longer counts, and the guest’s memory changes from Normal Non-cacheable to Normal Write-Back$/,
    )
  })

  test('that is alike maps the page as here', () => {
    expect(peerOf({}).fails).toBe(null)
    expect(saysOf({})).toBe(
      'On the peer, Linux 7.3 with FEAT_S2FWB and DIC accepts the memslot and maps the page Normal Write-Back, as here',
    )
  })

  test('with an older kernel changes the memory type under the guest', () => {
    expect(saysOf({ peerpolicy: 'before' })).toMatch(
      /maps the page Device-nGnRE, where it is Normal Write-Back here: the guest’s memory changes its type$/,
    )
  })

  test('refuses to restore ID_AA64MMFR2_EL1 exactly where the hosts differ in FWB', () => {
    for (const fwb of [false, true])
      for (const peerfwb of [false, true])
        expect(peerOf({ fwb, peerfwb }).idRegister.refused).toBe(fwb !== peerfwb)
  })

  test('maps “as here” exactly where both leaves have one MemAttr, and gives what a VM that starts there gets', () => {
    fc.assert(
      fc.property(anyStory, (drawn) => {
        const { kvm, peer } = resolve({ ...drawn, s2: 'kvm', peer: true })
        const { peerpolicy: policy, peerfwb: fwb, peerdic: dic } = drawn
        const there = resolve({ ...drawn, s2: 'kvm', policy, fwb, dic })
        const leaf = peer?.story.reached ? peer.story.outcome.fault.leaf : null
        const isSame = leaf !== null && kvm?.leaf?.memattr === leaf?.memattr && kvm?.leaf?.type === leaf?.type
        expect(plain(peer?.says ?? []).endsWith(', as here')).toBe(isSame)
        expect(peer?.final.there).toEqual(there.access?.attributes.final ?? null)
      }),
      { numRuns: sweep(1_000) },
    )
  })

  test('has its failure told by the capabilities only where this host takes what the peer refuses as cacheable PFNMAP', () => {
    fc.assert(
      fc.property(anyStory, (drawn) => {
        const { peer } = resolve({ ...drawn, s2: 'kvm', peer: true })
        if (!peer?.known) return
        const { fails, failsHere, traces, capability, inputs } = peer
        expect([failsHere, capability.here.value, capability.there.value]).toEqual([null, 1, 0])
        const { check } = traces[fails === 'memslot' ? 'memslot' : 'fault'].last
        // Either the memory is refused as cacheable PFNMAP, or the flag for want of the capability.
        const isCacheable = inputs.pgprot === 'normal' || inputs.pgprot === 'normal_tagged'
        expect(inputs.bit3 || (inputs.pfnmap && isCacheable && /cacheable|MT_NORMAL/.test(check.test))).toBe(
          true,
        )
      }),
      { numRuns: sweep(2_000) },
    )
  })

  test('answers as its own kernel would on its own host, of any story, in one sentence', () => {
    fc.assert(
      fc.property(anyStory, (drawn) => {
        const scenario: Scenario = { ...drawn, s2: 'kvm', peer: true }
        const { peer } = resolve(scenario)
        const { outcome, reached } = slotStory(policyNamed(scenario.peerpolicy), {
          ...toKvm(scenario),
          fwb: scenario.peerfwb,
          dic: scenario.peerdic,
        })
        expect(peer?.story.outcome).toEqual(outcome)
        expect(peer?.fails === 'memslot').toBe(!reached)
        expect(plain(peer?.says ?? [])).toMatch(/^On the peer, (?!.*(undefined|null|\. )).+[^.]$/)
      }),
      { numRuns: sweep(2_000) },
    )
  })
})
