import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { absentSays } from '../../src/explain/compare/checks.ts'
import { usualOther } from '../../src/explain/compare/usual-other.ts'
import { compare, type Comparison } from '../../src/explain/compare/comparison.ts'
import type { Row } from '../../src/explain/compare/row.ts'
import { findChecks } from '../../src/explain/kvm/find-checks.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { findRule } from '../../src/explain/rules.ts'
import { asJson } from '../../src/export/json.ts'
import { maintenanceRows } from '../../src/kvm/maintenance.ts'
import { policies } from '../../src/kvm/policies.ts'
import { defaults, differences } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { anyScenario, evenScenario, handScenario, kvmScenario, walkScenario } from '../scenario/arbitrary.ts'
import { sentence } from './one-sentence.ts'
import { ofEvery } from '../of-every.ts'
import { sweep } from '../sweep.ts'

const between = (a: Scenario, b: Scenario) => compare(resolve(a), resolve(b))
const compared = (a: Partial<Scenario>, b: Partial<Scenario>) =>
  between({ ...defaults, ...a }, { ...defaults, ...b })

/** Scenarios of every kind. */
const scenarios = fc.oneof(
  { arbitrary: kvmScenario, weight: 4 },
  { arbitrary: evenScenario, weight: 1 },
  { arbitrary: handScenario, weight: 2 },
  { arbitrary: walkScenario, weight: 1 },
  { arbitrary: anyScenario, weight: 1 },
)

/** The same with some settings of another one: what people compare. */
const neighbours = fc
  .tuple(scenarios, scenarios, fc.nat(), fc.integer({ min: 1, max: 3 }))
  .map(([a, other, seed, count]): readonly [Scenario, Scenario] => {
    const keys = differences(a, other)
    const chosen = Array.from({ length: count }, (_, n) => keys[(seed + n * 7) % Math.max(keys.length, 1)])
    const values = chosen.flatMap((key) => (key ? [[key, other[key]] as const] : []))
    return [a, { ...a, ...(Object.fromEntries(values) as Partial<Scenario>) }]
  })

const pairs = fc.oneof(neighbours, fc.tuple(scenarios, scenarios))

/** The rows of the model of one line. */

const rowsOf = ({ acts }: Comparison): readonly Row[] => acts.flatMap(({ rows }) => rows)
const differing = (of: Comparison) => rowsOf(of).filter(({ differs }) => differs)
const rowOf = (of: Comparison, id: string) => rowsOf(of).find((row) => row.id === id)

