import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesTold } from '../../src/explain/diagnose/changes-told.ts'
import { singleChanges } from '../../src/explain/diagnose/single-changes.ts'
import {
  findSymptom,
  fromSymptom,
  places,
  symptoms,
  type AccessKind,
  type Symptom,
} from '../../src/explain/diagnose/symptoms.ts'
import { leftOut, seenAs, waysTold } from '../../src/explain/diagnose/told.ts'
import { symptomsOf, waysTo, type Act, type Example } from '../../src/explain/diagnose/ways.ts'
import { firstLetterUp } from '../../src/explain/sentence.ts'
import { kvmAnswer, type KvmAnswer } from '../../src/explain/kvm/answer.ts'
import { within } from '../../src/explain/kvm/find-checks.ts'
import { rowsOf } from '../../src/explain/kvm/rows.ts'
import type { Check } from '../../src/kvm/check.ts'
import { packInputs } from '../../src/kvm/decide.ts'
import { exits } from '../../src/kvm/exit.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import { policies, policyNamed } from '../../src/kvm/policies.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import { slotStory } from '../../src/kvm/story.ts'
import { alternatives } from '../../src/scenario/inputs.ts'
import { toKvm } from '../../src/scenario/kvm-inputs.ts'
import { defaults, differences, isScenario } from '../../src/scenario/scenario.ts'
import { isFlags } from '../../src/scenario/kinds/flags.ts'
import { everySetting, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import type { Setting, Value } from '../../src/scenario/setting.ts'
import { isId } from '../../src/scenario/view.ts'
import { kvmScenario } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'

const checksOf = ({ memslot, fault }: Policy) => [...memslot, ...fault].flatMap((fn) => within(fn.checks))
const named = (id: string): Symptom => {
  const found = findSymptom(id)
  if (!found) throw new RangeError(`symptom: there is no ${id}`)
  return found
}

/** Every way of every symptom on every kernel. */
const everyWay = policies.flatMap((policy) =>
  symptoms.flatMap((symptom) => waysTo(policy, symptom).map((way) => ({ policy, symptom, way }))),
)

const everyExample = everyWay.flatMap(({ policy, symptom, way }) =>
  way.example ? [{ policy, symptom, way, ...way.example }] : [],
)

/** The default scenario on a kernel, which is no change. */
const startOn = ({ id }: Policy): Scenario => ({ ...defaults, policy: id as Scenario['policy'] })

/** How a story ends: as much of `KvmAnswer` as is kept of very many. */
interface End {
  readonly policy: Policy
  readonly stopped: KvmAnswer['stopped']
  /** The checks that memslot and fault end in. */
  readonly slot: Check
  readonly check: Check
  readonly kind: AccessKind
}

const endOf = ({ policy, stopped, traces, inputs }: KvmAnswer): End => ({
  policy,
  stopped,
  slot: traces.memslot.last.check,
  check: traces.fault.last.check,
  kind: kindOf(inputs),
})

const kindOf = ({ acc }: KvmInputs): AccessKind => (acc === 'x' ? 'fetch' : 'data')

/** The checks that a story is seen to end in: that of the memslot, and that of the fault where it is reached. */
function endsOf({ stopped, slot, check }: End): readonly string[] {
  if (stopped === 'memslot') return [slot.id]
  return slot.exit?.kind === 'accept' ? [slot.id, check.id] : []
}

/**
 * Ends of very many stories of a kernel. A trace is made of the facts that inputs are packed into, so that stories of the same
 * facts share one.
 */
function endFinder(policy: Policy): (scenario: Scenario) => End {
  const known = new Map<string, End>()
  return (scenario) => {
    const { call, access, reached } = slotStory(policy, toKvm(scenario))
    const { fault, state, host } = packInputs(access)
    const key = [packInputs(call).memslot, fault, state, host, access.acc, reached].join()
    const found = known.get(key) ?? endOf(kvmAnswer(scenario))
    known.set(key, found)
    return found
  }
}

/** Stories of every kernel, most of which get as far as the fault. */
const drawn = fc.sample(kvmScenario, sweep(20_000))
const sampled = policies.flatMap((policy) => {
  const find = endFinder(policy)
  const ends = drawn.map((scenario) => find({ ...scenario, policy: policy.id as Scenario['policy'] }))
  return [...new Set(ends)]
})

describe('symptoms', () => {
  test('have ids that an address can hold, each once, and a place among those of the list', () => {
    expect(symptoms.filter(({ id }) => !isId(id) || !isId(fromSymptom(id)))).toEqual([])
    expect(new Set(symptoms.map(({ id }) => id)).size).toBe(symptoms.length)
    expect(new Set(symptoms.map(({ place }) => place))).toEqual(new Set(places))
  })

  test('reach every exit of every check of every policy', () => {
    for (const policy of policies) {
      const unseen = checksOf(policy).filter(
        (check) => check.exit && !symptoms.some(({ shownBy }) => shownBy(check)),
      )
      expect(unseen.map(({ id }) => `${policy.id} ${id}`)).toEqual([])
    }
  })

  test('reach every exit that there is', () => {
    const check = { id: 'any', cite: [], says: '', because: '', test: '' }
    const unseen = Object.values(exits).filter(
      (exit) => !symptoms.some(({ shownBy }) => shownBy({ ...check, exit })),
    )
    expect(unseen).toEqual([])
  })

  test('are each given by a check of a merged kernel', () => {
    const merged = policies.filter(({ status }) => status === 'merged')
    const without = symptoms.filter(
      (symptom) => !merged.some((policy) => symptomsOf(policy).includes(symptom)),
    )
    expect(without).toEqual([])
  })

  test('of the log are of checks whose reason says so', () => {
    const ofLog = symptoms.filter(({ place }) => place.startsWith('The kernel log says'))
    for (const { shownBy } of ofLog)
      for (const check of policies.flatMap(checksOf).filter((one) => shownBy(one)))
        expect(check.because).toMatch(/the log says/)
    const logged = policies.flatMap(checksOf).filter(({ because }) => /the log says/.test(because))
    expect(logged.filter((check) => !ofLog.some(({ shownBy }) => shownBy(check)))).toEqual([])
  })
})

describe('the ways to a symptom', () => {
  test('are every check of the kernel that shows it, in the order of the source', () => {
    for (const policy of policies)
      for (const symptom of symptoms)
        expect(waysTo(policy, symptom).map(({ check }) => check.id)).toEqual(
          checksOf(policy)
            .filter((check) => symptom.shownBy(check))
            .map(({ id }) => id),
        )
  })

  test('have a scenario each that ends in that check', () => {
    for (const { policy, way, scenario } of everyExample) {
      expect(isScenario(scenario)).toBe(true)
      const kvm = kvmAnswer(scenario)
      expect(kvm.policy).toBe(policy)
      expect(kvm.traces[way.act].last.check.id).toBe(way.check.id)
      expect(endsOf(endOf(kvm))).toContain(way.check.id)
    }
  })

  test('end the story in their own act: a slot is refused, or accepted before the fault', () => {
    for (const { way, scenario } of everyExample) {
      const { stopped, memslot } = kvmAnswer(scenario)
      const kind = way.check.exit?.kind
      expect(memslot.kind).toBe(kind === 'refuse' ? 'refuse' : 'accept')
      expect(stopped === 'memslot').toBe(kind === 'refuse')
      expect(way.act === 'memslot' || (stopped === null) === (kind === 'map')).toBe(true)
    }
  })

  test('show the symptom in that scenario', () => {
    for (const { symptom, way, scenario } of everyExample) {
      const kvm = kvmAnswer(scenario)
      expect(symptom.shownBy(kvm.traces[way.act].last.check, kindOf(kvm.inputs))).toBe(true)
      expect([null, kindOf(kvm.inputs)]).toContain(way.only)
    }
  })

  test('have causes that are taken in their scenario, which ends in the way’s check', () => {
    const causes = everyWay.flatMap(({ way }) => way.causes.map((cause) => ({ way, cause })))
    expect(causes.length).toBeGreaterThan(policies.length)
    for (const { way, cause } of causes) {
      const kvm = kvmAnswer((cause.example as Example).scenario)
      expect(endsOf(endOf(kvm))).toContain(way.check.id)
      expect(rowsOf(kvm).find(({ check }) => check.id === cause.check.id)?.state).toBe('sets')
    }
  })

  test('are all reached by a scenario but one, which an earlier check makes unreachable', () => {
    const unreached = new Set(
      everyWay
        .filter(({ way }) => way.example === null)
        .map(({ policy, way }) => `${policy.id} ${way.check.id}`),
    )
    // The flag without FWB is refused when the slot is made, whatever memory is swapped in later.
    expect([...unreached]).toEqual(['optin fault-flag-needs-fwb'])
  })

  test('leave out no check that any scenario ends in', () => {
    const reached = new Set(everyExample.map(({ policy, way }) => `${policy.id} ${way.check.id}`))
    const missed = sampled
      .flatMap((end) => endsOf(end).map((check) => `${end.policy.id} ${check}`))
      .filter((end) => !reached.has(end))
    expect(missed).toEqual([])
  })

  test('say in words each control that their scenario moves, and nothing for the default scenario', () => {
    for (const { policy, scenario, changes } of everyExample) {
      expect(changes.length === 0).toBe(differences(startOn(policy), scenario).length === 0)
      expect(changes.filter((words) => /undefined|^\s|\s$|,$/.test(words))).toEqual([])
      expect(new Set(changes).size).toBe(changes.length)
    }
  })
})

/** The stories that end in an abort in the guest. */
const aborted = [...sampled, ...everyExample.map(({ scenario }) => endOf(kvmAnswer(scenario)))].filter(
  ({ stopped, check }) => stopped === 'fault' && check.exit?.kind === 'guest_abort_injected',
)

/** The symptoms by which the guest knows its abort: the exception class of ESR_EL1, then the fault status. */
function asInEsr({ check, kind }: End): readonly string[] {
  const { of, status } = check.exit?.abort ?? {}
  if (status === 'size') return ['guest-size']
  if (status === 'excl-atomic') return ['guest-excl-atomic']
  const seen = of === 'either' ? kind : of
  return ['guest-sea', seen === 'fetch' ? 'guest-iabt' : 'guest-dabt']
}

test('a change of a number says what is so of the values that are tried, and nothing of others', () => {
  const told = (changes: Partial<Scenario>) => changesTold(defaults, { ...defaults, ...changes })
  expect(told({ gpa: 2 ** 48 - 2 ** 32 })).toEqual([
    'guest_phys_addr 0xffff00000000, so that the slot ends beyond 48 bits',
  ])
  expect(told({ gpa: 2 ** 48 - 2 ** 31 })).toEqual(['guest_phys_addr 0xffff80000000'])
})

describe('an abort in the guest', () => {
  test('is met by the stories in every form that KVM gives it', () => {
    const forms = new Set(Object.values(exits).filter(({ abort }) => abort !== null))
    const met = new Set(aborted.map(({ check }) => check.exit))
    expect(met).toEqual(forms)
    const either = aborted.filter(({ check }) => check.exit?.abort?.of === 'either')
    expect(new Set(either.map(({ kind }) => kind)).size).toBe(2)
  })

  test('is shown by the symptoms that its ESR_EL1 says, and by no other', () => {
    for (const one of aborted) {
      const shown = symptoms.filter(({ shownBy }) => shownBy(one.check, one.kind)).map(({ id }) => id)
      expect(new Set(shown)).toEqual(new Set(asInEsr(one)))
    }
  })

  test('is among the ways of each symptom that shows it, for the kind of access that it was', () => {
    for (const { policy, check, kind } of aborted)
      for (const symptom of symptoms.filter(({ shownBy }) => shownBy(check, kind))) {
        const way = waysTo(policy, symptom).find((one) => one.check === check)
        expect([null, kind]).toContain(way?.only)
      }
  })

  test('that is external and of one class only answers an access of that class', () => {
    const external = aborted.filter(({ check }) => check.exit?.abort?.status === 'external')
    const of = (kind: AccessKind) => external.filter(({ check }) => check.exit?.abort?.of === kind)
    expect(new Set(of('fetch').map(({ kind }) => kind))).toEqual(new Set(['fetch']))
    expect(new Set(of('data').map(({ kind }) => kind))).toEqual(new Set(['data']))
  })
})

interface Single {
  readonly key: SettingKey
  readonly from: (value: Value) => Value
}

/** The changes of one setting: each other value, or each flag turned over; of a number those that the search tries. */
function singlesOfSetting(setting: Setting<SettingKey>, start: Scenario): readonly Single[] {
  const { key } = setting
  if (isFlags(setting))
    return setting.flags.map(({ word }) => ({ key, from: (value) => setting.toggled(String(value), word) }))
  if (setting.kind === 'number') return singleChanges.filter((one) => one.key === key)
  return alternatives(key, start).map((value) => ({ key, from: () => value }))
}

/**
 * Every change of one control, by the schema itself, but for what changes none of KVM's inputs: neither by itself nor with
 * a guest_memfd or logging, with which alone some count.
 */
function singlesOf(start: Scenario): readonly Single[] {
  const starts: readonly Scenario[] = [start, { ...start, slot: 'gmem' }, { ...start, slot: 'log' }]
  const asKvm = (scenario: Scenario) => JSON.stringify(toKvm(scenario))
  return everySetting
    .filter(({ key, kind }) => kind !== 'text' && key !== 's2' && key !== 'policy')
    .flatMap((setting) => singlesOfSetting(setting, start))
    .filter((one) => starts.some((at) => asKvm(changed(at, one)) !== asKvm(at)))
}

const changed = (scenario: Scenario, { key, from }: Single): Scenario => ({
  ...scenario,
  [key]: from(scenario[key]),
})

/** Scenarios with up to so many changes, and how many they have; of each size after those of the smaller ones. */
function* upTo(most: number, start: Scenario): Generator<readonly [Scenario, number]> {
  const singles = singlesOf(start)
  let last: readonly (readonly [Scenario, number])[] = [[start, 0]]
  yield [start, 0]
  for (let size = 1; size <= most; size += 1) {
    const next = last.flatMap(([scenario, from]) =>
      singles.slice(from).map((one, at) => [changed(scenario, one), from + at + 1] as const),
    )
    for (const [scenario] of next) yield [scenario, size]
    last = next
  }
}

describe('the scenario of a way', () => {
  const namesOf = (end: End) => endsOf(end).flatMap((id) => [id, `${id} ${end.kind}`])

  /** Posted and proposed policies are those of the releases but for a few checks. */
  const mostOf = ({ releases }: Policy) => (releases === '' ? 2 : 3)

  test.each(policies.map((policy) => [policy.id, mostOf(policy), policy] as const))(
    'is no larger than any that gets there, on %s, tried with up to %i changes',
    (_, most, policy) => {
      const fewest = new Map<string, number>()
      const find = endFinder(policy)
      const seen = new Set<End>()
      for (const [scenario, size] of upTo(most, startOn(policy))) {
        const end = find(scenario)
        if (seen.has(end)) continue
        seen.add(end)
        for (const name of namesOf(end)) if (!fewest.has(name)) fewest.set(name, size)
      }
      const found = everyWay
        .filter((one) => one.policy === policy)
        .map(({ way: { check, only, example } }) => [
          only === null ? check.id : `${check.id} ${only}`,
          Math.min(example?.changes.length ?? Infinity, most + 1),
        ])
      expect(found).toEqual(found.map(([id]) => [id, fewest.get(String(id)) ?? most + 1]))
    },
  )
})

const idsOn = (kernel: string, symptom: string, act?: Act) =>
  waysTo(policyNamed(kernel), named(symptom))
    .filter((way) => act === undefined || way.act === act)
    .map(({ check }) => check.id)

const changesOn = (kernel: string, symptom: string, id: string) =>
  waysTo(policyNamed(kernel), named(symptom)).find(({ check }) => check.id === id)?.example?.changes

describe('on Linux 6.17', () => {
  test('KVM_RUN gives -EFAULT in six ways', () => {
    expect(idsOn('linux-6.17', 'run-efault')).toEqual([
      'abort-unsupported-before',
      'fault-read-permission-before',
      'fault-no-vma',
      'fault-no-pfn',
      'fault-cacheable-pfnmap',
      'fault-mte-617',
    ])
  })

  test('cacheable PFNMAP without FWB gets as far as the fault where it was swapped in later', () => {
    expect(changesOn('linux-6.17', 'run-efault', 'fault-cacheable-pfnmap')).toEqual([
      'FEAT_S2FWB 0',
      'VMA swapped in later',
    ])
  })

  test('no PFN has three causes, each with a scenario of its own', () => {
    const way = waysTo(policyNamed('linux-6.17'), named('run-efault')).find(
      ({ check }) => check.id === 'fault-no-pfn',
    )
    expect(way?.causes.map(({ check, example }) => [check.id, example?.changes])).toEqual([
      ['pfn-remapped-hwpoison', ['VM_PFNMAP 0', 'PFN in memblock', 'PG_hwpoison 1']],
      ['pfn-read-only', ['Access write', 'Host leaf read-only']],
      ['pfn-none', ['VM_PFNMAP 0', 'VM_IO 0']],
    ])
  })
})

test('on Linux 7.3 no check gives -EINVAL from KVM_RUN, and none prints a read permission error', () => {
  expect(idsOn('linux-7.3', 'run-einval')).toEqual([])
  expect(idsOn('linux-7.3', 'log-read-permission')).toEqual([])
})

test('an external abort of a fetch, and one of data, have ways of their own, and share the one that answers both', () => {
  expect(idsOn('linux-7.3', 'guest-iabt')).toEqual([
    'abort-beyond-ipa',
    'abort-no-slot-iabt',
    'exec-non-cacheable',
  ])
  expect(idsOn('linux-7.3', 'guest-dabt')).toEqual(['abort-beyond-ipa', 'abort-no-slot-walk'])
  expect(idsOn('linux-7.3', 'guest-sea')).toEqual([
    'abort-beyond-ipa',
    'abort-no-slot-iabt',
    'abort-no-slot-walk',
    'exec-non-cacheable',
  ])
  expect(changesOn('linux-7.3', 'guest-iabt', 'abort-beyond-ipa')).toEqual([
    'Access fetch',
    'IPA size 40 bits',
    'IPA 0x10000000000, beyond 40 bits',
  ])
})

test('the reason of a check does not give a function of the kernel another name', () => {
  const begins = everyWay.map(({ way }) => firstLetterUp(way.check.because))
  expect(begins.filter((reason) => /^[A-Z][a-z]*_/.test(reason))).toEqual([])
})

test('a check that aborts any access says of which the symptom is', () => {
  const seen = (symptom: string) => waysTo(policyNamed('linux-7.3'), named(symptom)).map((way) => seenAs(way))
  expect(seen('guest-iabt')).toEqual([
    'a synchronous external abort in the guest, if the access is a fetch',
    'a synchronous external instruction abort in the guest',
    'a synchronous external instruction abort in the guest',
  ])
  expect(seen('guest-dabt')[0]).toBe('a synchronous external abort in the guest, if the access is no fetch')
  expect(seen('guest-sea')[0]).toBe('a synchronous external abort in the guest')
})

test('the poisoned page of a guest_memfd is both an errno and an exit', () => {
  expect(idsOn('linux-7.3', 'run-ehwpoison')).toEqual(['gmem-hwpoison'])
  expect(idsOn('linux-7.3', 'exit-memory-fault')).toEqual(['gmem-hwpoison'])
})

describe('the sentence above the ways', () => {
  const sentence = (kernel: string, symptom: string) => {
    const policy = policyNamed(kernel)
    return waysTold(policy, named(symptom), waysTo(policy, named(symptom)))
  }

  test('counts those that a scenario gets to, and says how many it leaves out', () => {
    expect(sentence('linux-6.17', 'run-efault')).toBe('On Linux 6.17, KVM_RUN gives -EFAULT in six ways.')
    expect(sentence('linux-7.3', 'sigbus')).toBe('On Linux 7.3, the vCPU thread gets SIGBUS in one way.')
    expect(sentence('linux-7.3', 'run-einval')).toBe('On Linux 7.3, KVM_RUN gives -EINVAL in no way.')
    expect(sentence('optin', 'run-efault')).toBe(
      'With the proposal of 22 April, KVM_RUN gives -EFAULT in eight ways; one more check would give it, but no scenario of this model gets there.',
    )
  })

  const linesOn = (kernel: string, symptom: string) => leftOut(policyNamed(kernel), named(symptom))
  const beginningsOn = (kernel: string, symptom: string) =>
    linesOn(kernel, symptom).map((line) => line.slice(0, line.indexOf(':')))

  test('is followed by what the model leaves out of the same errno, on the kernels that have it', () => {
    expect(linesOn('linux-7.3', 'run-einval')).toEqual([])
    expect(linesOn('linux-7.3', 'run-enosys')).toEqual([])
    expect(linesOn('before', 'run-efault')).toEqual([expect.stringMatching(/^References on a struct page/)])
    expect(linesOn('linux-6.17', 'run-efault')).toEqual([])
    expect(linesOn('linux-6.17', 'mapped')).toEqual([])
  })

  test('is followed, for -EINVAL of a memslot, by each check of kvm_set_memory_region() that has no row here', () => {
    const without = [
      'Tagged user-space addresses',
      'Host addresses beyond user space',
      'Guest addresses that wrap',
      'The number of a slot',
      'A slot that exists',
      'A slot of no size',
      'A slot that is moved',
    ]
    const ofGuestMemfd = ['A slot of guest_memfd that exists', 'The file of a guest_memfd']
    expect(beginningsOn('before', 'memslot-einval')).toEqual(without)
    expect(beginningsOn('linux-6.17', 'memslot-einval')).toEqual(without)
    expect(beginningsOn('linux-7.3', 'memslot-einval')).toEqual([...without, ...ofGuestMemfd])
    expect(beginningsOn('linux-7.3', 'memslot-eexist')).toEqual(['A slot that is moved'])
    expect(beginningsOn('linux-7.3', 'memslot-efault')).toEqual([
      'A slot that is moved',
      'A structure that cannot be read',
    ])
  })

  test('is followed, for KVM_EXIT_MEMORY_FAULT, by the errors with which it goes besides -EHWPOISON', () => {
    const [line, ...others] = linesOn('linux-7.3', 'exit-memory-fault')
    expect(line).toMatch(
      /^Errors of kvm_gmem_get_pfn\(\) besides that of a poisoned page: .*-EFAULT.*-ENOMEM/,
    )
    expect(others).toEqual([])
    expect(linesOn('linux-7.3', 'run-efault')).toEqual([line])
    expect(linesOn('linux-7.3', 'run-ehwpoison')).toEqual([])
    expect(named('exit-memory-fault').hint?.says).toMatch(/errno of kvm_gmem_get_pfn\(\).*EHWPOISON/)
  })
})
