import { describe, expect, test } from 'vitest'
import { citations } from '../../src/cite/citations.ts'
import { claimCode, codedClaims } from '../../src/content/claims/codes.ts'
import { claimGroups, claims, findClaim, type Claim, type Demonstration } from '../../src/content/claims.ts'
import { holds, judge } from '../../src/explain/claims/judge.ts'
import { linesLookedAt } from '../../src/explain/claims/lines.ts'
import { observe } from '../../src/explain/claims/observe.ts'
import { valueWords } from '../../src/explain/claims/words.ts'
import type { NoQuestion } from '../../src/explain/coherency/answer.ts'
import { partsOf, resolve, type Outcome } from '../../src/explain/resolve.ts'
import type { Expected, Looked } from '../../src/scenario/expectation.ts'
import { defaults, isScenario } from '../../src/scenario/scenario.ts'
import { settingOf, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'
import { isId } from '../../src/scenario/view.ts'

/** The rows of the table of claims, from the mails and not from the content. */
const codes = "S1a S1b S1c S1d S2 S3a S3b P1 P1' P2 P3 O1 O2 O3 O4 O5 O6 O7 O8 O9".split(' ')

const scenarioOf = ({ settings }: Demonstration): Scenario => ({ ...defaults, ...settings })

interface Shown {
  readonly title: string
  readonly claim: Claim
  readonly demonstration: Demonstration
  readonly before: Demonstration | null
}

const shown: readonly Shown[] = claims.flatMap((claim) =>
  claim.demonstrations.map((demonstration, at) => ({
    title: `${claim.code}, ${demonstration.name}`,
    claim,
    demonstration,
    before: claim.demonstrations[at - 1] ?? null,
  })),
)

/** Holds one scenario against what a demonstration expects, beside the one before it. */
const judged = (of: Expected, scenario: Scenario, before: Demonstration | null) =>
  judge(of, resolve(scenario), before && resolve(scenarioOf(before)))

describe('the claims', () => {
  test('have the codes that what only names one knows, and no other id has a code', () => {
    expect(claims.map(({ id }) => [id, claimCode(id)])).toEqual(claims.map(({ id, code }) => [id, code]))
    expect(codedClaims).toEqual(claims.map(({ id }) => id))
    expect(['', 'S1a', 's1', 'toString'].map(claimCode)).toEqual([undefined, undefined, undefined, undefined])
  })

  test('are those of the thread, each once, in its order', () => {
    expect(claims.map(({ code }) => code)).toEqual(codes)
    expect(claims).toHaveLength(20)
  })

  test('have an id that an address can hold, which is the code in small letters', () => {
    expect(claims.filter(({ id }) => !isId(id))).toEqual([])
    expect(claims.map(({ id }) => id)).toEqual(
      codes.map((code) => (code === "P1'" ? 'p1b' : code.toLowerCase())),
    )
    expect(claims.filter((claim) => findClaim(claim.id) !== claim)).toEqual([])
    expect([findClaim(null), findClaim('x1')]).toEqual([undefined, undefined])
  })

  test('stand in three groups, in the order of the list', () => {
    const groups = claims.map(({ group }) => group)
    expect([...new Set(groups)]).toEqual(claimGroups.map(({ id }) => id))
    expect(groups.toSorted((a, b) => order(a) - order(b))).toEqual(groups)
  })

  test.each(claims)('$code names a mail, and sources that resolve', ({ cite, sources }) => {
    expect(cite.map((id) => citations[id].kind)).toEqual(cite.map(() => 'mail'))
    expect(sources.filter((id) => !Object.hasOwn(citations, id))).toEqual([])
    expect(sources.length).toBeGreaterThan(0)
  })

  test.each(claims)('$code speaks in sentences', ({ claim, became, scope, demonstrations }) => {
    const looks = demonstrations.flatMap(({ look, departs }) => [look, departs ?? look])
    const sentences = [claim, became, scope ?? claim, ...looks]
    const sentence = /^(?:\p{Lu}|v3 |nvgrace ).*[^.]\.$/su
    expect(sentences.filter((text) => !sentence.test(text) || /[!\u2014]/u.test(text))).toEqual([])
  })

  test('say of every migration what is not modelled', () => {
    const migrates = claims.filter(
      ({ claim, demonstrations }) =>
        claim.includes('migration') || demonstrations.some(({ settings }) => settings.peer),
    )
    expect(migrates.map(({ code }) => code)).toEqual(['S1c', 'S1d', 'O3'])
    expect(migrates.filter(({ scope }) => !scope?.includes('VFIO'))).toEqual([])
  })
})

const looksAtCoherency = (of: Demonstration) => linesLookedAt(of).length > 0

const order = (group: Claim['group']) => claimGroups.findIndex(({ id }) => id === group)

describe('a demonstration', () => {
  test.each(shown)(
    'of $title is a scenario that says only what differs from the defaults',
    ({ demonstration }) => {
      const { settings } = demonstration
      expect(isScenario(scenarioOf(demonstration))).toBe(true)
      const keys = Object.keys(settings) as SettingKey[]
      expect(keys.filter((key) => settings[key] === defaults[key])).toEqual([])
    },
  )

  test.each(shown)('of $title is answered as it says', ({ demonstration, before }) => {
    const all = judged(demonstration, scenarioOf(demonstration), before)
    expect(all.length).toBeGreaterThan(0)
    expect(holds(all), JSON.stringify(all, null, 1)).toBe(demonstration.departs === undefined)
  })

  test.each(claims)('of $code has a name of its own', ({ demonstrations }) => {
    expect(new Set(demonstrations.map(({ name }) => name)).size).toBe(demonstrations.length)
  })

  test.each(claims)('of $code stands: the claim is shown where it holds', ({ demonstrations }) => {
    expect(demonstrations.some(({ departs }) => departs === undefined)).toBe(true)
  })
})

/** Settings that a demonstration may turn on. */
const turned = [
  'policy',
  'fwb',
  'dic',
  'vma',
  'pgprot',
  'pfn',
  'slot',
  'swap',
  'acc',
  'mair',
  'm',
  'peer',
  'peerfwb',
  'peerdic',
  'peerpolicy',
] as const satisfies readonly SettingKey[]

/** Few of many values are enough: each flag by itself, and the bytes that have a name. */
function valuesOf(key: SettingKey, at: Scenario): readonly unknown[] {
  const setting = settingOf(key) as unknown as Setting
  if (key === 'mair') return [0xff, 0x44, 0x04, 0xbb]
  return setting.neighbours ? setting.neighbours(at[key]) : setting.values.map(({ value }) => value)
}

/** A scenario with one setting turned; `from` is where that stands in the list, as those before it need not be turned after it. */
interface Turned {
  readonly scenario: Scenario
  readonly from: number
}

/** Every scenario that differs from one in a single one of these settings, from a place in their list on. */
const neighboursOf = (at: Scenario, from = 0): readonly Turned[] =>
  turned.slice(from).flatMap((key, place) =>
    valuesOf(key, at)
      .filter((value) => value !== at[key])
      .map((value): Turned => ({ scenario: { ...at, [key]: value }, from: from + place })),
  )

/** The scenarios that differ from one in one setting, and then those that differ in two. */
function* near(at: Scenario): Generator<Scenario> {
  const first = neighboursOf(at)
  for (const { scenario } of first) yield scenario
  for (const { scenario, from } of first)
    for (const second of neighboursOf(scenario, from)) yield second.scenario
}

/** What is asked of a list again and again, made as far as it was asked for. */
function remembered<T>(made: Iterator<T>): Iterable<T> {
  const known: T[] = []
  return {
    *[Symbol.iterator]() {
      for (let at = 0; ; at += 1) {
        if (at === known.length) {
          const next = made.next()
          if (next.done) return
          known.push(next.value)
        }
        yield known[at] as T
      }
    },
  }
}

/** Whether one of them has a property. */
function some<T>(all: Iterable<T>, has: (one: T) => boolean): boolean {
  for (const one of all) if (has(one)) return true
  return false
}

/** What stands for coherency where nobody looks at it. */
const notAsked: NoQuestion = { arises: false, says: [], short: '' }

/** As much of an outcome as an expectation looks at: coherency would cost as much as all the rest. */
const outcomeFor = (of: Expected, scenario: Scenario): Outcome =>
  linesLookedAt(of).length > 0
    ? resolve(scenario)
    : { ...partsOf(scenario), coherency: notAsked, verdict: [], consequences: [] }

/** How a demonstration is judged in the scenarios near its own. */
function* judgedNear(demonstration: Demonstration, before: Demonstration | null) {
  const beside = before && resolve(scenarioOf(before))
  for (const scenario of near(scenarioOf(demonstration)))
    yield judge(demonstration, outcomeFor(demonstration, scenario), beside)
}

describe('an expectation', () => {
  test.each(shown.filter(({ demonstration }) => demonstration.departs === undefined))(
    'of $title can fail: a setting or two break each part of it',
    ({ demonstration, before }) => {
      const parts = judged(demonstration, scenarioOf(demonstration), before)
      const all = remembered(judgedNear(demonstration, before))
      const breaks = (part: number) => some(all, (one) => one[part]?.holds === false)
      expect(parts.filter((_, part) => !breaks(part))).toEqual([])
    },
  )

  test.each(shown.filter(({ demonstration }) => demonstration.departs !== undefined))(
    'of $title, which is not met, is met a setting or two away',
    ({ demonstration, before }) => {
      expect(some(judgedNear(demonstration, before), holds)).toBe(true)
    },
  )

  test('that another outcome is to share needs that outcome', () => {
    expect(() => judge({ expects: {}, same: ['type'] }, resolve(defaults), null)).toThrow(RangeError)
  })

  test('has nothing to look at where stage 2 is set by hand', () => {
    expect(() => observe(resolve({ ...defaults, s2: 'hand' }))).toThrow(RangeError)
  })

  test('tells every value of what the claims look at from the others by its words', () => {
    const byWords = new Map<string, Set<string>>()
    for (const { demonstration } of shown) {
      const seen = observe(resolve(scenarioOf(demonstration)))
      for (const looked of Object.keys(seen) as Looked[]) {
        const key = `${looked}: ${valueWords(looked, seen[looked])}`
        const value = JSON.stringify(seen[looked], (_, one: unknown) =>
          typeof one === 'bigint' ? String(one) : one,
        )
        byWords.set(key, (byWords.get(key) ?? new Set()).add(value))
      }
    }
    expect([...byWords].filter(([, values]) => values.size > 1).map(([key]) => key)).toEqual([])
  })

  test('of coherency closes S3b, O2 and O3, which say what has to be cleaned, and no other claim', () => {
    const coherent = claims.filter(({ demonstrations }) => demonstrations.some(looksAtCoherency))
    expect(coherent.map(({ code }) => code)).toEqual(['S3b', 'O2', 'O3'])
    for (const { demonstrations } of coherent)
      expect(demonstrations.filter((one) => !looksAtCoherency(one))).toEqual([])
    const both = { expects: { leak: 'safe' }, same: ['leak', 'type'], differs: ['dirty-civac'] } as const
    expect(linesLookedAt(both)).toEqual(['leak', 'dirty-civac'])
  })

  test('of a situation is that it is safe, or the smallest maintenance by the VMM that makes it so', () => {
    const words = (settings: Partial<Scenario>, id: 'leak' | 'guest-to-vmm') =>
      valueWords(id, observe(resolve({ ...defaults, ...settings }))[id])
    const leaks: Partial<Scenario> = { policy: 'before' }
    expect(words(leaks, 'leak')).toBe('unsafe, repaired by DC CVAC or DC CIVAC by the VMM after its write')
    expect(words(leaks, 'guest-to-vmm')).toBe(
      'unsafe, repaired by DC CIVAC by the VMM before its second read',
    )
    expect(words({}, 'leak')).toBe('safe without maintenance by the VMM')
    expect(words({ fwb: false }, 'leak')).toBe('not reached')
  })

  test('of a situation says where no maintenance by the VMM is enough', () => {
    const words = valueWords('guest-to-vmm', 'no repair')
    expect(words).toBe('unsafe, and no maintenance by the VMM is enough')
    // Where an access that goes around the cache may hit a copy, zeros in the cache may hide what the guest wrote.
    const seen = observe(resolve({ ...defaults, policy: 'before', hits: true }))
    expect([seen['lost-write'], seen.leak]).toEqual(['no repair', expect.any(Array)])
  })

  test('looks at a story that ends otherwise than in an errno too', () => {
    const { fault } = observe(resolve({ ...defaults, slot: 'ro', acc: 'w', policy: 'before' }))
    expect(valueWords('fault', fault)).toBe('KVM_EXIT_MMIO')
  })
})
