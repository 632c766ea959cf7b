import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultInputs } from '../../../src/arch/inputs.ts'
import { translateAttributes } from '../../../src/arch/translate-attributes.ts'
import { answer } from '../../../src/coherency/answer.ts'
import type { Attribute } from '../../../src/coherency/script.ts'
import {
  coherencyAnswer,
  type CoherencyAnswer,
  type NoQuestion,
} from '../../../src/explain/coherency/answer.ts'
import { codeTables } from '../../../src/explain/coherency/code-rules.ts'
import { attributesIn } from '../../../src/explain/coherency/attribute.ts'
import { guestReadings, hostOf } from '../../../src/explain/coherency/host.ts'
import { dutiesOn, mixOf } from '../../../src/explain/coherency/user-space.ts'
import { partsOf } from '../../../src/explain/resolve.ts'
import { plain, type Sentence } from '../../../src/explain/sentence.ts'
import { decide } from '../../../src/kvm/decide.ts'
import { isCacheable } from '../../../src/kvm/memslot-facts.ts'
import { policyNamed } from '../../../src/kvm/policies.ts'
import { decisionInputs, valuesAt } from '../../../src/read/kernel-decisions.ts'
import { readGolden } from '../../../src/read/vectors.ts'
import { everySetting, findSetting } from '../../../src/scenario/schema.ts'
import { anyStory, kvmScenario, mappedScenario, walkScenario } from '../../scenario/arbitrary.ts'
import { textOf } from '../../vectors/load.ts'
import { sentence } from '../one-sentence.ts'
import { unsafeIn, usedFor } from './asked.ts'
import { ofEvery } from '../../of-every.ts'
import { sweep } from '../../sweep.ts'

const isCached = (one: Attribute) => one === 'WB' || one === 'WT'

const anyChoice = fc.record({ hits: fc.boolean(), anyGuest: fc.boolean() })

/** Stories as they get far, and some of any kind, with what they come to. */
const told = fc
  .tuple(
    fc.oneof(
      { arbitrary: mappedScenario, weight: 4 },
      { arbitrary: kvmScenario, weight: 2 },
      { arbitrary: anyStory, weight: 1 },
      { arbitrary: walkScenario, weight: 1 },
    ),
    anyChoice,
  )
  .map(([scenario, choice]) => {
    const parts = partsOf(scenario)
    return { parts, choice, answer: coherencyAnswer(parts, choice) }
  })

/** The same of which the question arises. */
const arising = told.filter((one): one is typeof one & { answer: CoherencyAnswer } => one.answer.arises)

/** Some of them, drawn once for all that is asked of them: a story costs more than any question. */
const stories = fc.sample(arising, sweep(600, 60))

type Story = (typeof stories)[number]

const ofEveryStory = (holds: (story: Story) => void) => {
  ofEvery(stories, ({ parts, choice }) => [parts.scenario, choice], holds)
}

/** Every sentence that stands anywhere in an answer, by where it stands. */
function* sentencesIn(value: unknown, path = ''): Generator<readonly [string, Sentence]> {
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one?.text === 'string')) {
    yield [path, value as Sentence]
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value))
    if (key !== 'rule' && key !== 'situation') yield* sentencesIn(inner, `${path}.${key}`)
}

/** Every text that stands in a cell. */
function* cellsIn({ situations, userSpace }: CoherencyAnswer): Generator<string> {
  for (const { outcomes, plans } of situations) {
    for (const { steps } of outcomes) for (const step of steps) yield* [step.what, step.cache, step.memory]
    for (const { words } of plans ?? []) yield words
  }
  for (const { uses } of [userSpace.here, ...(userSpace.peer ? [userSpace.peer] : [])])
    for (const { asItIs, anyGuest } of uses) yield* [asItIs.words, anyGuest.words]
}

const controls = new Set(
  everySetting.flatMap((setting) => [
    setting.key,
    ...('flags' in setting
      ? (setting.flags as readonly { word: string }[]).map(({ word }) => `${setting.key}-${word}`)
      : []),
  ]),
)