describe('two answers side by side', () => {
  test('a scenario differs from itself in nothing', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const found = between(scenario, { ...scenario })
        expect(found.settings).toEqual([])
        expect(rowsOf(found).filter(({ differs, byOther }) => differs || byOther)).toEqual([])
        expect(found.acts.flatMap(({ checks }) => checks).filter((one) => one.differs || one.ofOne)).toEqual(
          [],
        )
        expect(found.rules).toEqual([])
        expect(found.says).toMatch(/^Both answer alike: /)
      }),
      { numRuns: sweep(500) },
    )
  })

  test('exchanged, they give the mirror image', () => {
    const mirrored = ({ a, b, why, ...rest }: Row) => ({ ...rest, a: b, b: a, why: { a: why.b, b: why.a } })
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const [one, other] = [between(a, b), between(b, a)]
        expect(other.settings).toEqual(one.settings.map((of) => ({ ...of, a: of.b, b: of.a })))
        expect(rowsOf(other)).toEqual(rowsOf(one).map(mirrored))
        expect(other.rules.map((of) => [of.a, of.b])).toEqual(one.rules.map((of) => [of.b, of.a]))
        expect(other.acts.map(({ absent }) => absent)).toEqual(
          one.acts.map(({ absent }) => ({ a: absent.b, b: absent.a })),
        )
      }),
      { numRuns: sweep(500) },
    )
  })

  /** What is said of two, and whether anything differs: told once for what is asked of it. */
  const said = fc.sample(pairs, sweep(4_000)).map(([a, b]) => {
    const found = between(a, b)
    return { a, b, says: found.says, isAlike: differing(found).length === 0 }
  })
  const ofAllSaid = (holds: (of: (typeof said)[number]) => void) => {
    ofEvery(said, ({ a, b }) => [a, b], holds)
  }

  test('what changed is one sentence for any two', () => {
    ofAllSaid(({ says }) => {
      expect(says).toMatch(sentence)
    })
  })

  test('A comes before B, and the memslot is named before it is called it', () => {
    ofAllSaid(({ says }) => {
      const [, head, rest] = /^(.*?)(, where .*)?$/s.exec(says) ?? []
      expect(head).not.toMatch(/\bin B\b/i)
      expect(rest ?? '').not.toMatch(/\bin A\b/)
      expect(says).not.toMatch(/\bB because.*; A because/)
      const called = /\b(maps|refuses|logging) it\b/.exec(says)?.index ?? Infinity
      const named = says.indexOf('this memslot')
      expect(called === Infinity || (named >= 0 && named < called)).toBe(true)
    })
  })

  test('it says so where nothing differs, and only there', () => {
    ofAllSaid(({ says, isAlike }) => {
      expect(says.startsWith('Both answer alike: ')).toBe(isAlike)
    })
  })

  test('every difference between the exports’ answers of KVM and of the attributes is a row', () => {
    type Json = Readonly<Record<string, unknown>> | null
    const part = (of: Json, name: string) => JSON.stringify((of?.[name] as Json | undefined) ?? null)
    const json = (scenario: Scenario) => JSON.parse(asJson(resolve(scenario), '#')) as Record<string, Json>
    const rowsFor: Readonly<Record<string, readonly string[]>> = {
      memslot: ['memslot-exit'],
      fault: ['fault-exit'],
      leaf: ['leaf-descriptor', 'leaf-type', 'leaf-size', 'leaf-sh'],
      maintenance: ['cmo-data', 'cmo-instructions'],
      hazard: ['hazard'],
      learnt: ['capability-vm', 'capability-kvm', 'id-register', 'smaps'],
    }
    const answersOf = (of: Record<string, Json>) =>
      (of['answers'] as unknown as { property: string; words: string }[] | null) ?? []
    /** The parts of the answers that differ, with the rows that may show it. */
    function changed(one: Record<string, Json>, other: Record<string, Json>) {
      const kvm = Object.entries(rowsFor).filter(
        ([name]) => part(one['kvm'] ?? null, name) !== part(other['kvm'] ?? null, name),
      )
      const words = answersOf(one).filter(
        ({ property, words: here }) =>
          answersOf(other).find((answer) => answer.property === property)?.words !== here,
      )
      const whole = ['par', 'fault'].filter((name) => part(one, name) !== part(other, name))
      return [
        ...kvm.map(([, ids]) => ids),
        ...words.map(({ property }) => [`final-${property}`, 'access-fault']),
        ...whole.map(() => ['par', 'access-fault']),
      ]
    }
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const found = between(a, b)
        const unseen = changed(json(a), json(b)).filter((ids) => !ids.some((id) => rowOf(found, id)?.differs))
        expect(unseen).toEqual([])
      }),
      { numRuns: sweep(1_500) },
    )
  })

  test('what made a difference is a rule, a check or an occasion that there is', () => {
    const exists = {
      check: (id: string) => findChecks(id).length > 0,
      rule: (id: string) => findRule(id) !== undefined,
      maintenance: (id: string) => maintenanceRows.some((row) => row.id === id),
    }
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const found = between(a, b)
        for (const { rows, ...sides } of found.rules) {
          expect(rows.length).toBeGreaterThan(0)
          for (const { kind, id, says, because, cite } of [...sides.a, ...sides.b]) {
            expect(exists[kind](id), id).toBe(true)
            expect(cite.length, id).toBeGreaterThan(0)
            expect(says).not.toBe('')
            expect(because).not.toMatch(/[{}]|undefined|null/)
          }
        }
      }),
      { numRuns: sweep(500) },
    )
  })

  test('checks of both kernels stand beside themselves, each once, in the order of A’s source', () => {
    const ids = fc.constantFrom(...policies.map(({ id }) => id as Scenario['policy']))
    fc.assert(
      fc.property(kvmScenario, ids, ids, (scenario, a, b) => {
        const { acts, ...both } = between({ ...scenario, policy: a }, { ...scenario, policy: b })
        const { checks } = acts[0] as Comparison['acts'][number]
        expect(new Set(checks.map(({ key }) => key)).size).toBe(checks.length)
        const idsOf = (side: 'a' | 'b') => checks.flatMap((one) => one[side]?.id ?? [])
        const rows = (side: 'a' | 'b') =>
          (both[side].kvm?.traces.memslot.functions ?? []).flatMap((fn) =>
            fn.rows.map(({ check }) => check.id),
          )
        expect(idsOf('a')).toEqual(rows('a'))
        expect(idsOf('b').toSorted()).toEqual(rows('b').toSorted())
        for (const side of ['a', 'b'] as const)
          expect(checks.filter((one) => one[side]?.ends)).toHaveLength(1)
      }),
      { numRuns: sweep(300) },
    )
  })
})

