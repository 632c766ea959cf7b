import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decisionRows } from '../../scripts/bench/kernel-rows.ts'
import { namesIn, readCondition, holds } from '../../src/kvm/condition.ts'
import { decide, faultOutcome, packInputs } from '../../src/kvm/decide.ts'
import { exits } from '../../src/kvm/exit.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { policies, policyNamed } from '../../src/kvm/policies.ts'
import { policy as policyOf, type Policy } from '../../src/kvm/policy.ts'
import { faultIsReached, withoutSlot } from '../../src/kvm/story.ts'
import { explainKvm, type Trace, type TraceRow } from '../../src/kvm/trace.ts'
import { sweep } from '../sweep.ts'
import { anyInputs } from './arbitrary.ts'

const byId = policies.map((policy) => [policy.id, policy] as const)

const rowsOf = ({ functions }: Trace): readonly TraceRow[] => functions.flatMap(({ rows }) => rows)

/** The rows of the kernel decisions; of those with the same facts one, as facts are all that either way is given. */
const rows = [...new Map(decisionRows().map((at) => [Object.values(packInputs(at)).join(), at])).values()]
const many = fc.sample(anyInputs, sweep(20_000))
const few = many.slice(0, sweep(1_000))

/** Whether the bare answer is the explained one. Outcomes are interned, so that equal ones are the same. */
function alike(policy: Policy, at: KvmInputs): boolean {
  const bare = decide(policy, at)
  const explained = explainKvm(policy, at)
  return bare.memslot === explained.memslot && bare.fault === explained.fault
}

/** Whether a row's state follows from its condition over the operands that it shows. */
function saysItself({ check, state, operands }: TraceRow): boolean {
  if (state === 'not-reached') return operands.length === 0
  const condition = readCondition(check.test)
  const shown = new Map(operands.map(({ name, value }) => [name, value]))
  const complete = namesIn(condition).every((name) => shown.has(name)) && shown.size === operands.length
  return complete && holds(condition, (name) => shown.get(name) === true) === (state !== 'passed-over')
}

function afterLast(trace: Trace): readonly TraceRow[] {
  const rows = rowsOf(trace)
  return rows.slice(rows.indexOf(trace.last) + 1)
}

describe.each(byId)('%s', (_, policy) => {
  test('answers alike with and without a trace, for every row of the kernel decisions', () => {
    expect(rows.filter((at) => !alike(policy, at))).toEqual([])
  })

  test('answers alike with and without a trace, whatever the inputs', () => {
    expect(many.filter((at) => !alike(policy, at))).toEqual([])
  })

  test('answers the same whatever was asked before', () => {
    const fresh = policyOf(policy)
    const answers = few.map((at) => decide(policy, at))
    expect(few.toReversed().map((at) => decide(fresh, at))).toEqual(answers.toReversed())
  })

  test('traces rows whose conditions, over the operands shown, say what became of them', () => {
    const traced = few.flatMap((at) => Object.values(explainKvm(policy, at).traces).flatMap(rowsOf))
    expect(traced.filter((row) => !saysItself(row))).toEqual([])
  })

  test('ends each path with a row that leaves, and reaches nothing after it', () => {
    const traces = few.flatMap((at) => Object.values(explainKvm(policy, at).traces))
    expect(traces.filter(({ last }) => !last.check.exit)).toEqual([])
    expect(traces.filter((trace) => afterLast(trace).some(({ state }) => state !== 'not-reached'))).toEqual(
      [],
    )
  })
})

const linux73 = policyNamed('linux-7.3')
const before = policyNamed('before')

/** Takes what differs from the default; gives the default's inputs with it. */
const inputs = (other: Partial<KvmInputs> = {}): KvmInputs => ({ ...defaultKvmInputs, ...other })

const ram: Partial<KvmInputs> = { pfnmap: false, io: false, pfn: 'map-memory', mteallowed: true }

