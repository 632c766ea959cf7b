import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slotStory } from '../../src/kvm/story.ts'
import { leafByKvm, policyOf, toKvm } from '../../src/scenario/kvm-inputs.ts'
import { reasonInputs } from '../../src/scenario/inputs.ts'
import { isByHand } from '../../src/scenario/scenario.ts'
import {
  coherencyKeys,
  everySetting,
  settingOf,
  type Scenario,
  type SettingKey,
} from '../../src/scenario/schema.ts'
import { joinWords } from '../../src/scenario/kinds/words-by-address.ts'
import type { Setting, Value } from '../../src/scenario/setting.ts'
import { coherencyAnswer } from '../../src/explain/coherency/answer.ts'
import { kvmAnswer } from '../../src/explain/kvm/answer.ts'
import { peerAnswer } from '../../src/explain/kvm/peer.ts'
import { vmaKinds } from '../../src/content/vma-kinds.ts'
import { defaults } from '../explain/by-hand.ts'
import { partsOf } from '../../src/explain/resolve.ts'
import { walkSetup } from '../../src/explain/walk/setup.ts'
import { translate } from '../../src/arch/walk/translate.ts'
import { anyStory, mappedScenario } from './arbitrary.ts'
import { attributesOf } from './attributes-of.ts'
import { sweep } from '../sweep.ts'

/** What the whole story ends as: KVM's part of it where KVM is asked, and the attributes where a leaf is written. */
function answer(scenario: Scenario): string {
  if (isByHand(scenario)) return attributesOf(scenario) + walkOf(scenario)
  const { outcome, reached } = slotStory(policyOf(scenario), toKvm(scenario))
  if (!reached) return JSON.stringify(outcome.memslot) + peerOf(scenario)
  const told = JSON.stringify([outcome.memslot, outcome.fault]) + peerOf(scenario)
  return outcome.fault.leaf ? told + attributesOf(scenario) + walkOf(scenario) : told
}

/** What act 5 comes to, but for the choice that it repeats. */
function coherencyOf(scenario: Scenario): string {
  const answer = coherencyAnswer(partsOf(scenario))
  return JSON.stringify(answer.arises ? { ...answer, choice: null } : answer.arises)
}

/** What becomes of it on the host that the VM migrates to. */
function peerOf(scenario: Scenario): string {
  if (!scenario.peer) return ''
  const peer = peerAnswer(scenario, kvmAnswer(scenario), null)
  return peer ? JSON.stringify([peer.policy.id, peer.inputs.fwb, peer.inputs.dic, peer.story.outcome]) : ''
}

/** What became of the walk: its tables, its fault, and where it led. */
function walkOf(scenario: Scenario): string {
  const inputs = toKvm(scenario)
  const kvm = isByHand(scenario) ? null : { inputs, leaf: leafByKvm(policyOf(scenario), inputs) }
  const { regime, access, memory } = walkSetup(scenario, kvm)
  const words = JSON.stringify([...memory.entries()])
  const { fault, pa } = translate(regime, access, memory)
  return `${fault?.why.id} ${fault?.level} ${pa} ${words}`
}

/** Tagged at stage 1 with the cache off, under a stage 2 that denies tag accesses. */
const denied: Scenario = { ...defaults, mair: 0xf0, c: false, hcrfwb: false, memattr: 0b0100, mteperm: true }

/** A poisoned page of a guest_memfd, which KVM finds without a VMA. */
const poisonedFile: Scenario = { ...defaults, s2: 'kvm', slot: 'gmem', map: 'none', hwpoison: true }

/** A guest_memfd without a VMA, whose memory is the host's own whatever backs other PFNs. */
const fileAlone: Scenario = { ...defaults, s2: 'kvm', slot: 'gmem', map: 'none' }

/** A table of stage 1 that stage 2 makes Device, on which HCR_EL2.PTW tells. */
function tableInDevice(): Scenario {
  const leaf = partsOf(defaults).walk?.reads.find(({ stage, kind }) => stage === 2 && kind === 'page')
  if (!leaf) throw new Error('no leaf for a table')
  return { ...defaults, desc: joinWords([{ address: leaf.pa, value: leaf.value & ~0x3cn }]) }
}