describe('what changed in one sentence', () => {
  const cases: readonly (readonly [Partial<Scenario>, Partial<Scenario>, string])[] = [
    [
      { policy: 'before' },
      {},
      'Linux 6.9 to 6.16 maps this memslot Device-nGnRE, where Linux 7.3 maps it Normal Write-Back: Linux 6.9 to 6.16 because the PFN is not in memblock, this kernel never reads pgprot, and the VMA is not VM_ALLOW_ANY_UNCACHED; Linux 7.3 because the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB and DIC.',
    ],
    [
      {},
      { fwb: false },
      'With FEAT_S2FWB 1 Linux 7.3 maps this memslot Normal Write-Back, where with FEAT_S2FWB 0 Linux 7.3 refuses it with -EINVAL: A because the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB and DIC; B because the VMA is cacheable PFNMAP, and this host has no FEAT_S2FWB.',
    ],
    [
      { policy: 'optin' },
      { policy: 'plan' },
      'The proposal of 22 April refuses this memslot with -EINVAL, where the plan of 16 April maps it Normal Write-Back: the proposal of 22 April because the VMA is cacheable PFNMAP, and bit 3 of its flags does not ask for it; the plan of 16 April because the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB.',
    ],
    [
      {},
      { sh: 0b10 },
      'Both end alike, KVM maps this memslot Normal Write-Back; with Stage 1 SH Inner Shareable the final shareability is Inner Shareable, where with Stage 1 SH Outer Shareable it is Outer Shareable, and 1 more row differs',
    ],
    [
      {},
      { later: true, slot: 'log' },
      'In A Linux 7.3 maps this memslot Normal Write-Back, where in B Linux 7.3 refuses logging it later with -EINVAL and maps it Normal Write-Back: A because the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB and DIC; B because the VMA is PFNMAP, whose writes dirty logging cannot track; its type because ',
    ],
    [
      {},
      { policy: 'linux-6.17' },
      'Both answer alike: KVM maps this memslot Normal Write-Back, because the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB and DIC.',
    ],
    [{}, { title: 'Mine. Yours' }, 'Both answer alike: KVM maps this memslot Normal Write-Back, because '],
    [
      {},
      { s2: 'hand' },
      'In A KVM maps this memslot Normal Write-Back and the guest gets Normal Write-Back, where in B stage 2 is set by hand',
    ],
    [
      {},
      { addr: 0x1000 },
      'With the IPA accessed 0xa0103c5a40 Linux 7.3 maps this memslot Normal Write-Back, where with the IPA accessed 0x1000 the guest’s read exits to the VMM as KVM_EXIT_MMIO: ',
    ],
    [
      { addr: 0x1000 },
      {},
      'With the IPA accessed 0x1000 the guest’s read exits to the VMM as KVM_EXIT_MMIO, where with the IPA accessed 0xa0103c5a40 Linux 7.3 maps this memslot Normal Write-Back: ',
    ],
    [
      { fwb: false },
      { fwb: false, policy: 'before' },
      'Linux 7.3 refuses this memslot with -EINVAL, where Linux 6.9 to 6.16 maps it Device-nGnRE: ',
    ],
  ]
  test.for(cases)('%j and %j', ([a, b, says]) => {
    expect(compared(a, b).says.slice(0, says.length)).toBe(says)
  })

  test('what smaps shows is told as a part of VmFlags', () => {
    const { label, noun } = rowOf(compared({}, {}), 'smaps') ?? {}
    expect(label).toBe('VmFlags in smaps, among others')
    expect(noun).toBe('part of VmFlags in smaps that the settings decide')
  })

  test('settings are told in the words of the schema', () => {
    const other = { fwb: false, policy: 'before', vma: 'none', mair: 0x44, addr: 0x1000 } as const
    expect(compared({}, other).settings.map(({ key, a, b }) => [key, a, b])).toEqual([
      ['fwb', '1', '0'],
      ['policy', 'Linux 7.3', 'Linux 6.9 to 6.16'],
      ['vma', 'VM_PFNMAP, VM_IO, VM_SHARED', 'none'],
      ['mair', '0xff', '0x44'],
      ['addr', '0xa0103c5a40', '0x1000'],
    ])
  })

  test('of the default host the kernels before and now differ in the type by the checks that read it', () => {
    const found = compared({ policy: 'before' }, {})
    expect(rowOf(found, 'leaf-type')).toMatchObject({
      a: 'Device-nGnRE',
      b: 'Normal Write-Back',
      differs: true,
    })
    expect(rowOf(found, 'leaf-type')?.why.b.map(({ id }) => id)).toEqual(['fault-cacheable-pfnmap'])
    expect(rowOf(found, 'hazard')).toMatchObject({ differs: true, b: 'none' })
    expect(rowOf(found, 'memslot-exit')?.differs).toBe(false)
    expect(rowOf(found, 'capability-vm')).toMatchObject({ a: '0', b: '1' })
  })

  test('a check with an id of its own in either kernel stands beside the one that does the same', () => {
    const found = compared({ policy: 'before' }, {})
    const checks = found.acts.flatMap((act) => act.checks)
    const pairOf = (id: string) => checks.filter(({ a, b }) => a?.id === id || b?.id === id)
    expect(pairOf('prot-w').map(({ a, b }) => [a?.id, b?.id])).toEqual([['prot-w-before', 'prot-w']])
    expect(pairOf('memslot-cacheable-pfnmap')).toMatchObject([
      { a: null, b: { state: 'passed-over' }, ofOne: true },
    ])
    expect(pairOf('size-vma')).toMatchObject([
      { a: { id: 'size-vma-before', state: 'taken' }, differs: true },
    ])
  })

  test('the peer is compared where the VM migrates', () => {
    expect(compared({}, {}).acts.map(({ id }) => id)).not.toContain('peer')
    const found = compared({ peer: true }, { peer: true, peerfwb: false })
    expect(rowOf(found, 'peer-memslot')).toMatchObject({
      differs: true,
      b: '-EINVAL from KVM_SET_USER_MEMORY_REGION2',
    })
    expect(rowOf(found, 'peer-id-register')).toMatchObject({ a: 'accepted', b: '-E2BIG' })
  })
})

