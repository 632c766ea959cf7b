import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { citations } from '../../src/cite/citations.ts'
import { properties } from '../../src/explain/answer.ts'
import { stage2TypeName } from '../../src/explain/kvm/leaf-words.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { plain } from '../../src/explain/sentence.ts'
import { faultRegisters } from '../../src/explain/walk/fault-registers.ts'
import { walkRules } from '../../src/explain/walk/open.ts'
import { asJson } from '../../src/export/json.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { kvmScenario, walkScenario } from '../scenario/arbitrary.ts'
import { nastyScenario } from './nasty.ts'
import { sweep } from '../sweep.ts'

test('JSON gives back the scenario and the answer', () => {
  fc.assert(
    fc.property(nastyScenario, (scenario) => {
      const outcome = resolve(scenario)
      const { final = null, s1 = null, s2 = null, fault = null } = outcome.access?.attributes ?? {}
      const read = JSON.parse(asJson(outcome, '#/explore?v=2'))
      expect(read).toMatchObject({
        format: 'stagecraft-outcome',
        version: 2,
        scenario: { settings: scenario },
        stage1: s1,
        stage2: s2,
        result: final,
        fault,
        verdict: plain(outcome.verdict),
        consequences: outcome.consequences.map(plain),
      })
      expect(read.kvm === null).toBe(outcome.kvm === null)
      expect({ ...defaults, ...read.scenario.changed }).toEqual(scenario)
    }),
    { numRuns: sweep(1_000) },
  )
})

test('JSON holds the rules of every property with where they stand', () => {
  fc.assert(
    fc.property(nastyScenario, (scenario) => {
      const outcome = resolve(scenario)
      const { answers } = JSON.parse(asJson(outcome, '#/explore?v=2'))
      const { access } = outcome
      expect(answers === null).toBe(access === null)
      if (!access) return
      expect(answers).toMatchObject(
        properties.map((property) => ({
          property,
          result: access.answers[property].result,
          decided: access.answers[property].decided.map(({ rule }) => ({
            rule: rule.id,
            says: rule.says,
            cite: rule.cite.map((id) => citations[id]),
          })),
        })),
      )
    }),
    { numRuns: sweep(300) },
  )
})

test('JSON has its keys in a fixed order, whoever wrote stage 2 and however the story ends', () => {
  for (const changes of [{}, { s2: 'hand' }, { fwb: false }, { acc: 'x', policy: 'before' }] as const) {
    const told = JSON.parse(asJson(resolve({ ...defaults, ...changes }), '#/explore'))
    expect(Object.keys(told)).toEqual([
      'format',
      'version',
      'address',
      'scenario',
      'kvm',
      'peer',
      'walk',
      'stage1',
      'stage2',
      'result',
      'par',
      'fault',
      'answers',
      'open',
      'coherency',
      'verdict',
      'consequences',
    ])
    const ofKvm = ['policy', 'memslot', 'fault', 'leaf', 'maintenance', 'hazard', 'learnt', 'checks']
    expect(told.kvm === null ? ofKvm : Object.keys(told.kvm)).toEqual(ofKvm)
  }
  const read = JSON.parse(asJson(resolve(defaults), '#/explore'))
  expect(Object.keys(read.scenario.settings)).toEqual(Object.keys(defaults))
})

test('JSON is the same text wherever the page lies: of the link it keeps the fragment', () => {
  const outcome = resolve({ ...defaults, mair: 0x44 })
  const fragment = '#/explore?v=2&mair=0x44'
  const here = asJson(outcome, `http://localhost:5173/${fragment}`)
  expect(asJson(outcome, `https://example.org/a/b/${fragment}`)).toBe(here)
  const reversed = Object.fromEntries(Object.entries(outcome.scenario).toReversed()) as unknown as Scenario
  expect(asJson(resolve(reversed), fragment)).toBe(here)
  expect(JSON.parse(here).address).toBe(fragment)
})

test('JSON holds every check of KVM’s with its operands, and the leaf', () => {
  fc.assert(
    fc.property(kvmScenario, (scenario) => {
      const outcome = resolve(scenario)
      const { kvm } = JSON.parse(asJson(outcome, '#/explore?v=2'))
      const { stopped, leaf, descriptor, traces, memslot, fault } = outcome.kvm ?? neverAsked()
      expect(kvm.memslot).toMatchObject({ kind: memslot.kind, errno: memslot.errno })
      const told = { kind: fault.kind, errno: fault.errno }
      expect(kvm.fault && { kind: kvm.fault.kind, errno: kvm.fault.errno }).toEqual(
        stopped === 'memslot' ? null : told,
      )
      expect(kvm.leaf && [kvm.leaf.type, BigInt(kvm.leaf.descriptor)]).toEqual(
        leaf && [stage2TypeName[leaf.type], descriptor],
      )
      for (const act of ['memslot', 'fault'] as const) {
        expect(kvm.checks[act] === null).toBe(act === 'fault' && stopped === 'memslot')
        if (kvm.checks[act] === null) continue
        const rows = traces[act].functions.flatMap((fn) => fn.rows)
        const checks = kvm.checks[act].flatMap((fn: { checks: readonly object[] }) => fn.checks)
        expect(checks).toEqual(
          rows.map(({ check, state, operands, depth }) => ({
            id: check.id,
            depth,
            test: check.test,
            says: check.says,
            ...(check.defect !== undefined && { defect: check.defect }),
            state,
            operands: Object.fromEntries(operands.map(({ name, value }) => [name, Number(value)])),
          })),
        )
      }
    }),
    { numRuns: sweep(300) },
  )
})

