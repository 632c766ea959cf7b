import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { properties } from '../../src/explain/answer.ts'
import { reasonsByField } from '../../src/explain/by-field.ts'
import { actsOf } from '../../src/explain/acts.ts'
import { changeBetween } from '../../src/explain/changes.ts'
import { leafSize } from '../../src/explain/kvm/leaf-words.ts'
import { resolve as resolveStory, type Outcome } from '../../src/explain/resolve.ts'
import { fill, plain } from '../../src/explain/sentence.ts'
import { capability } from '../../src/kvm/capability.ts'
import { alternatives, leftToKvm, takenInHand } from '../../src/scenario/inputs.ts'
import { defaults as initial, differences } from '../../src/scenario/scenario.ts'
import { settingOf, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import { evenScenario, handScenario, kvmScenario } from '../scenario/arbitrary.ts'
import { defaults, resolve } from './by-hand.ts'
import { sweep } from '../sweep.ts'

const saidOf = (before: Scenario, after: Scenario) => {
  const change = changeBetween(resolve(before), resolve(after))
  return change && plain(change.says)
}
const said = (changes: Partial<Scenario>, from: Partial<Scenario> = {}) =>
  saidOf({ ...defaults, ...from }, { ...defaults, ...from, ...changes })

const keys = Object.keys(defaults) as readonly SettingKey[]

/** A scenario, and the same with one setting moved, other than who writes stage 2. */
const oneMoveOf = (scenarios: fc.Arbitrary<Scenario>) =>
  fc
    .tuple(scenarios, fc.constantFrom(...keys.filter((key) => key !== 's2')))
    .map(([before, key]) => ({ before, key, values: alternatives(key, before) }))
    .filter(({ values }) => values.length > 0)
    .chain(({ before, key, values }) =>
      fc
        .constantFrom(...values)
        .map((value) => ({ before, key, after: { ...before, [key]: value } as Scenario })),
    )

describe('a change', () => {
  test('of one setting is one line that names it and, where the answer is another, the reason', () => {
    fc.assert(
      fc.property(oneMoveOf(handScenario), ({ before, key, after }) => {
        fc.pre(resolveStory(after).access !== null)
        const [old, now] = [resolve(before), resolve(after)]
        const says = plain(changeBetween(old, now)?.says ?? [])
        expect(says.startsWith(`${settingOf(key).name} `)).toBe(true)
        expect(says).toMatch(/^[^\n{}]+[^.]\.$/)
        const changed = properties.filter((p) => old.answers[p].words !== now.answers[p].words)
        const [most] = changed
        const why = most && plain(fill(reasonsByField(now.answers[most].decided), after))
        const told = (of: Outcome) => actsOf(of).map((act) => act.says)
        const isSame = told(old).join() === told(now).join()
        expect(says).toContain(why ?? (isSame ? 'The answer stays the same.' : ''))
        for (const property of changed) expect(says).toContain(now.answers[property].words)
      }),
      { numRuns: sweep(3_000) },
    )
  })

  test('of several settings says how many moved', () => {
    fc.assert(
      fc.property(handScenario, handScenario, (before, after) => {
        const moved = differences(before, after)
        fc.pre(moved.length > 1)
        const change = changeBetween(resolve(before), resolve(after))
        expect(change?.moved).toEqual(moved)
        expect(plain(change?.says ?? [])).toMatch(new RegExp(`^${moved.length} settings changed\\. .*\\.$`))
      }),
      { numRuns: sweep(500) },
    )
  })

  test('that is none says nothing', () => {
    expect(said({})).toBe(null)
  })

  test('reads like this', () => {
    expect(said({ memattr: 0b0101 })).toBe(
      'MemAttr 0b0110 → 0b0101. Normal Write-Back → Normal Non-cacheable, because MemAttr 0b0101 under HCR_EL2.FWB 1' +
        ' makes Normal memory Non-cacheable; also no allocation hints; Outer Shareable.',
    )
    expect(said({ s2sh: 0b00 })).toBe('Stage 2 SH 0b11 → 0b00. The answer stays the same.')
  })
})

const saidOfStory = (changes: Partial<Scenario>, from: Partial<Scenario> = {}) => {
  const before = { ...initial, ...from }
  const change = changeBetween(resolveStory(before), resolveStory({ ...before, ...changes }))
  return change && plain(change.says)
}

/** What a leaf has besides its type and permissions, by the name that a line gives it. */
function detailsOf({ kvm }: Outcome): Readonly<Record<string, string>> {
  if (!kvm) return {}
  const { inputs, leaf, fault, policy } = kvm
  const learnt = { Capability: `${capability(policy, inputs, 'vm').value}` }
  if (!leaf) return learnt
  return {
    Leaf: leafSize(leaf, inputs.page),
    'SH of the leaf': leaf.sh === null ? 'none' : '0b11',
    'D side': fault.maintenance?.dcache ?? '',
    'I side': fault.maintenance?.icache ?? '',
    ...learnt,
  }
}

/** The lines about details that differ, of those that there are before and after. */
function detailsBetween(before: Outcome, after: Outcome): readonly string[] {
  const [old, now] = [detailsOf(before), detailsOf(after)]
  return Object.keys(now)
    .filter((name) => old[name] !== undefined && old[name] !== now[name])
    .map((name) => `${name}: ${old[name]} → ${now[name]}.`)
}

const detailLine = /(?<=\. )(?:Leaf|SH of the leaf|[DI] side|Capability): [^.]*\./g

describe('a change of what KVM is asked', () => {
  test('is one line that names it, and says of each act how it went before and goes now', () => {
    fc.assert(
      fc.property(oneMoveOf(kvmScenario), ({ before, key, after }) => {
        const [old, now] = [resolveStory(before), resolveStory(after)]
        const says = plain(changeBetween(old, now)?.says ?? [])
        expect(says.startsWith(`${settingOf(key).name} `)).toBe(true)
        expect(says).toMatch(/^(?!.*(undefined|null|\[(?!\d)| {2}|\.\.))[^\n{}]+[^.]\.$/)
        const acts = actsOf(now).map((act, at) => [actsOf(old)[at], act] as const)
        for (const [was, is] of acts) {
          const wasTold = was?.state !== 'not-reached'
          const byProperties = is.id === 'attributes' && is.state === 'done' && was?.state === 'done'
          const told = is.state !== 'not-reached' && !byProperties && (!wasTold || was?.says !== is.says)
          expect(says).toContain(told ? `${is.name}: ` : '')
          expect(says).toContain(told ? is.says : '')
        }
        const details = detailsBetween(old, now)
        expect(says.match(detailLine) ?? []).toEqual(details)
        const sameActs = acts.every(([was, is]) => was?.says === is.says && was.state === is.state)
        const same = sameActs && details.length === 0
        const answers = (of: typeof old) => properties.map((p) => of.access?.answers[p].words)
        const unchanged = same && answers(old).join() === answers(now).join()
        expect(says.includes('The answer stays the same.')).toBe(unchanged)
      }),
      { numRuns: sweep(1_500) },
    )
  })

  test('between any two stories is a line', () => {
    fc.assert(
      fc.property(evenScenario, evenScenario, (before, after) => {
        fc.pre(differences(before, after).length > 1)
        const says = plain(changeBetween(resolveStory(before), resolveStory(after))?.says ?? [])
        expect(says).toMatch(/^\d+ settings changed\. (?!.*(undefined|null| {2}|\.\.)).*\.$/)
      }),
      { numRuns: sweep(500) },
    )
  })

  test('that ends the story says where, and what is no longer reached', () => {
    expect(saidOfStory({ fwb: false })).toBe(
      'FEAT_S2FWB 1 → 0. Memslot: accepted, returns 0 → -EINVAL to the VMM. Acts 2 to 5 are no longer reached. Capability: 1 → 0.',
    )
    expect(saidOfStory({ fwb: false }, { swap: true })).toBe(
      'FEAT_S2FWB 1 → 0. Fault: leaf with MemAttr 0b0110, RWX → -EFAULT from KVM_RUN. Acts 3 to 5 are no longer reached. Capability: 1 → 0.',
    )
    expect(saidOfStory({ addr: 0x1000 })).toBe(
      'The IPA accessed 0xa0103c5a40 → 0x1000. Fault: leaf with MemAttr 0b0110, RWX → KVM_EXIT_MMIO. Acts 3 to 5 are no longer reached.',
    )
  })

  test('that lets the story go on says what is reached now', () => {
    expect(saidOfStory({ fwb: true }, { fwb: false })).toBe(
      'FEAT_S2FWB 0 → 1. Memslot: -EINVAL to the VMM → accepted, returns 0. Fault: leaf with MemAttr 0b0110, RWX. Walk: 24 reads. Attributes: Normal Write-Back, ISH. Coherency: coherent, no maintenance. Capability: 0 → 1.',
    )
  })

  test('that changes the leaf says so, and what the guest gets', () => {
    expect(saidOfStory({ policy: 'before' })).toMatch(
      /^KVM policy linux-7\.3 → before\. Fault: leaf with MemAttr 0b0110, RWX → leaf with MemAttr 0b0001, RW\. Coherency: coherent, no maintenance → the guest may read a secret\. Capability: 1 → 0\. Normal Write-Back → Device-nGnRE, because .*\.$/,
    )
    expect(saidOfStory({ mair: 0x44 })).toMatch(/^MAIR_EL1 byte 0xff → 0x44\. /)
    expect(saidOfStory({ dic: false }, { vma: 'none', pfn: 'map-memory' })).toBe(
      'CTR_EL0.DIC 1 → 0. Fault: leaf with MemAttr 0b0110, RWX → leaf with MemAttr 0b0110, RW. Capability: 1 → 0.',
    )
    expect(saidOfStory({ hpte: 'cow' }, { vma: 'none', pfn: 'map-memory' })).toBe(
      'Host leaf rw → cow. Fault: leaf with MemAttr 0b0110, RWX → leaf with MemAttr 0b0110, RX.',
    )
  })

  test('says of coherency what may be read now, and that nobody asks any more where nothing of user space maps the page', () => {
    const ram: Partial<Scenario> = { vma: 'none', pfn: 'map-memory' }
    expect(saidOfStory({ mair: 0x44 }, { ...ram, fwb: false })).toMatch(
      /^MAIR_EL1 byte 0xff → 0x44\. Coherency: coherent, no maintenance → the VMM may read old data\. Normal Write-Back → Normal Non-cacheable, because /,
    )
    expect(saidOfStory({ map: 'none' }, { ...ram, slot: 'gmem' })).toBe(
      'The host mapping page → none. Coherency: coherent, no maintenance → does not arise.',
    )
    expect(saidOfStory({ map: 'page' }, { ...ram, slot: 'gmem', map: 'none' })).toBe(
      'The host mapping none → page. Coherency: coherent, no maintenance.',
    )
  })

  test('says what else is another about the leaf, and what the host has to do with it', () => {
    const ram: Partial<Scenario> = { vma: 'none', pfn: 'map-memory' }
    const bar: Partial<Scenario> = { vma: 'pfnmap+io+uncached+shared', pgprot: 'device_nGnRnE', map: 'pmd' }
    expect(saidOfStory({ pgprot: 'nc' }, { pfn: 'map-memory' })).toBe(
      'pgprot normal → nc. Coherency: coherent, no maintenance → the guest may read a secret.',
    )
    expect(saidOfStory({ dic: false }, { ...ram, acc: 'x' })).toBe(
      'CTR_EL0.DIC 1 → 0. I side: none → inval PoU. Capability: 1 → 0.',
    )
    expect(saidOfStory({ map: 'pmd' })).toBe(
      'The host mapping page → pmd. Walk: 24 reads → 23 reads. Leaf: level 3 page of 4 KiB → level 2 block of 2 MiB.',
    )
    expect(saidOfStory({ lpa2: true })).toBe('LPA2 (VTCR_EL2.DS) 0 → 1. SH of the leaf: 0b11 → none.')
    expect(saidOfStory({ fwb: false }, bar)).toBe('FEAT_S2FWB 1 → 0. Capability: 1 → 0.')
    expect(saidOfStory({ fwb: false }, ram)).toBe(
      'FEAT_S2FWB 1 → 0. Fault: leaf with MemAttr 0b0110, RWX → leaf with MemAttr 0b1111, RWX.' +
        ' D side: none → clean+inval PoC. Capability: 1 → 0.',
    )
  })

  test('that changes nothing says so', () => {
    expect(saidOfStory({ vma: 'pfnmap+shared' })).toBe(
      'vm_flags pfnmap+io+shared → pfnmap+shared. The answer stays the same.',
    )
    expect(saidOfStory({ title: 'x' })).toBe(null)
  })

  test('of who writes stage 2 keeps the attributes where they are', () => {
    const inHand = takenInHand(initial)
    expect(saidOfStory(inHand)).toBe('The stage 2 leaf kvm → hand. KVM is no longer asked.')
    expect(saidOfStory(leftToKvm(), inHand)).toBe('The stage 2 leaf hand → kvm. Stage 2 is KVM’s again.')
  })
})
