import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCacheable } from '../../../src/coherency/script.ts'
import type { Attribute, Script, Step } from '../../../src/coherency/script.ts'
import { vmaKinds } from '../../../src/content/vma-kinds.ts'
import type { Aliases } from '../../../src/explain/coherency/aliases.ts'
import { coherencyAnswer } from '../../../src/explain/coherency/answer.ts'
import { ownAnswer, ownWithPlan, type OwnAnswer } from '../../../src/explain/coherency/own-answer.ts'
import { ownFromSituation } from '../../../src/explain/coherency/own-from-situation.ts'
import { ownStepPage } from '../../../src/explain/coherency/own-step-page.ts'
import { partsOf } from '../../../src/explain/resolve.ts'
import { plain, type Sentence } from '../../../src/explain/sentence.ts'
import { ownField, type OwnScript } from '../../../src/scenario/own-script.ts'
import { plainOutcomes } from '../../coherency/plain.ts'
import { kvmScenario, mappedScenario, ownOf } from '../../scenario/arbitrary.ts'
import { sentence } from '../one-sentence.ts'
import { asked, situationIn } from './asked.ts'
import { sweep } from '../../sweep.ts'

const anon = vmaKinds.anon.settings
const bar = vmaKinds['vfio-bar'].settings
const noFwb = { fwb: false } as const

/** Aliases of every kind: all Write-Back, a guest around the cache, a guest that counts as two, and no linear map. */
const hosts = {
  'write-back': asked({ ...anon }).aliases,
  'guest around': asked({ ...anon, ...noFwb, mair: 0x44 }).aliases,
  'guest of two': asked({ ...anon, ...noFwb, mair: 0x4f }).aliases,
  leaking: asked({ policy: 'before' }).aliases,
  device: asked({ ...bar, mair: 0x04 }).aliases,
} as const satisfies Readonly<Record<string, Aliases>>

const own = (text: string): OwnScript => {
  const { value, misread } = ownField.decode(text)
  if (!value || misread) throw new Error(misread?.says)
  return value
}

const ask = (host: keyof typeof hosts, text: string, hits = false): OwnAnswer =>
  ownAnswer(hosts[host], own(text), { hits })

const valuesIn = ({ outcomes }: Pick<OwnAnswer, 'outcomes'>) => outcomes.map(({ values }) => values.join(''))
const told = (words: Sentence | null | undefined) => (words ? plain(words) : words)