/** Of each setting that does nothing initially, neither by hand nor by KVM, a change of others with which it counts. */
const countsWith: Partial<Record<SettingKey, Partial<Scenario>>> = {
  gmemmap: { s2: 'kvm', slot: 'gmem' },
  later: { s2: 'kvm', slot: 'log+ro' },
  swap: { s2: 'kvm', mte: true },
  hwpoison: { s2: 'kvm', slot: 'gmem' },
  s1ptw: { s2: 'kvm', addr: 0xab60000 },
  ins: { s2: 'kvm', hpte: 'ro' },
  peerfwb: { s2: 'kvm', peer: true },
  peerdic: { s2: 'kvm', peer: true },
  peerpolicy: { s2: 'kvm', peer: true },
  acc: { ap: 0b01 },
  pan: { ap: 0b01 },
  i: { acc: 'x' },
  wxn: { acc: 'x' },
  epan: { uxn: false },
  dct: { dc: true },
  id: { acc: 'x' },
  ptw: tableInDevice(),
  xs: { mair: 0xa0 },
  mte2: { mair: 0xf0 },
  mteperm: { fwb: false, memattr: 0b0100 },
  xnx: { acc: 'x', s2xn: 0b11 },
  hafdbs: { vtcr: 'ha', s2af: false },
  sh01: { sh: 0b01 },
  resmair: { mair: 0xa0, xs: false },
  s2inner: { memattr: 0b1000, hcrfwb: false },
  fwbres: { memattr: 0b1100 },
  effsh: { s2: 'kvm', mair: 0x40 },
  fetchdev: { acc: 'x', mair: 0x04 },
  c0tag: { mair: 0xf0, c: false, vm: false },
}

/** Addresses to try: of the scenario, aligned and not, within and beyond. */
const addresses = [0x1000, 0x200000, 0x80000800, 0xa000000000, 2 ** 44, 2 ** 50]

/** Values of a setting to try: all of them where they are few, and of many a sample. */
function valuesToTry({ kind, values, neighbours }: Setting, now: Value): readonly Value[] {
  if (kind === 'number') return addresses
  if (kind === 'word64') return ['0x1000', '0xffff800000001000', '0x8000000000000000']
  if (kind === 'words') return ['none', '0x7e400000_0x0']
  const all = values.map(({ value }) => value)
  return all.length > 16 ? [...(neighbours?.(now) ?? []), ...all.filter((_, at) => at % 17 === 0)] : all
}

/** Settings that a reason calls without effect, but of which some value changes the answer. */
function wrongReasons(scenario: Scenario, tell = answer): readonly string[] {
  const before = tell(scenario)
  const at = reasonInputs(scenario)
  return everySetting.flatMap((setting) => {
    const { key, disabled, idle } = setting
    const says = disabled(at) ?? idle(at)
    if (says === null) return []
    const tried = valuesToTry(setting, scenario[key])
    const changed = tried.find((value) => tell({ ...scenario, [key]: value }) !== before)
    return changed === undefined ? [] : [`${key}=${setting.encode(changed)}: ${says}`]
  })
}

const reason = (key: SettingKey, changes: Partial<Scenario>) => {
  const { disabled, idle } = settingOf(key)
  const at = reasonInputs({ ...defaults, ...changes })
  return disabled(at) ?? idle(at)
}