function neverAsked(): never {
  throw new Error('KVM was not asked')
}

test('JSON of a refused memslot says what was refused and by which check', () => {
  const { kvm, answers, result, verdict } = JSON.parse(
    asJson(resolve({ ...defaults, fwb: false }), '#/explore?v=2&fwb=0'),
  )
  expect(kvm).toMatchObject({
    policy: { id: 'linux-7.3', status: 'merged' },
    memslot: { kind: 'refuse', errno: 'EINVAL', receiver: 'memslot-ioctl' },
    fault: null,
    leaf: null,
    maintenance: null,
    hazard: null,
    learnt: {
      capability: 243,
      onVmFd: { value: 0, errno: null },
      onDevKvm: { value: null, errno: 'EINVAL' },
      idAa64mmfr2Fwb: 0,
      smaps: 'rd wr sh mw ms pf io',
    },
    checks: { fault: null },
  })
  expect([answers, result]).toEqual([null, null])
  expect(verdict).toContain('-EINVAL')
})

test('JSON of a leaf that leaks says so, and by hand nothing of KVM', () => {
  const told = (changes: Partial<Scenario>) => JSON.parse(asJson(resolve({ ...defaults, ...changes }), '#'))
  expect(told({ policy: 'before' }).kvm).toMatchObject({
    hazard: 'leak',
    leaf: { type: 'Device-nGnRE', memattr: 1, descriptor: expect.stringMatching(/^0x[0-9a-f]{16}$/) },
    maintenance: { dcache: 'none', icache: 'none' },
  })
  expect(told({ s2: 'hand' }).kvm).toBe(null)
})

test('JSON says of coherency only why the question does not arise, where it does not', () => {
  const { coherency } = JSON.parse(asJson(resolve({ ...defaults, fwb: false }), '#'))
  expect(Object.keys(coherency)).toEqual(['arises', 'says'])
})

test('JSON holds every situation of the line with all that may be read, the run to what should not be, and its repairs', () => {
  fc.assert(
    fc.property(kvmScenario, (scenario) => {
      const { coherency } = resolve(scenario)
      const told = JSON.parse(asJson(resolve(scenario), '#')).coherency
      expect(told).toMatchObject({ arises: coherency.arises, says: plain(coherency.says) })
      if (!coherency.arises) return
      expect(told).toMatchObject({ safe: coherency.safe, choice: coherency.choice, guests: coherency.guests })
      for (const id of ['vmm', 'guest', 'linear'] as const)
        expect(told.aliases[id]).toMatchObject({
          type: coherency.aliases[id].attributes && coherency.aliases[id].type,
          counts: coherency.aliases[id].counts,
        })
      expect(told.mismatches).toMatchObject(coherency.mismatches.map(({ id, differs }) => ({ id, differs })))
      expect(told.situations).toMatchObject(
        coherency.situations.map(({ situation, safe, guest, outcomes, bad, plans, help }) => ({
          id: situation.id,
          safe,
          guest,
          outcomes: outcomes.map(({ values, good }) => ({ values, good })),
          bad: bad && {
            values: bad.values,
            steps: bad.steps.map(({ who, rule, state, read }) => ({
              who,
              rule: rule && { id: rule.id, cite: rule.cite.map((one) => citations[one]) },
              memory: state.memory,
              cache: state.cache,
              read,
            })),
          },
          plans: plans && plans.map(({ plan, words }) => ({ words, plan })),
          help: help.map(({ who }) => ({ who })),
        })),
      )
      const uses = coherency.userSpace.here.uses.map(({ id, asItIs: { words } }) => ({
        id,
        asItIs: { words },
      }))
      expect(told.userSpace.here.uses).toMatchObject(uses)
      expect(told.taken.length).toBe(coherency.taken.length)
    }),
    { numRuns: sweep(300) },
  )
})