describe('a script of one’s own', () => {
  test('goes through the aliases of the scenario: a guest around the cache may miss what the VMM wrote', () => {
    expect(valuesIn(ask('write-back', 'a+vmm-w-b+guest-r'))).toEqual(['b'])
    const answer = ask('guest around', 'a+vmm-w-b+guest-r')
    expect(valuesIn(answer)).toEqual(['a', 'b'])
    expect(answer.good).toEqual(['b'])
    expect(answer.counts).toEqual({ outcomes: 2, good: 1 })
    expect(answer.outcomes.map(({ good }) => good)).toEqual([false, true])
    expect(answer.bad?.values).toEqual(['a'])
    expect(told(answer.says)).toBe(
      'Two outcomes are possible, of which only b is coherent: each read gives what was written last before it.',
    )
    expect(told(ask('write-back', 'a+vmm-w-b+guest-r').says)).toBe(
      'Only one outcome is possible, and it is coherent: each read gives what was written last before it.',
    )
  })

  test('or through another alias by hand, whatever the scenario has', () => {
    const answer = ask('write-back', 'a+vmm-w-b+guest-r-nc+guest-r')
    expect(valuesIn(answer)).toEqual(['ab', 'bb'])
    expect(answer.steps.map(({ counts, through }) => [counts, through])).toEqual([
      [['WB'], 'Normal Write-Back'],
      [['NC'], 'Non-cacheable by hand'],
      [['WB'], 'Normal Write-Back'],
    ])
    expect(
      answer.outcomes[0]?.steps.map(({ who, what, cache, memory }) => [who, what, cache, memory]),
    ).toEqual([
      ['before', 'memory holds a', 'absent', 'a'],
      ['vmm', 'writes b, Normal Write-Back', 'dirty b', 'a'],
      ['guest', 'reads, Non-cacheable by hand', 'dirty b', 'a'],
      ['guest', 'reads, Normal Write-Back', 'dirty b', 'a'],
    ])
  })

  test('starts from what the cache holds: of a dirty copy memory may take the value, and over a clean one keep its own', () => {
    const dirty = ask('guest around', 'a.dirty-b+guest-r')
    expect(valuesIn(dirty)).toEqual(['a', 'b'])
    expect(dirty.good).toEqual(['b'])
    expect(told(dirty.outcomes[0]?.steps[0]?.says)).toBe('Memory holds a, and the cache a dirty copy of b.')
    const clean = ask('guest around', 'a.clean-b+guest-r')
    expect(valuesIn(clean)).toEqual(['a'])
    expect(clean.good).toBeNull()
  })

  test('whose clean copy differs from memory has no one right outcome where it reads before it writes', () => {
    const answer = ask('write-back', 'a.clean-b+vmm-r+vmm-w-c+vmm-r')
    expect(valuesIn(answer)).toEqual(['ac', 'bc'])
    expect([answer.good, answer.bad, answer.repairs]).toEqual([null, null, []])
    expect(told(answer.says)).toBe(
      'Two outcomes are possible, and there is no one right one: at the start the clean copy holds b and memory a, and step 1 of the script reads before anything is written.',
    )
    expect(told(answer.outcomes[0]?.says)).toBe(
      'In step 1 of the script the VMM reads a, which memory held at the start: that is not wrong, as at the start the clean copy and memory differ.',
    )
    expect(ask('write-back', 'a.clean-b+vmm-w-c+vmm-r').good).toEqual(['c'])
    expect(ask('write-back', 'a.clean-a+vmm-r').good).toEqual(['a'])
  })

  test('without a read tells nothing', () => {
    for (const text of ['a', 'a+vmm-w-b+guest-civac']) {
      const answer = ask('guest around', text)
      expect(valuesIn(answer)).toEqual([''])
      expect([answer.bad, answer.repairs]).toEqual([null, []])
      expect(told(answer.says)).toBe('Nothing is read, so that there is nothing to tell right from wrong.')
      expect(told(answer.outcomes[0]?.says)).toBe('Nothing is read.')
    }
  })
})

describe('an outcome is told by its letters', () => {
  test('what is read wrongly with who wrote it, what should be read, and what hides it', () => {
    const says = (host: keyof typeof hosts, text: string) => told(ask(host, text).bad?.says)
    expect(says('guest around', 'a+vmm-w-b+guest-r')).toBe(
      'In step 2 of the script the guest reads a, which memory held at the start, and not b, which the VMM wrote in step 1: it reads memory, past the cache, which alone holds b.',
    )
    expect(says('guest around', 'a+vmm-r+guest-w-c+vmm-r')).toBe(
      'In step 3 of the script the VMM reads a, which memory held at the start, and not c, which the guest wrote in step 2: it reads a copy in the cache, which hides that memory holds c.',
    )
    expect(says('guest around', 'a+vmm-w-b+guest-w-c+vmm-civac+guest-r')).toBe(
      'In step 4 of the script the guest reads b, which the VMM wrote in step 1, and not c, which the guest wrote in step 2: nothing holds c any more.',
    )
    expect(says('guest around', 'a.dirty-b+guest-r')).toBe(
      'In step 1 of the script the guest reads a, which memory held at the start, and not b, which the cache held at the start: it reads memory, past the cache, which alone holds b.',
    )
  })

  test('a value that may be from two places is told without any', () => {
    expect(told(ask('guest around', 'a+kvm-w-a+vmm-w-b+guest-r').bad?.says)).toBe(
      'In step 3 of the script the guest reads a, and not b, which the VMM wrote in step 2: it reads memory, past the cache, which alone holds b.',
    )
    expect(told(ask('guest around', 'a.clean-a+vmm-w-b+guest-r').bad?.says)).toMatch(
      /^In step 2 of the script the guest reads a, which memory and the cache held at the start, and not b,/,
    )
  })

  test('what is read rightly, with where it is from', () => {
    const says = (text: string) => told(ask('write-back', text).outcomes[0]?.says)
    expect(says('a+vmm-w-b+guest-r')).toBe(
      'In step 2 of the script the guest reads b, which the VMM wrote in step 1, as it should.',
    )
    expect(says('a+guest-r')).toBe(
      'In step 1 of the script the guest reads a, which memory held at the start, as it should.',
    )
    expect(says('a+vmm-w-b+guest-r+vmm-r')).toBe('Each read gives what was written last before it.')
    expect(says('a+guest-r+vmm-r')).toBe('Each read gives what was there at the start.')
    expect(says('a+guest-r+vmm-w-b+vmm-r')).toBe(
      'Each read gives what was written last before it, or what was there at the start.',
    )
  })
})