describe('of any story', () => {
  test('the question arises where an access is made and user space maps the page', () => {
    let count = 0
    const runs = sweep(1_500)
    fc.assert(
      fc.property(told, ({ parts, answer: one }) => {
        const { kvm, access } = parts
        const made = kvm !== null && (access?.attributes.final ?? null) !== null
        const mapped = kvm !== null && kvm.inputs.vma === 'mapped'
        expect(one.arises).toBe(made && mapped)
        if (one.arises) count += 1
      }),
      { numRuns: runs },
    )
    expect(count).toBeGreaterThan(runs / 20)
  })

  test('every sentence is one sentence, and lights controls that exist', () => {
    const check = (one: CoherencyAnswer | NoQuestion) => {
      for (const [path, words] of sentencesIn(one)) {
        expect(plain(words), path).toMatch(sentence)
        const lit = words.flatMap(({ setting }) => setting ?? [])
        expect(lit.filter((id) => findSetting(id) === undefined && !controls.has(id))).toEqual([])
      }
      for (const cell of one.arises ? cellsIn(one) : []) expect(cell).not.toMatch(/undefined|null|NaN|^$|\.$/)
    }
    ofEveryStory((story) => {
      check(story.answer)
    })
    fc.assert(
      fc.property(told, (story) => {
        check(story.answer)
      }),
      { numRuns: sweep(1_000) },
    )
  })

  test('a situation is unsafe exactly where the model permits an outcome that is not good', () => {
    ofEveryStory(({ answer: { situations, aliases, choice, guests } }) => {
      const linearAlias = aliases.linear.attributes !== null
      const host = aliases.vmm.counts[0] ?? 'WB'
      for (const { situation, safe, outcomes, bad, plans } of situations) {
        const all = guests.map((guest) =>
          answer(situation, { host, guest, linearAlias, maintains: aliases.kvm.cleans, hits: choice.hits }),
        )
        expect(safe).toBe(all.every((one) => one.safe))
        expect(safe).toBe(outcomes.every(({ good }) => good))
        expect(bad === null).toBe(safe)
        expect(plans?.length === 0).toBe(safe)
      }
    })
  })

  test('a run ends in its outcome, its rows being those of the script, what KVM does, and what happens by itself', () => {
    ofEveryStory(({ answer: { situations } }) => {
      for (const { outcomes, situation, telling } of situations)
        for (const { steps, values, good } of outcomes) {
          const reads = steps.flatMap(({ read }) => (read ? [read] : []))
          expect(reads.map(({ value }) => value)).toEqual(values)
          expect(reads.every((read) => read.good)).toBe(good)
          expect(steps.filter(({ op }) => op !== null)).toHaveLength(telling.case.script.length)
          expect(steps.filter(({ who }) => who === 'kvm')).toHaveLength(1)
          const deeds = steps.map(({ who }) => who).filter((who) => who !== 'itself' && who !== 'before')
          expect(deeds).toEqual(situation.deeds.map(({ by }) => by))
        }
    })
  })

  test('with the worst case of hardware or guest nothing becomes safe', () => {
    ofEveryStory(({ parts, answer: { situations, choice } }) => {
      const worse = coherencyAnswer(parts, { hits: true, anyGuest: true })
      if (!worse.arises) throw new Error('not asked')
      const unsafe = situations.filter(({ safe }) => !safe).map(({ situation }) => situation.id)
      expect(unsafeIn(worse), JSON.stringify(choice)).toEqual(expect.arrayContaining(unsafe))
    })
  })

  test('KVM’s maintenance is that of the fault, where the fault installs the leaf', () => {
    ofEveryStory(({ parts: { kvm }, answer: { aliases } }) => {
      if (kvm?.inputs.fsc !== 'translation') return
      const cleans = kvm.fault.maintenance?.dcache !== 'none' && aliases.linear.attributes !== null
      expect(aliases.kvm.cleans).toBe(cleans)
    })
  })
})

test('whatever the guest chooses is what the sweep of 256 MAIR bytes, 4 shareabilities, MMU and cache gives', () => {
  const flags = [false, true]
  for (const fwb of flags)
    for (const memattr of fwb ? [0b0110, 0b0101, 0b0001] : [0b1111, 0b0101, 0b0001]) {
      const at = { ...defaultInputs, fwb, hcrfwb: fwb, memattr }
      const swept = new Set<string>()
      const domains = new Set<string>()
      for (const m of flags)
        for (const c of flags)
          for (let mair = 0; mair < 256; mair += 1)
            for (let sh = 0; sh < 4; sh += 1) {
              const { final } = translateAttributes({ ...at, m, c, mair, sh })
              if (final) for (const one of attributesIn(final)) swept.add(one)
              if (final && m && c && attributesIn(final).some(isCached)) domains.add(final.shareability)
            }
      const inputs = { ...decisionInputs(firstRow()), fwb }
      const { leaf } = decide(policyNamed('linux-7.3'), inputs).fault
      const host = hostOf({ inputs, leaf }, { ...at, m: false }, true)
      expect(host?.mayGet.toSorted()).toEqual([...swept].toSorted())
      expect(host?.mayShare.toSorted()).toEqual([...domains].toSorted())
    }
})

const golden = readGolden(textOf('kernel/decisions.json.gz'))
function decisions() {
  if (golden.kind !== 'kernel-decisions') throw new Error(golden.kind)
  return golden
}
const firstRow = () => valuesAt(decisions(), 0)

