import { describe, expect, test } from 'vitest'
import { citations } from '../../src/cite/citations.ts'
import { kindOf } from '../../src/content/ready-made/kinds.ts'
import { thread, threadStep, type ThreadStep } from '../../src/content/thread.ts'
import { replayOf } from '../../src/explain/coherency/shown.ts'
import { answered } from '../../src/explain/thread/answered.ts'
import { plain } from '../../src/explain/sentence.ts'
import { accessKeys, hostKeys, memoryKeys, slotKeys } from '../../src/explain/thread/told.ts'
import { smapsFlags } from '../../src/kvm/capability.ts'
import { aspects } from '../../src/scenario/aspect.ts'
import { toKvm } from '../../src/scenario/kvm-inputs.ts'
import { defaults, isScenario } from '../../src/scenario/scenario.ts'
import type { Scenario, SettingKey } from '../../src/scenario/schema.ts'
import { isId, threadSteps } from '../../src/scenario/view.ts'

const scenarioOf = ({ settings }: ThreadStep, more: Partial<Scenario> = {}): Scenario => ({
  ...defaults,
  ...settings,
  ...more,
})

const ask = (step: ThreadStep, more: Partial<Scenario> = {}) =>
  answered(step.question, scenarioOf(step, more))

/** From the mails and the decision table of the kernel's procedures, not from the engine: answer and deciding check. */
const expected: Readonly<Record<string, readonly [right: string, check: string]>> = {
  bug: ['device', 'fault-device-before'],
  rules: ['normal', 'fault-cacheable-pfnmap'],
  fallback: ['leak', 'fault-degrade'],
  'first-access': ['kvm-run', 'fault-devmem-fwb'],
  proposal: ['-EINVAL', 'memslot-optin-missing'],
  posted: ['device', 'fault-device-unless-cacheable'],
  instructions: ['without-address', 'prot-x-fetch'],
  merged: ['-EINVAL', 'memslot-unknown-flag'],
}

/** What each scenario laid beside a step answers, in the order of the page. */
const beside: Readonly<Record<string, readonly string[]>> = {
  bug: ['normal'],
  rules: ['device', 'nc'],
  fallback: ['none', 'safe'],
  'first-access': ['memslot-ioctl', 'memslot-ioctl'],
  proposal: ['0', '-EINVAL', '0'],
  posted: ['normal', 'none', 'none'],
  instructions: ['none', 'unmapped'],
  merged: ['0', '0'],
}

test('the thread has eight links, each with an id and a title of its own', () => {
  expect(thread).toHaveLength(threadSteps)
  expect(thread.map(({ id }) => id)).toEqual(Object.keys(expected))
  expect(new Set(thread.map(({ title }) => title)).size).toBe(threadSteps)
  expect(thread.filter((step, at) => threadStep(at + 1) !== step)).toEqual([])
})

test('a step that is not there is a RangeError that names its number', () => {
  expect(() => threadStep(0)).toThrow(RangeError)
  expect(() => threadStep(9)).toThrow(/step: 9/)
})

test('what was merged comes last, and only there is the whole summed up, by claims S2, O4 and O6', () => {
  const summed = thread.filter(({ summary }) => summary !== undefined)
  expect(summed).toEqual([thread.at(-1)])
  expect(summed[0]?.summary?.map(({ claim }) => claim)).toEqual(['s2', 'o4', 'o6'])
  expect(summed[0]?.summary?.every(({ claim }) => isId(claim))).toBe(true)
})

describe.each(thread.map((step) => [step.id, step] as const))('the link %s', (id, step) => {
  test('asks with three or four answers of its aspect, all different, of which the engine gives exactly one', () => {
    const { aspect, options } = step.question
    expect([3, 4]).toContain(options.length)
    expect(new Set<string>(options).size).toBe(options.length)
    const values: readonly string[] = aspects[aspect]
    expect(options.filter((value) => !values.includes(value))).toEqual([])
    const all = ask(step)
    expect(all.options.filter(({ isRight }) => isRight)).toEqual([all.right])
    expect(new Set(all.options.map(({ short }) => short)).size).toBe(options.length)
  })

  test('is answered as the mails and the decision table have it, by the check that says so', () => {
    const { right, deciding, kvm } = ask(step)
    expect([right.value, deciding.row.check.id]).toEqual(expected[id])
    const all = [deciding, ...deciding.others]
    const functions = [...kvm.policy.memslot, ...kvm.policy.fault]
    expect(all.filter(({ row, fn }) => row.state === 'not-reached' || !functions.includes(fn))).toEqual([])
    expect(new Set(all.map(({ row }) => row)).size).toBe(all.length)
  })

  test('lays scenarios beside its own that answer as they should, one of them otherwise than its own', () => {
    const answers = step.besides.map(({ settings }) => ask(step, settings).right.value)
    expect(answers).toEqual(beside[id])
    expect(answers.some((value) => value !== ask(step).right.value)).toBe(true)
  })

  test('has valid scenarios, and the page tells every setting that they change', () => {
    const told: readonly SettingKey[] = ['policy', ...hostKeys, ...memoryKeys, ...slotKeys, ...accessKeys]
    for (const settings of [{}, ...step.besides.map((one) => one.settings)]) {
      const scenario = scenarioOf(step, settings)
      expect(isScenario(scenario)).toBe(true)
      const changed = Object.keys({ ...step.settings, ...settings }) as SettingKey[]
      expect(changed.filter((key) => !told.includes(key))).toEqual([])
    }
    expect(kindOf(scenarioOf(step))).toBeDefined()
  })

  test('cites a mail for its two sentences, and only what stands in the list of citations', () => {
    const cited = step.says.flatMap(({ cite = [] }) => cite)
    expect(cited.map((one) => citations[one].kind)).toContain('mail')
    const every = [...step.says, ...step.follows, ...(step.summary ?? [])]
    expect(every.flatMap(({ cite = [] }) => cite).filter((one) => !(one in citations))).toEqual([])
    expect(every.filter(({ says }) => !says.endsWith('.') || says.includes('!'))).toEqual([])
  })
})