describe('the reasons why a setting does nothing', () => {
  test('are true: the engine gives the same answer for every other value', () => {
    fc.assert(
      fc.property(anyStory, (scenario) => {
        expect(wrongReasons(scenario)).toEqual([])
      }),
      { numRuns: sweep(1_000, 60), examples: [[denied], [poisonedFile], [fileAlone]] },
    )
  })

  test('are true of act 5 too, which asks about more than this access', () => {
    const chosen: Scenario = { ...defaults, s2: 'kvm', ...vmaKinds.anon.settings }
    expect(coherencyAnswer(partsOf(chosen)).arises).toBe(true)
    fc.assert(
      fc.property(fc.oneof({ arbitrary: mappedScenario, weight: 4 }, anyStory), (scenario) => {
        expect(wrongReasons(scenario, coherencyOf)).toEqual([])
      }),
      { numRuns: sweep(200, 20), examples: [[chosen], [{ ...chosen, fwb: false }]] },
    )
  })

  test('leave every setting some scenario in which it counts', () => {
    const counts = (setting: Setting, scenario: Scenario) => {
      const before = answer(scenario)
      return valuesToTry(setting, scenario[setting.key as SettingKey]).some(
        (value) => answer({ ...scenario, [setting.key]: value }) !== before,
      )
    }
    const initially: readonly Scenario[] = [defaults, { ...defaults, s2: 'kvm' }]
    const idle = everySetting.filter((setting) => !initially.some((scenario) => counts(setting, scenario)))
    const others = [...coherencyKeys, 'title', 'note']
    expect(idle.map(({ key }) => key).toSorted()).toEqual([...Object.keys(countsWith), ...others].toSorted())
    const never = idle.filter((setting) => !counts(setting, { ...defaults, ...countsWith[setting.key] }))
    expect(never.map(({ key }) => key).toSorted()).toEqual(others.toSorted())
  })

  test('leave those of act 5 alone some scenario in which they count there', () => {
    const noFwb: Scenario = { ...defaults, s2: 'kvm', ...vmaKinds.anon.settings, fwb: false, mair: 0x44 }
    const moved: Scenario = { ...noFwb, fwb: true, peer: true, peerfwb: false }
    const changed = ([scenario, key]: readonly [Scenario, SettingKey]) =>
      coherencyOf(scenario) !== coherencyOf({ ...scenario, [key]: !scenario[key] })
    const cached = { ...noFwb, mair: 0xff }
    const cases = [
      [cached, 'idc'],
      [noFwb, 'hits'],
      [cached, 'anyguest'],
      [{ ...moved, mair: 0xff }, 'peeridc'],
    ] as const
    expect(cases.filter((one) => !changed(one))).toEqual([])
    expect(new Set(cases.map(([, key]) => key))).toEqual(coherencyKeys)
  })

  test('are given in words', () => {
    expect(reason('hcrfwb', { fwb: false })).toBe('RES0 without FEAT_S2FWB: reads as 0')
    expect(reason('mteperm', { mte2: false })).toBe('FEAT_MTE_PERM needs FEAT_MTE2')
    expect(reason('mair', { m: false })).toBe('Not used: stage 1 is off, SCTLR_EL1.M is 0')
    expect(reason('mair', { dc: true })).toBe('Not used: HCR_EL2.DC turns stage 1 off')
    expect(reason('memattr', { vm: false })).toBe('Not used: stage 2 is off, HCR_EL2.VM and DC are 0')
    expect(reason('memattr', { vm: false, dc: true })).toBe(null)
    expect(reason('c', { acc: 'x' })).toBe('Not used: it is about data accesses')
    expect(reason('i', {})).toBe('Not used: it is about instruction fetches')
    expect(reason('dct', {})).toBe('Not used: HCR_EL2.DC is 0')
    expect(reason('effsh', {})).toBe(null)
    expect(reason('effsh', { memattr: 0b0101 })).toBe('Not used: stage 2 does not force Write-Back')
    expect(reason('resmair', {})).toBe('Not used: the MAIR byte is not reserved')
    expect(reason('resmair', { mair: 0xf0, mte2: false })).toBe(null)
  })

  test('are given in words where KVM writes stage 2', () => {
    const byKvm = (key: SettingKey, changes: Partial<Scenario> = {}) => reason(key, { s2: 'kvm', ...changes })
    expect(byKvm('memattr')).toBe('KVM wrote this: choose “by hand” to edit it')
    expect(byKvm('vm')).toBe('As KVM sets it: choose a stage 2 leaf “by hand” to edit it')
    expect(byKvm('mte', { mte2: false })).toBe('KVM_CAP_ARM_MTE needs FEAT_MTE2')
    expect(byKvm('lpa2', { page: '64k' })).toBe('VTCR_EL2.DS is for 4K and 16K pages')
    expect(byKvm('gmemmap')).toBe('Not used: the slot is not of a guest_memfd')
    expect(byKvm('pgprot', { map: 'none' })).toBe('Not used: there is no VMA')
    expect(byKvm('idc')).toBe('Not used: KVM takes FEAT_S2FWB to imply CTR_EL0.IDC')
    expect(byKvm('idc', { fwb: false })).toBe(null)
    const peer = { peer: true, peerfwb: true }
    expect(byKvm('peeridc', peer)).toBe('Not used: KVM takes FEAT_S2FWB of the peer to imply CTR_EL0.IDC')
    expect(byKvm('peeridc', { peer: true, peerfwb: false })).toBe(null)
    for (const key of ['hits', 'anyguest'] as const) {
      expect(byKvm(key)).toBe(null)
      expect(byKvm(key, { fwb: false })).toBe('Not used: the question of coherency does not arise')
      expect(byKvm(key, { map: 'none' })).toBe('Not used: there is no VMA')
      expect(reason(key, {})).toBe('Not used: stage 2 is set by hand')
    }
    for (const key of [
      'fwb',
      'dic',
      'policy',
      'page',
      'vma',
      'slot',
      'swap',
      'gpa',
      'addr',
      'fsc',
    ] as const) {
      expect(byKvm(key)).toBe(null)
      expect(reason(key, {})).toBe(
        key === 'fwb' || key === 'addr' ? null : 'Not used: stage 2 is set by hand',
      )
    }
  })
})
