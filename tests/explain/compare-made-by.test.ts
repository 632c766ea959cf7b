import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attributeAspects } from '../../src/explain/compare/attributes.ts'
import type { Fact } from '../../src/explain/compare/fact.ts'
import { faultAspects } from '../../src/explain/compare/fault.ts'
import { memslotAspects } from '../../src/explain/compare/memslot.ts'
import type { Why } from '../../src/explain/compare/why.ts'
import { kvmAnswer, type KvmAnswer } from '../../src/explain/kvm/answer.ts'
import { resolve, type Outcome } from '../../src/explain/resolve.ts'
import { typeName } from '../../src/explain/words.ts'
import type { MemoryAttributes } from '../../src/arch/attributes.ts'
import { maintain, maintenanceRows } from '../../src/kvm/maintenance.ts'
import { policies } from '../../src/kvm/policies.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import { explainKvm, rowsIn, type TraceRow } from '../../src/kvm/trace.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { always, without } from '../kvm/edited-policy.ts'
import { handScenario, kvmScenario } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'

/** Any story under any policy. */
const anyKernel: fc.Arbitrary<Scenario> = fc
  .tuple(kvmScenario, fc.constantFrom(...policies))
  .map(([scenario, { id }]) => ({ ...scenario, policy: id as Scenario['policy'] }))

const ram: Partial<Scenario> = { vma: 'none', pfn: 'map-memory' }

/** Stories of each kind, so that none is met by chance: types, permissions, sizes, occasions and ends. */
const kinds: readonly Partial<Scenario>[] = [
  {},
  { policy: 'before' },
  { policy: 'before', vma: 'pfnmap+io+uncached+shared' },
  { pgprot: 'nc' },
  { pgprot: 'device_nGnRE', vma: 'pfnmap+io+uncached+shared', map: 'pmd' },
  { policy: 'fallback', dic: false },
  ram,
  { ...ram, map: 'pmd' },
  { ...ram, vma: 'hugetlb', map: 'pud', dic: false, acc: 'x' },
  { ...ram, slot: 'log', acc: 'w' },
  { ...ram, slot: 'log', later: true },
  { ...ram, hpte: 'cow', dic: false },
  { ...ram, fwb: false, fsc: 'permission', acc: 'w' },
  { ...ram, fwb: false, dic: false, fsc: 'permission', acc: 'x' },
  { ...ram, slot: 'gmem' },
  { fwb: false },
  { fwb: false, swap: true },
  { addr: 0x10000000 },
]

const examples = kinds.map((changes): [Scenario] => [{ ...defaults, ...changes }])

/** A story of KVM's as far as acts 1 and 2 tell it. */
const whole: Outcome = resolve(defaults)
const storyOf = (kvm: KvmAnswer): Outcome => ({ ...whole, kvm })

/** What compare says of a story in an aspect. */
const said = (id: string, kvm: KvmAnswer): Fact | null =>
  [...memslotAspects, ...faultAspects].find((aspect) => aspect.id === id)?.of(storyOf(kvm)) ?? null

/** The same story, were the kernel another: its words in an aspect, or that there is no leaf. */
function wordsUnder(policy: Policy, id: string, kvm: KvmAnswer, inputs = kvm.inputs): string {
  const explained = explainKvm(policy, inputs)
  const { leaf } = explained.fault
  return (leaf && said(id, { ...kvm, ...explained, inputs, leaf })?.words) ?? 'no leaf'
}

const inState = (why: readonly Why[], ...states: readonly Why['state'][]) =>
  why.filter(({ state }) => states.includes(state)).map(({ id }) => id)

const rowNamed = ({ traces }: KvmAnswer, id: string): TraceRow => {
  const row = rowsIn(traces.fault).find(({ check }) => check.id === id)
  if (!row) throw new Error(`${id} is no row of the fault`)
  return row
}