test('what is asked of coherency is replayed: the run of the leak, from the zeros in the cache to the wrong read', () => {
  const asked = thread.filter(({ question }) => question.aspect === 'coherency')
  expect(asked.map(({ id }) => id)).toEqual(['fallback'])
  const replay = asked.map((step) => replayOf(ask(step).outcome.coherency))
  expect(replay[0]?.situation.situation.id).toBe('leak')
  expect(replay[0]?.outcome.steps.map(({ who }) => who)).toEqual(['before', 'vmm', 'kvm', 'guest'])
  expect(replay[0]?.outcome.steps.at(-1)).toMatchObject({
    memory: 'secret',
    cache: 'dirty zero',
    read: { value: 'secret', good: false },
  })
  expect(replayOf(ask(threadStep(2)).outcome.coherency)).toBeNull()
  expect(replayOf(ask(threadStep(4)).outcome.coherency)).toBeNull()
})

test('the leak is said where it happens, and the missing address where instructions are invalidated', () => {
  const says = (id: string) => {
    const step = thread.find((one) => one.id === id)
    return step ? ask(step).sentences.map(plain).join(' ') : ''
  }
  expect(says('bug')).toContain('The guest may read what the previous tenant left')
  expect(says('fallback')).toContain('The guest may read what the previous tenant left')
  expect(says('instructions')).toContain(
    'KVM invalidates its instructions to PoU as it maps it, by a kernel address that this memory may not have',
  )
})

test('what makes the page executable decides its maintenance, and the question about FWB goes with it', () => {
  const { deciding } = ask(threadStep(7))
  expect(deciding.row).toMatchObject({ state: 'sets', check: { says: 'prot |= KVM_PGTABLE_PROT_X' } })
  expect(deciding.others.map(({ row }) => [row.check.id, row.state])).toEqual([
    ['fault-devmem-fwb', 'passed-over'],
    ['map-leaf', 'taken'],
  ])
})

test('that the VMM does not know when to set the flag is cited from the mail that says so', () => {
  const summed = threadStep(8).summary?.find(({ claim }) => claim === 'o4')
  expect(summed?.says).toContain('A VMM does not know when to set it')
  expect(summed?.cite?.map((id) => citations[id])).toContainEqual(
    expect.objectContaining({
      messageId: '20250422135452.GL823903@nvidia.com',
      who: 'Jason Gunthorpe',
      date: '2025-04-22',
    }),
  )
})

test('that registers fail with the flag is marked as an interpretation, and nothing else of the tour is', () => {
  const told = thread.flatMap((step) => [...step.says, ...step.follows].map((one) => [step.id, one] as const))
  const interpreted = told.filter(([, { interpretation }]) => interpretation !== undefined)
  expect(interpreted.map(([id]) => id)).toEqual(['proposal'])
  expect(interpreted[0]?.[1].says).toMatch(/^Registers fail with the flag/)
  expect(interpreted[0]?.[1].interpretation).toMatch(/^[A-Z].*\.$/)
})

test('smaps shows the same flags for GPU memory and for the registers laid beside it', () => {
  const shown = thread.filter(({ showsSmaps }) => showsSmaps)
  expect(shown.map(({ id }) => id)).toEqual(['proposal'])
  const flags = shown.flatMap((step) =>
    [{}, ...step.besides.map(({ settings }) => settings)].map((settings) =>
      smapsFlags(toKvm(scenarioOf(step, settings))),
    ),
  )
  expect(flags).toHaveLength(4)
  expect(new Set(flags).size).toBe(1)
})

test('the flag of v6 changes nothing on registers, and the missing flag nothing on what is swapped in', () => {
  const posted = threadStep(6)
  expect(ask(posted, { slot: 'none' }).right.value).toBe('device')
  const swapped = posted.besides[0].settings
  expect(ask(posted, { ...swapped, slot: 'bit3' }).right.value).toBe(ask(posted, swapped).right.value)
})