describe('an alias that does not exist', () => {
  test('costs its steps, which are named and left out; the others keep their numbers', () => {
    const answer = ask('leaking', 'a+vmm-w-b+kvm-civac+kvm-r+kvm-w-c+guest-r')
    expect(answer.steps.map(({ leftOut }) => leftOut)).toEqual([false, true, true, true, false])
    expect(answer.places).toEqual([0, 4])
    expect(answer.steps.map(({ says }) => told(says))).toEqual([
      null,
      'Step 2 is left out: the kernel’s linear map does not have the page, so that KVM has no address to maintain by.',
      'Step 3 is left out: the kernel’s linear map does not have the page, so that KVM has no address to read by.',
      'Step 4 is left out: the kernel’s linear map does not have the page, so that KVM has no address to write by.',
      null,
    ])
    expect(valuesIn(answer)).toEqual(['a', 'b'])
    expect(told(answer.bad?.says)).toMatch(/^In step 5 of the script the guest reads a, /)
    expect(answer.repairs[0]?.plans?.[0]?.words).toBe(
      'DC CVAC by the VMM after its write in step 1 of the script',
    )
  })

  test('is one all the same where it is given by hand', () => {
    const answer = ask('leaking', 'a+kvm-w-b-nc+kvm-r')
    expect(answer.steps.map(({ leftOut }) => leftOut)).toEqual([false, true])
  })
})

describe('an alias that counts as two', () => {
  test('is told for both, and every outcome of either is possible', () => {
    const answer = ask('guest of two', 'a+vmm-w-b+guest-r')
    expect(valuesIn(answer)).toEqual(['a', 'b'])
    expect(answer.steps[1]?.counts).toEqual(['WB', 'NC'])
    expect(told(answer.steps[1]?.says)).toBe(
      'What goes through the guest’s alias is told for Write-Back and for Non-cacheable, as inner and outer cacheability differ: it may count as either.',
    )
    expect(answer.bad?.steps.at(-1)?.what).toMatch(/^reads, Normal, .*, taken for Non-cacheable$/)
    expect(ask('guest of two', 'a+vmm-w-b+guest-r-wb').steps[1]?.says).toBeNull()
  })

  test('is explained at the first step that goes through it, and not again', () => {
    const { steps } = ask('guest of two', 'a+vmm-w-b+guest-r-nc+guest-r+vmm-r+guest-w-c+guest-r')
    expect(steps.map(({ says }) => says !== null)).toEqual([false, false, true, false, false, false])
    expect(steps.slice(2).map(({ counts }) => counts.length)).toEqual([2, 1, 2, 2])
  })

  test('has each outcome once, with the shortest run of either', () => {
    const { outcomes } = ask('guest of two', 'a+vmm-w-b+guest-r')
    expect(outcomes.at(-1)?.steps.map(({ who }) => who)).toEqual(['before', 'vmm', 'guest'])
  })
})

describe('speculation', () => {
  test('fills the line where an alias of the scenario or of the script is cacheable, each being named', () => {
    expect(told(ask('device', 'a+guest-r').fillSays)).toBe(
      'Speculation does not bring the line into the cache: no alias of it is cacheable.',
    )
    expect(ask('device', 'a+guest-r').fill).toBe(false)
    expect(ask('device', 'a+guest-r-device').fill).toBe(false)
    for (const text of ['a+guest-r-wt', 'a+guest-w-b-wb']) {
      expect(ask('device', text).fill).toBe(true)
      expect(told(ask('device', text).fillSays)).toBe(
        'Speculation may bring the line into the cache at any time: an alias by hand is cacheable.',
      )
    }
    expect(told(ask('guest around', 'a').fillSays)).toBe(
      'Speculation may bring the line into the cache at any time: the VMM’s alias and the kernel’s linear map are cacheable.',
    )
  })

  test('brings back an old copy after maintenance', () => {
    expect(valuesIn(ask('device', 'a+vmm-civac+guest-w-b+vmm-r'))).toEqual(['b'])
    expect(valuesIn(ask('device', 'a+vmm-civac+guest-w-b+vmm-r-wb'))).toEqual(['a', 'b'])
  })
})