const settersOf = (kvm: KvmAnswer, ...names: readonly string[]) =>
  rowsIn(kvm.traces.fault)
    .filter(({ check, state }) => state === 'sets' && names.some((name) => check.sets?.[name] === true))
    .map(({ check }) => check.id)

/** Of the hardware that a kernel asks before it maps a raw PFN Write-Back, what the check that is named does not ask. */
function missedBy({ inputs, policy, traces }: KvmAnswer, one: Why | undefined): readonly string[] {
  const raw = (inputs.pfnmap || inputs.mixedmap) && inputs.pfn !== 'map-memory'
  if (!raw || policy.follows !== 'fwb && dic') return []
  const row = rowsIn(traces.fault).find(({ check }) => check.id === one?.id)
  return ['FWB', 'DIC'].filter((name) => !row?.operands.some((operand) => operand.name === name))
}

describe('what compare names as what made a value of the fault did make it:', () => {
  test.each([
    ['leaf-s2ap', 'KVM_PGTABLE_PROT_W'],
    ['leaf-xn', 'KVM_PGTABLE_PROT_X'],
  ])('%s goes without the checks that gave it, or comes with any of those that did not', (id, name) => {
    fc.assert(
      fc.property(anyKernel, (scenario) => {
        const kvm = kvmAnswer(scenario)
        const fact = said(id, kvm)
        expect(fact === null).toBe(kvm.leaf === null)
        if (!fact) return
        const { why, words } = fact
        const [gave, asked] = [inState(why, 'sets'), inState(why, 'passed-over')]
        expect([...gave, ...asked]).toHaveLength(why.length)
        expect(gave).toEqual(settersOf(kvm, name))
        const others = [
          ...(gave.length > 0 ? [without(kvm.policy, gave)] : []),
          ...asked.map((one) => always(kvm.policy, one)),
        ]
        expect(others.map((policy) => wordsUnder(policy, id, kvm))).not.toContain(words)
        expect(others.length).toBeGreaterThan(0)
      }),
      { numRuns: sweep(2_000), examples },
    )
  })

  test('the check of a type that is not Write-Back set it, and no other check did', () => {
    const flag = { nc: 'KVM_PGTABLE_PROT_NORMAL_NC', device: 'KVM_PGTABLE_PROT_DEVICE' } as const
    fc.assert(
      fc.property(anyKernel, (scenario) => {
        const kvm = kvmAnswer(scenario)
        if (!kvm.leaf || kvm.leaf.type === 'normal') return
        const { why = [], words } = said('leaf-type', kvm) ?? {}
        const ids = why.map(({ id }) => id)
        expect(ids).toEqual(settersOf(kvm, flag[kvm.leaf.type]))
        expect(wordsUnder(without(kvm.policy, ids), 'leaf-type', kvm)).not.toBe(words)
      }),
      { numRuns: sweep(2_000), examples },
    )
  })

  test('the check of a Write-Back leaf would have made it another type of a VMA that is not cacheable, had it held', () => {
    fc.assert(
      fc.property(anyKernel, (scenario) => {
        const kvm = kvmAnswer(scenario)
        if (kvm.leaf?.type !== 'normal' || kvm.inputs.gmem !== 'none') return
        const [one, ...others] = said('leaf-type', kvm)?.why ?? []
        expect(others).toEqual([])
        expect(missedBy(kvm, one)).toEqual([])
        if (!one || one.state === 'taken') return
        expect(one.state).toBe('passed-over')
        const device = { ...kvm.inputs, pgprot: 'device_nGnRE' } as const
        const then = wordsUnder(always(kvm.policy, one.id), 'leaf-type', kvm, device)
        expect(then).not.toBe('Normal Write-Back')
      }),
      { numRuns: sweep(2_000), examples },
    )
  })

  test('the checks of a size are those that chose or forbade one, and without them a block is of another size', () => {
    fc.assert(
      fc.property(anyKernel, (scenario) => {
        const kvm = kvmAnswer(scenario)
        if (!kvm.leaf) return
        const { why = [], words } = said('leaf-size', kvm) ?? {}
        const ids = why.map(({ id }) => id)
        expect(ids).toEqual(settersOf(kvm, 'PUD_SIZE', 'PMD_SIZE', 'force_pte'))
        if (kvm.leaf.level === 3) return
        expect(wordsUnder(without(kvm.policy, ids), 'leaf-size', kvm)).not.toBe(words)
      }),
      { numRuns: sweep(2_000), examples },
    )
  })

  test('the occasion of the maintenance gives just that maintenance, and is the relaxing of a leaf where it stays', () => {
    fc.assert(
      fc.property(anyKernel, (scenario) => {
        const kvm = kvmAnswer(scenario)
        const { leaf, inputs, fault } = kvm
        if (!leaf) return
        const { fwb, dic, fsc, granule } = inputs
        const at = { fwb, dic, type: leaf.type, executable: leaf.xn === 0 }
        for (const id of ['cmo-data', 'cmo-instructions']) {
          const why = said(id, kvm)?.why ?? []
          const row = maintenanceRows.find((one) => one.id === why[0]?.id)
          expect(why).toHaveLength(1)
          expect(row && maintain(row, at)).toEqual(fault.maintenance)
          expect(row?.id).toBe(fsc === 'permission' && granule === 'same' ? 'cmo-relax' : 'cmo-map')
        }
      }),
      { numRuns: sweep(2_000), examples },
    )
  })

  test.each(['fault-exit', 'leaf-memattr', 'leaf-sh', 'leaf-descriptor'])(
    '%s is by the one check that ended the path: no check before it that could have did',
    (id) => {
      fc.assert(
        fc.property(anyKernel, (scenario) => {
          const kvm = kvmAnswer(scenario)
          const fact = said(id, kvm)
          if (!fact) return
          const [one, ...others] = fact.why
          expect(others).toEqual([])
          const row = rowNamed(kvm, one?.id ?? '')
          expect(row.check.exit?.kind).toBe(kvm.fault.kind)
          const left = rowsIn(kvm.traces.fault).filter(
            ({ check, state }) => check.exit && state !== 'passed-over' && state !== 'not-reached',
          )
          expect(left).toEqual([row])
          expect(row.check.exit?.says).toBe(said('fault-exit', kvm)?.words)
        }),
        { numRuns: sweep(500), examples },
      )
    },
  )
})