describe('the column userspace_cmo of the kernel decisions', () => {
  const raw = JSON.parse(textOf('kernel/decisions.json.gz')) as {
    readonly outcomes: readonly { readonly memslot: number; readonly userspace_cmo?: string }[]
  }

  /** Each case of a row that is mapped, once: what the column says, host, leaf and guest. */
  function cases() {
    const { policies } = decisions()
    const seen = new Map<string, { column: string; hostCaches: boolean; reads: string[]; writes: string[] }>()
    for (const { id, table } of policies)
      if (id === '0' || id === '6_73')
        table.forEach((at, index) => {
          const outcome = raw.outcomes[at]
          if (outcome?.userspace_cmo === undefined || outcome.memslot !== 0) return
          const inputs = decisionInputs(valuesAt(decisions(), index))
          const { leaf } = decide(policyNamed(id === '0' ? 'before' : 'linux-7.3'), inputs).fault
          if (!leaf) return
          const key = [outcome.userspace_cmo, inputs.fwb, inputs.pgprot, inputs.pfn, leaf.type].join()
          if (seen.has(key)) return
          const at2 = { ...defaultInputs, fwb: inputs.fwb, hcrfwb: inputs.fwb, memattr: leaf.memattr }
          const host = hostOf({ inputs, leaf }, at2, true)
          const duties = host && dutiesOn(host, false)
          if (!duties) throw new Error(key)
          const words = (use: 'read' | 'write') => {
            const { asItIs, anyGuest } = usedFor(duties.uses, use)
            return [asItIs.words, anyGuest.words]
          }
          seen.set(key, {
            column: outcome.userspace_cmo,
            hostCaches: isCacheable(inputs),
            reads: words('read'),
            writes: words('write'),
          })
        })
    return [...seen.values()]
  }

  const all = cases()
  const of = (column: string, hostCaches: boolean) =>
    all.filter((one) => one.column === column && one.hostCaches === hostCaches)

  test('has every value', () => {
    expect(new Set(all.map(({ column }) => column))).toEqual(
      new Set(['none', 'if_guest_used_non_wb', 'always_host_alias_is_wb', 'none_both_noncacheable']),
    )
  })

  test('says none where the model needs nothing, whatever a guest under FWB chooses', () => {
    expect(of('none', true).length).toBeGreaterThan(0)
    for (const { reads, writes } of of('none', true))
      expect([...reads, ...writes]).toEqual(['nothing', 'nothing', 'nothing', 'nothing'])
  })

  test('says if_guest_used_non_wb where the model needs something of a guest that may choose, and nothing of one that is Write-Back', () => {
    expect(of('if_guest_used_non_wb', true).length).toBeGreaterThan(0)
    for (const { reads, writes } of of('if_guest_used_non_wb', true)) {
      expect(reads).toEqual(['nothing', 'DC CIVAC before each read'])
      expect(writes).toEqual(['nothing', 'DC CVAC or DC CIVAC after each write'])
    }
  })

  test('says always_host_alias_is_wb where the model needs something of every guest', () => {
    expect(of('always_host_alias_is_wb', true).length).toBeGreaterThan(0)
    for (const { reads, writes } of of('always_host_alias_is_wb', true)) {
      expect(new Set(reads)).toEqual(new Set(['DC CIVAC before each read']))
      expect(new Set(writes)).toEqual(new Set(['DC CVAC or DC CIVAC after each write']))
    }
  })

  test('says none_both_noncacheable where the model needs nothing', () => {
    expect(of('none_both_noncacheable', false).length).toBeGreaterThan(0)
    for (const { reads, writes } of of('none_both_noncacheable', false))
      expect(new Set([...reads, ...writes])).toEqual(new Set(['nothing']))
  })

  test('cannot be compared where the host maps around the cache a Normal leaf: it looks at leaf and FWB alone, and the model needs maintenance', () => {
    const aliases = [...of('none', false), ...of('if_guest_used_non_wb', false)]
    expect(aliases.length).toBeGreaterThan(0)
    for (const { reads, writes } of aliases) {
      expect(new Set(reads)).toEqual(new Set(['DC CVAC or DC CIVAC before each read']))
      expect(new Set(writes)).toEqual(new Set(['DC CIVAC after each write']))
    }
  })
})

describe('the rules for code', () => {
  const flags = [false, true]
  const inputs = (['normal', 'nc', 'device'] as const).flatMap((type) =>
    flags.flatMap((fwb) =>
      flags.flatMap((dic) =>
        flags.flatMap((idc) =>
          ['nothing', 'DC CIVAC after each write', null].map((data) => ({ type, fwb, dic, idc, data })),
        ),
      ),
    ),
  )

  test('have no row that is never reached, and an answer to everything', () => {
    for (const { rules } of codeTables) {
      const deciding = new Set(inputs.map((at) => rules.find(({ when }) => when(at))?.id))
      expect(deciding).toEqual(new Set(rules.map(({ id }) => id)))
    }
  })
})

test('the mix of a host is what its aliases say', () => {
  ofEveryStory(({ parts, answer: { aliases, choice, guests } }) => {
    const { kvm, access, scenario } = parts
    const host = kvm && access && hostOf(kvm, access.inputs, scenario.idc)
    if (!host) throw new Error('no host')
    expect(mixOf(host, choice.hits)).toEqual({
      host: aliases.vmm.counts[0],
      maintains: aliases.kvm.cleans,
      linearAlias: aliases.linear.attributes !== null,
      hits: choice.hits,
    })
    expect(guestReadings(host)).toEqual(aliases.guest.counts)
    for (const one of aliases.guest.counts) expect(guests).toContain(one)
  })
})
