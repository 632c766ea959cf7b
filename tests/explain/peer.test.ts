import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slotStory } from '../../src/kvm/story.ts'
import { policyNamed } from '../../src/kvm/policies.ts'
import { peerAnswer } from '../../src/explain/kvm/peer.ts'
import { kvmAnswer } from '../../src/explain/kvm/answer.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { plain } from '../../src/explain/sentence.ts'
import { toKvm } from '../../src/scenario/kvm-inputs.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { anyStory } from '../scenario/arbitrary.ts'

const peerOf = (changes: Partial<Scenario>) => {
  const scenario: Scenario = { ...defaults, peer: true, ...changes }
  const peer = peerAnswer(scenario, kvmAnswer(scenario))
  if (!peer) throw new Error('no peer')
  return peer
}

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
      'On the peer, The patch v3 with DIC accepts the memslot, and the first access ends in -EINVAL from KVM_RUN: the VMA is MT_NORMAL PFNMAP, and that host has no FEAT_S2FWB, after the VM has moved; no capability told it before',
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

  test('answers as its own kernel would on its own host, of any story, in one sentence', () => {
    fc.assert(
      fc.property(anyStory, (drawn) => {
        const scenario: Scenario = { ...drawn, s2: 'kvm', peer: true }
        const peer = peerAnswer(scenario, kvmAnswer(scenario))
        const { outcome, reached } = slotStory(policyNamed(scenario.peerpolicy), {
          ...toKvm(scenario),
          fwb: scenario.peerfwb,
          dic: scenario.peerdic,
        })
        expect(peer?.story.outcome).toEqual(outcome)
        expect(peer?.fails === 'memslot').toBe(!reached)
        expect(plain(peer?.says ?? [])).toMatch(/^On the peer, (?!.*(undefined|null|\. )).+[^.]$/)
      }),
      { numRuns: 2_000 },
    )
  })
})