test('the check named for a memslot is the one whose exit it has', () => {
  fc.assert(
    fc.property(anyKernel, (scenario) => {
      const kvm = kvmAnswer(scenario)
      const { words, why = [] } = said('memslot-exit', kvm) ?? {}
      const rows = rowsIn(kvm.traces.memslot).filter(({ check, state }) => check.exit && state === 'taken')
      expect(why.map(({ id }) => id)).toEqual(rows.map(({ check }) => check.id))
      expect(words).toBe(rows[0]?.check.exit?.says)
    }),
    { numRuns: sweep(2_000), examples },
  )
})

test('the row named for the type of stage 1 gave it, and a property has no row that another one took the last word from', () => {
  fc.assert(
    fc.property(handScenario, (scenario) => {
      const outcome = resolve(scenario)
      const decisions = outcome.access?.decisions ?? []
      for (const { id, of } of attributeAspects) {
        const fact = of(outcome)
        const ids = fact?.why.map((why) => why.id) ?? []
        expect(ids.filter((rule) => !decisions.some((one) => one.rule.id === rule))).toEqual([])
        if (id !== 'stage-1-type' || !fact) continue
        const gave = decisions.find(({ rule }) => rule.id === ids[0])
        expect(gave && typeName(gave.value as MemoryAttributes)).toBe(fact.words)
      }
    }),
    { numRuns: sweep(1_000) },
  )
})