describe('repairs', () => {
  test('are the smallest by VMM and by guest, each told by its step', () => {
    const [vmm, guest] = ask('guest around', 'a+vmm-r+guest-w-b+vmm-r').repairs
    expect(vmm?.plans?.map(({ words }) => words)).toEqual([
      'DC CIVAC by the VMM before its read in step 3 of the script',
    ])
    expect(told(vmm?.says)).toBe(
      'One instruction of maintenance by the VMM can make it coherent, in one way.',
    )
    expect(told(vmm?.plans?.[0]?.says)).toBe(
      'DC CIVAC by the VMM before its read in step 3 of the script is enough: then each read gives what was written last before it, or what was there at the start.',
    )
    expect(guest?.plans?.map(({ words }) => words)).toEqual([
      'DC CIVAC by the guest after its write in step 2 of the script',
    ])
  })

  test('may take two instructions, may not be enough, and may have nowhere to stand', () => {
    const [vmm, guest] = ask('guest around', 'a.dirty-b+guest-w-c+vmm-r').repairs
    expect(vmm?.plans).toBeNull()
    expect(told(vmm?.says)).toBe(
      'Up to two instructions of maintenance by the VMM, beside its own accesses, do not make it coherent.',
    )
    expect(guest?.plans?.[0]?.words).toBe(
      'DC CVAC by the guest before its write in step 1 and DC CIVAC after its write in step 1 of the script',
    )
    expect(told(guest?.says)).toBe(
      'Two instructions of maintenance by the guest can make it coherent, in either of two ways.',
    )
    const [none] = ask('guest around', 'a.dirty-b+vmm-civac+guest-r+guest-r+kvm-w-c+guest-r').repairs
    expect(told(none?.says)).toBe(
      'In this script the VMM makes no access beside which it could maintain the line.',
    )
  })

  test('that stand in the same place are one: after a step, and before the next one by the same', () => {
    const words = (text: string) =>
      ask('guest around', text).repairs.map(({ plans }) => plans?.map((plan) => plan.words))
    expect(words('a+vmm-w-b+vmm-r+guest-r')[0]).toEqual([
      'DC CVAC by the VMM after its write in step 1 of the script',
      'DC CIVAC by the VMM after its write in step 1 of the script',
      'DC CVAC by the VMM after its read in step 2 of the script',
      'DC CIVAC by the VMM after its read in step 2 of the script',
    ])
    const [repairs] = ask('guest around', 'a+vmm-w-b+vmm-r+guest-r').repairs
    expect(told(repairs?.says)).toMatch(/in any of four ways\.$/)
  })

  test('that are enough only as a value is written twice say so, and stand behind the others', () => {
    const [vmm] = ask('guest around', 'a+vmm-w-b+vmm-w-b+kvm-r+guest-r').repairs
    expect(vmm?.plans?.map(({ words, needsRepeat }) => [words, needsRepeat])).toEqual([
      ['DC CVAC by the VMM after its write in step 2 of the script', false],
      ['DC CIVAC by the VMM after its write in step 2 of the script', false],
      ['DC CVAC by the VMM after its write in step 1 of the script', true],
      ['DC CIVAC by the VMM after its write in step 1 of the script', true],
    ])
    const [other] = ask('guest around', 'a+vmm-w-b+vmm-w-c+kvm-r+guest-r').repairs
    expect(other?.plans?.map(({ needsRepeat }) => needsRepeat)).toEqual([false, false])
  })

  test('can be put into the script, which then has only its coherent outcome, unless it becomes too long', () => {
    const answer = ask('leaking', 'a+kvm-r+vmm-w-b+guest-r')
    const [plan] = answer.repairs[0]?.plans ?? []
    if (!plan) throw new Error('no plan')
    const mended = ownWithPlan(answer, 'vmm', plan.plan)
    expect(mended && ownField.encode(mended)).toBe('a+kvm-r+vmm-w-b+vmm-cvac+guest-r')
    const long = ask('leaking', `a+vmm-w-b${'+guest-r'.repeat(11)}`)
    expect(ownWithPlan(long, 'vmm', long.repairs[0]?.plans?.[0]?.plan ?? [])).toBeNull()
  })
})