describe('what is known of these kernels', () => {
  test('the default is accepted and mapped Write-Back, executable at once', () => {
    const { memslot, fault } = decide(linux73, inputs())
    expect(memslot).toBe(exits.accepted)
    expect(fault.leaf).toMatchObject({ type: 'normal', memattr: 6, s2ap: 3, xn: 0, level: 3 })
    expect(fault.maintenance).toEqual({ dcache: 'none', icache: 'none' })
  })

  test('up to 6.16 the same memory is Device-nGnRE', () => {
    expect(decide(before, inputs()).fault.leaf).toMatchObject({ type: 'device', memattr: 1, xn: 2 })
  })

  test.each([{ fwb: false }, { dic: false }])('it needs FWB and DIC: %o', (missing) => {
    const { memslot, fault } = decide(linux73, inputs(missing))
    expect(memslot).toBe(exits.refuseEINVAL)
    expect(fault).toBe(exits.runEFAULT)
  })

  test('a memslot sees VM_PFNMAP only, so that cacheable RAM is refused which a fault would map', () => {
    const { memslot, fault } = decide(linux73, inputs({ fwb: false, pfn: 'map-memory' }))
    expect(memslot).toBe(exits.refuseEINVAL)
    expect(fault.leaf).toMatchObject({ memattr: 0xf })
  })

  test('under swap the memslot passes and only the fault refuses', () => {
    const { memslot, fault } = decide(linux73, inputs({ fwb: false, swap: true }))
    expect(memslot).toBe(exits.accepted)
    expect(fault).toBe(exits.runEFAULT)
  })

  test('RAM is Write-Back even through a Non-cacheable PFNMAP VMA', () => {
    expect(decide(linux73, inputs({ pfn: 'map-memory', pgprot: 'nc' })).fault.leaf?.type).toBe('normal')
  })

  test('a special page in a MIXEDMAP VMA without VM_IO has no PFN to give', () => {
    const special = { pfnmap: false, mixedmap: true, io: false }
    for (const policy of policies) expect(decide(policy, inputs(special)).fault).toBe(exits.runEFAULT)
    expect(decide(linux73, inputs({ ...special, io: true })).fault.kind).toBe('map')
  })

  test('cache maintenance is a write: in a read-only slot it is no access that KVM can emulate', () => {
    const clean = {
      pfnmap: false,
      io: false,
      pfn: 'map-memory',
      readonly: true,
      cm: true,
      isv: false,
    } as const
    for (const [, policy] of byId) {
      const { fault } = decide(policy, { ...defaultKvmInputs, ...clean })
      expect(fault.kind).not.toBe('map')
    }
  })

  test('while logging, a read maps RAM without write permission and as a page', () => {
    const huge = { ...ram, map: 'pmd', log: true } as const
    expect(decide(linux73, inputs(huge)).fault.leaf).toMatchObject({ s2ap: 1, level: 3 })
    expect(decide(linux73, inputs({ ...huge, acc: 'w' })).fault.leaf).toMatchObject({ s2ap: 3, level: 3 })
    expect(decide(linux73, inputs({ ...huge, log: false })).fault.leaf).toMatchObject({ s2ap: 3, level: 2 })
  })

  test('a hugetlb page of 1 GiB is a block where the slot is aligned alike, and else smaller', () => {
    const huge = { ...ram, hugetlb: true, map: 'pud' } as const
    const level = (other: Partial<KvmInputs>) =>
      decide(linux73, inputs({ ...huge, ...other })).fault.leaf?.level
    expect(level({ hva: 0xffc000000000 })).toBe(1)
    expect(level({ hva: 0xffc000200000 })).toBe(2)
    expect(level({ hva: 0xffc000001000 })).toBe(3)
    expect(level({ hva: 0xffc000000000, page: 16 })).toBe(2)
  })

  test('guest_memfd is Write-Back whatever the VMA, and unknown before 6.18', () => {
    const at = inputs({ gmem: 'mmap', pgprot: 'nc' })
    expect(decide(linux73, at)).toMatchObject({
      memslot: exits.accepted,
      fault: { leaf: { type: 'normal' } },
    })
    expect(decide(before, at).memslot).toBe(exits.refuseEINVAL)
  })

  test('up to 6.17 a permission fault of a read is refused; later it is resolved like any other', () => {
    const at = inputs({ ...ram, fsc: 'permission' })
    expect(decide(before, at).fault).toBe(exits.runEFAULT)
    expect(explainKvm(before, at).traces.fault.last.check.id).toBe('fault-read-permission-before')
    expect(decide(linux73, at).fault.kind).toBe('map')
    for (const acc of ['w', 'x'] as const) expect(decide(before, { ...at, acc }).fault.kind).toBe('map')
  })

  test('a poisoned page of guest_memfd is -EHWPOISON with KVM_EXIT_MEMORY_FAULT, not a signal', () => {
    const at = inputs({ ...ram, gmem: 'mmap', hwpoison: true })
    expect(decide(linux73, at).fault).toBe(exits.memoryFaultEHWPOISON)
    expect(decide(linux73, { ...at, gmem: 'none' }).fault).toBe(exits.sigbus)
  })

  test.each(['r', 'x'] as const)(
    'beyond the IPA size an access %s is an external abort, beyond the limit a size fault',
    (acc) => {
      for (const policy of policies) {
        const exit = (addr: number, other: Partial<KvmInputs> = {}) =>
          decide(policy, inputs({ ipa: 40, addr, acc, ...other })).fault
        expect(exit(2 ** 40)).toBe(exits.injectSea)
        expect(exit(2 ** 48 - 1)).toBe(exits.injectSea)
        expect(exit(2 ** 48)).toBe(exits.injectSize)
        expect(exit(2 ** 48, { lpa2: true })).toBe(exits.injectSea)
        expect(exit(2 ** 48, { page: 64 })).toBe(exits.injectSea)
        expect(exit(2 ** 48, { fsc: 'permission' })).not.toBe(exits.injectSize)
      }
    },
  )

  test('VM_IO keeps slow GUP out, and fast GUP does not look at it', () => {
    const io = { ...ram, io: true } as const
    const rowsThatFind = (other: Partial<KvmInputs>) =>
      explainKvm(linux73, inputs({ ...io, ...other })).traces.fault.functions.flatMap(({ rows }) =>
        rows
          .filter(({ state, check }) => state === 'sets' && check.sets?.['pfn'])
          .map(({ check }) => check.id),
      )
    expect(rowsThatFind({})).toEqual(['pfn-fast'])
    expect(rowsThatFind({ hpte: 'cow' })).toEqual(['pfn-follow'])
    expect(rowsThatFind({ hpte: 'cow', io: false })).toEqual(['pfn-gup'])
    for (const policy of policies) {
      expect(decide(policy, inputs({ ...io, hpte: 'cow', acc: 'w' })).fault).toBe(exits.runEFAULT)
      expect(decide(policy, inputs({ ...io, hwpoison: true })).fault).toBe(exits.runEFAULT)
      expect(decide(policy, inputs({ ...io, io: false, hwpoison: true })).fault).toBe(exits.sigbus)
    }
  })

  test('a mapping that is not the one that is kept is an error, not a stale leaf', () => {
    expect(() => faultOutcome({ ...exits.mapped }, 0, 0)).toThrow(RangeError)
  })

  test('a permission fault relaxes the leaf: no maintenance of the data side', () => {
    const { maintenance } = decide(
      linux73,
      inputs({ ...ram, fwb: false, dic: false, fsc: 'permission', acc: 'x' }),
    ).fault
    expect(maintenance).toEqual({ dcache: 'none', icache: 'inval PoU' })
  })

  test('a guest of a refused memslot finds a device there', () => {
    const at = inputs({ fwb: false })
    expect(faultIsReached(decide(linux73, at))).toBe(false)
    expect(faultIsReached(decide(linux73, inputs()))).toBe(true)
    expect(decide(linux73, withoutSlot(at)).fault).toBe(exits.mmio)
  })
})
