import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolve } from '../../src/explain/resolve.ts'
import { asMet, toInputs } from '../../src/scenario/inputs.ts'
import { toKvm } from '../../src/scenario/kvm-inputs.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { anyStory, valueOf, walkScenario } from '../scenario/arbitrary.ts'
import { settingOf } from '../../src/scenario/schema.ts'
import { walkSetup } from '../../src/explain/walk/setup.ts'
import { sweep } from '../sweep.ts'

/** SCTLR_EL1.M is 0, or HCR_EL2.DC turns stage 1 off, which KVM does not do. */
const off = fc.tuple(fc.oneof(anyStory, walkScenario), fc.boolean()).map(([scenario, byDc]): Scenario => ({
  ...scenario,
  ...(byDc ? { s2: 'hand', dc: true } : { m: false }),
}))

const address = valueOf(settingOf('addr')).map(Number)
const va = valueOf(settingOf('va')).map(String)

/** As many bits as an IPA has in a scenario: 52 of KVM's; by hand what stage 2 takes, at least 48. */
const bitsOf = ({ s2, vm, dc, t0sz }: Scenario) =>
  s2 === 'hand' && (vm || dc) ? Math.min(52, Math.max(48, 64 - t0sz)) : 52

const setupOf = (scenario: Scenario) => walkSetup(scenario, resolve(scenario).kvm)

describe('with stage 1 off', () => {
  test('the IPA that is asked about, in act 2 and in the walk, is the address given, whatever the VA is', () => {
    fc.assert(
      fc.property(off, address, va, (drawn, addr, anyVa) => {
        const scenario: Scenario = { ...drawn, addr, va: anyVa }
        const ipa = addr % 2 ** bitsOf(scenario)
        const { access, ipa: led, asked } = setupOf(scenario)
        expect(toKvm(scenario).addr).toBe(addr)
        expect(asked).toBe(addr)
        expect(led).toBe(ipa)
        expect(access.va).toEqual({ hi: Math.floor(ipa / 2 ** 32), lo: ipa % 2 ** 32 })
      }),
      { numRuns: sweep(400) },
    )
  })

  test('nothing of stage 1’s tables is read', () => {
    fc.assert(
      fc.property(off, (scenario) => {
        const { walk } = resolve(scenario)
        expect(walk?.reads.filter(({ stage }) => stage === 1) ?? []).toEqual([])
      }),
      { numRuns: sweep(100) },
    )
  })

  test('the VA changes nothing of the answer', () => {
    fc.assert(
      fc.property(off, va, (scenario, other) => {
        const moved: Scenario = { ...scenario, va: other }
        expect(toInputs(moved)).toEqual(toInputs(scenario))
        expect({ ...asMet(moved), va: '' }).toEqual({ ...asMet(scenario), va: '' })
        expect(resolve(moved).walk?.translation).toEqual(resolve(scenario).walk?.translation)
      }),
      { numRuns: sweep(100) },
    )
  })
})