describe('of any script', () => {
  const cases = fc.record({
    host: fc.constantFrom(...(Object.keys(hosts) as (keyof typeof hosts)[])),
    script: ownOf(6),
    hits: fc.boolean(),
  })

  test('the outcomes are those of the plain model for each attribute that the guest’s alias counts as', () => {
    fc.assert(
      fc.property(cases, ({ host, script, hits }) => {
        const aliases = hosts[host]
        const expected = new Set<string>()
        for (const guest of aliases.guest.counts) {
          const of = { vmm: aliases.vmm.counts[0], guest, kvm: aliases.linear.counts[0] }
          const steps = script.steps.flatMap((one): Script => {
            if (!('as' in one)) return of[one.by] ? [one] : []
            const attr: Attribute | undefined = one.as ?? of[one.by]
            return attr ? [{ ...one, attr } as Step] : []
          })
          const byHand = script.steps.some((one) => 'as' in one && one.as && isCacheable(one.as))
          const fill = byHand || Object.values(of).some((one) => one && isCacheable(one))
          for (const outcome of plainOutcomes(steps, script, { fill, hits }).keys()) expected.add(outcome)
        }
        const { outcomes } = ownAnswer(aliases, script, { hits })
        expect(outcomes.map(({ values }) => values.join())).toEqual([...expected].toSorted())
      }),
      { numRuns: sweep(400) },
    )
  })

  test('a run reads the values of its outcome, and exactly one outcome is coherent where one can be', () => {
    fc.assert(
      fc.property(cases, ({ host, script, hits }) => {
        const { outcomes, good, counts, bad, places } = ownAnswer(hosts[host], script, { hits })
        for (const { values, steps, good: right } of outcomes) {
          const reads = steps.flatMap(({ read }) => (read ? [read] : []))
          expect(reads.map(({ value }) => value)).toEqual(values)
          expect(reads.every((read) => read.good)).toBe(right)
          expect(steps.flatMap(({ op }) => op ?? [])).toEqual(places.map((_, at) => at))
          expect(right).toBe(good ? values.join() === good.join() : right)
        }
        expect(counts.good).toBeGreaterThan(0)
        expect(counts.good).toBeLessThanOrEqual(good ? 1 : counts.outcomes)
        expect(bad === null).toBe(counts.good === counts.outcomes)
        const lengths = outcomes.filter((one) => !one.good).map(({ steps }) => steps.length)
        expect(bad?.steps.length ?? Infinity).toBe(Math.min(...lengths))
      }),
      { numRuns: sweep(400) },
    )
  })

  test('no two repairs make the same script, and where each value is written once none needs a repeated one', () => {
    fc.assert(
      fc.property(cases, ({ host, script, hits }) => {
        const answer = ownAnswer(hosts[host], script, { hits })
        const { memory, cache, steps } = script
        const written = steps.flatMap((step) => (step.do === 'write' ? [step.value] : []))
        const all = [memory, ...(cache ? [cache.value] : []), ...written]
        for (const { by, plans } of answer.repairs) {
          const made = (plans ?? []).map(({ plan }) => ownWithPlan(answer, by, plan))
          expect(new Set(made.map((one) => one && ownField.encode(one))).size).toBe(made.length)
          const repeats = new Set(all).size < all.length
          expect((plans ?? []).filter(({ needsRepeat }) => needsRepeat && !repeats)).toEqual([])
        }
      }),
      { numRuns: sweep(400) },
    )
  })

  test('a repair leaves the coherent outcome alone', () => {
    fc.assert(
      fc.property(cases, ({ host, script, hits }) => {
        const answer = ownAnswer(hosts[host], script, { hits })
        expect(answer.repairs).toHaveLength(answer.good && answer.bad ? 2 : 0)
        for (const { by, plans } of answer.repairs)
          for (const { plan } of plans ?? []) {
            const mended = ownWithPlan(answer, by, plan)
            if (!mended) throw new Error('too long')
            expect(valuesIn(ownAnswer(hosts[host], mended, { hits }))).toEqual([answer.good?.join('')])
          }
      }),
      { numRuns: sweep(400) },
    )
  })

  test('every sentence is one sentence', () => {
    fc.assert(
      fc.property(cases, ({ host, script, hits }) => {
        const answer = ownAnswer(hosts[host], script, { hits })
        const all = [
          answer.says,
          answer.fillSays,
          ...answer.steps.flatMap(({ says }) => (says ? [says] : [])),
          ...answer.outcomes.flatMap(({ says, steps }) => [says, ...steps.map((step) => step.says)]),
          ...answer.repairs.flatMap(({ says, plans }) => [says, ...(plans ?? []).map((plan) => plan.says)]),
        ]
        for (const words of all) {
          expect(plain(words)).toMatch(sentence)
          expect(plain(words)).not.toMatch(/undefined|null|NaN/)
        }
        for (const { what } of answer.outcomes.flatMap(({ steps }) => steps))
          expect(what).not.toMatch(/undefined|null|, $|^$/)
      }),
      { numRuns: sweep(400) },
    )
  })

  test('the longest one with the most outcomes is answered, each run being told only when it is looked at', () => {
    const answer = ask('guest around', `a.dirty-b${'+guest-r'.repeat(12)}`, true)
    expect(answer.counts).toEqual({ outcomes: 4096, good: 1 })
    expect(answer.outcomes[4095]?.steps.at(-1)?.read).toEqual({ value: 'b', good: true })
  })
})