test('JSON of a line that may leak replays it: the zeros stay in the cache, and the guest reads memory', () => {
  const { coherency } = JSON.parse(asJson(resolve({ ...defaults, policy: 'before' }), '#'))
  const [leak] = coherency.situations
  expect(leak).toMatchObject({
    id: 'leak',
    safe: false,
    outcomes: [
      { values: ['secret'], good: false },
      { values: ['zero'], good: true },
    ],
    plans: [
      { plan: [{ op: 0, where: 'after', do: 'clean' }] },
      { plan: [{ op: 0, where: 'after', do: 'cleaninv' }] },
    ],
    help: [],
  })
  expect(leak.bad.steps.at(-1)).toMatchObject({
    who: 'guest',
    rule: { id: 'coherency-read-memory' },
    memory: 'secret',
    cache: { state: 'dirty', value: 'zero' },
    read: { value: 'secret', good: false },
    spontaneous: false,
  })
  const peer = (changes: Partial<Scenario>) =>
    JSON.parse(asJson(resolve({ ...defaults, ...changes }), '#')).coherency.userSpace
  expect(peer({})).toMatchObject({ peer: null, peerSays: null })
  expect(peer({ peer: true }).peer.uses).toHaveLength(3)
  expect(peer({ peer: true, peerfwb: false })).toMatchObject({
    peer: null,
    peerSays: expect.stringContaining('-EINVAL'),
  })
})

const hexWord = /^0x[0-9a-f]{16}$/

test('JSON holds every read of the walk with its word in hexadecimal, and those that were not made', () => {
  fc.assert(
    fc.property(walkScenario, (scenario) => {
      const outcome = resolve(scenario)
      const told = JSON.parse(asJson(outcome, '#')).walk
      const { walk } = outcome
      expect(told === null).toBe(walk === null)
      if (!walk) return
      const reads: readonly { value: string }[] = told.reads
      expect(reads.filter(({ value }) => !hexWord.test(value))).toEqual([])
      expect(reads.map(({ value }) => BigInt(value))).toEqual(walk.reads.map(({ value }) => value))
      expect(told.reads).toMatchObject(
        walk.reads.map(({ number, stage, level, kind, pa }) => ({
          number,
          stage,
          level,
          kind,
          pa: `0x${pa.toString(16)}`,
        })),
      )
      expect(told.notMade).toHaveLength(walk.rows.flatMap(({ unmade }) => unmade).length)
      expect(told.pa === null).toBe(walk.fault !== null)
    }),
    { numRuns: sweep(300) },
  )
})

test('JSON holds the rules of the walk, and of its fault the rule and the registers', () => {
  fc.assert(
    fc.property(walkScenario, (scenario) => {
      const outcome = resolve(scenario)
      const { walk } = outcome
      if (!walk) return
      const { rules, fault, registers } = JSON.parse(asJson(outcome, '#')).walk
      expect(rules.map((one: { rule: string }) => one.rule)).toEqual(
        walkRules(walk).map(({ rule }) => rule.id),
      )
      const cite = walk.fault?.why.cite.map((id) => citations[id])
      expect([fault?.rule.rule, fault?.rule.cite]).toEqual([walk.fault?.why.id, cite])
      const values = faultRegisters(walk).map(({ name, value }) => [name, value])
      expect(registers).toEqual(walk.fault && Object.fromEntries(values))
    }),
    { numRuns: sweep(300) },
  )
})

test('JSON of a write that stage 1 denies says where the walk ends, and what took the right', () => {
  const told = JSON.parse(asJson(resolve({ ...defaults, ap: 0b10, acc: 'w' }), '#')).walk
  expect(told.fault).toMatchObject({
    kind: 'Permission',
    stage: 1,
    level: 3,
    takenTo: 'EL1',
    rule: { rule: 's1-no-write' },
  })
  expect(told.registers['ESR_EL1']).toBe('0x000000009600004f')
  expect(told.notMade).toEqual([0, 1, 2, 3].map((level) => ({ for: 'access', stage: 2, level })))
  expect(told.rightsTaken).toContainEqual(
    expect.objectContaining({ gate: 'L3 page', rule: 'perm-ap-read-only' }),
  )
})

test('JSON tells the peer host, and of a policy that no release has that it is an interpretation', () => {
  const told = (changes: Partial<Scenario>) =>
    JSON.parse(asJson(resolve({ ...defaults, ...changes }), '#/explore?v=2'))
  expect(told({}).peer).toBe(null)
  expect(told({ peer: true, peerfwb: false }).peer).toMatchObject({
    policy: { id: 'linux-7.3' },
    host: { fwb: false, dic: true },
    memslot: { kind: 'refuse', errno: 'EINVAL' },
    fault: null,
    fails: 'memslot',
    known: true,
  })
  expect(told({ policy: 'optin' }).kvm.policy).toMatchObject({
    id: 'optin',
    status: 'proposed',
    source: { kind: 'mail', messageId: 'aAdKCGCuwlUeUXKY@linux.dev' },
    interpretation: 'Nobody coded it in this form; each check is tied to a mail.',
  })
  expect(told({ policy: 'v3' }).kvm.policy.interpretation).toBe(null)
})