test('where no second scenario is named, it is the first under another kernel, or under KVM, and is said to be', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const { scenario: other, says } = usualOther(scenario)
      const moved = differences(scenario, other)
      const byHand = scenario.s2 === 'hand'
      expect(moved).toContain(byHand ? 's2' : 'policy')
      expect(byHand || moved.length === 1).toBe(true)
      expect(says).toContain(byHand ? 'left to KVM' : `under ${resolve(other).kvm?.policy.title}`)
    }),
    { numRuns: sweep(300) },
  )
})

test('bit 3 is said to be a flag where a policy does not refuse it as unknown, and there its checks read it', () => {
  expect(absentSays('memslot-unknown-flag')).toBe('bit 3 is a flag of this kernel')
  expect(absentSays('memslot-plan')).toBe('no such check')
  const checksOf = ({ memslot }: (typeof policies)[number]) => memslot.flatMap(({ checks }) => checks)
  const isUnknown = (policy: (typeof policies)[number]) =>
    checksOf(policy).some(({ id }) => id === 'memslot-unknown-flag')
  const everyTest = (policy: (typeof policies)[number]) => JSON.stringify(checksOf(policy))
  for (const policy of policies)
    expect(/KVM_MEM_(ENABLE|FORCE)_CACHEABLE_PFNMAP/.test(everyTest(policy)), policy.id).toBe(
      !isUnknown(policy),
    )
})