describe('the page of a moment in the run', () => {
  test('names the step of the script that it is, and none for what happens by itself', () => {
    const answer = ask('leaking', 'a+kvm-r+guest-r+vmm-w-b+guest-r')
    const steps = answer.outcomes.at(-1)?.steps ?? []
    expect(steps.map((_, at) => ownStepPage(steps, answer.places, at).picked)).toEqual([
      'step 0, before',
      'step 1, guest, step 2 of the script',
      'step 2, VMM, step 3 of the script',
      'step 3, by itself',
      'step 4, guest, step 4 of the script',
    ])
  })
})

describe('a situation as a script of one’s own', () => {
  test('has its letters in the order in which they occur, and the maintenance that KVM does', () => {
    const written = (changes: Parameters<typeof asked>[0], id: string) =>
      ownField.encode(ownFromSituation(situationIn(asked(changes), id)))
    expect(written({ policy: 'before' }, 'leak')).toBe('a+vmm-w-b+guest-r')
    expect(written({ ...anon, ...noFwb, mair: 0x44 }, 'lost-write')).toBe(
      'a+vmm-w-b+kvm-civac+guest-w-c+guest-r',
    )
    expect(written({ ...anon }, 'dirty-civac')).toBe('a+vmm-w-b+guest-w-c+vmm-civac+guest-r')
  })

  test('names by hand the attribute that a guest which may choose is worst with', () => {
    const told = asked({ ...anon, ...noFwb }, { anyGuest: true })
    expect(ownField.encode(ownFromSituation(situationIn(told, 'vmm-to-guest')))).toMatch(
      /^a\+kvm-civac\+guest-r-(nc|device)\+vmm-w-b\+guest-r-\1$/,
    )
  })

  test('comes to the same outcomes, by its letters, in any story', () => {
    let count = 0
    const runs = sweep(1_000)
    fc.assert(
      fc.property(fc.oneof(mappedScenario, kvmScenario), fc.boolean(), (scenario, hits) => {
        const answer = coherencyAnswer(partsOf(scenario), { hits, anyGuest: false })
        if (!answer.arises || answer.aliases.guest.counts.length > 1) return
        count += 1
        for (const situation of answer.situations) {
          const script = ownFromSituation(situation)
          const { start, script: steps } = situation.telling.case
          const names = [start.memory, ...steps.flatMap((one) => (one.do === 'write' ? [one.value] : []))]
          const again = ownAnswer(answer.aliases, script, { hits })
          const renamed = again.outcomes.map(({ values }) =>
            values.map((value) => [...new Set(names)]['abcd'.indexOf(value)]).join(),
          )
          expect(renamed.toSorted()).toEqual(situation.outcomes.map(({ values }) => values.join()).toSorted())
          expect(again.bad === null).toBe(situation.safe)
        }
      }),
      { numRuns: runs },
    )
    expect(count).toBeGreaterThan(runs / 20)
  })
})
