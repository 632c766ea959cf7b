import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { answered } from '../../src/explain/thread/answered.ts'
import { aspectValue } from '../../src/explain/thread/aspect-value.ts'
import { aspectWords } from '../../src/explain/thread/aspect-words.ts'
import { deciding } from '../../src/explain/thread/deciding.ts'
import { kvmAnswer } from '../../src/explain/kvm/answer.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { rowsOf } from '../../src/explain/kvm/rows.ts'
import { policies } from '../../src/kvm/policies.ts'
import { rowsIn } from '../../src/kvm/trace.ts'
import { aspects, type Aspect } from '../../src/scenario/aspect.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { anyScenario } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'

const names = Object.keys(aspects) as Aspect[]
const byKvm = anyScenario.map((scenario): Scenario => ({ ...scenario, s2: 'kvm' }))
/** The outcome of a scenario, of which KVM was asked. */
function askedOf(scenario: Scenario) {
  const { kvm, coherency } = resolve(scenario)
  if (!kvm) throw new Error('KVM is not asked')
  return { kvm, coherency }
}

const runs = { numRuns: sweep(2000) }

test('every scenario has an answer to every aspect, of those that the aspect lists and that have words', () => {
  fc.assert(
    fc.property(byKvm, fc.constantFrom(...names), (scenario, aspect) => {
      const value = aspectValue(aspect, askedOf(scenario))
      const listed: readonly string[] = aspects[aspect]
      expect(listed).toContain(value)
      expect(aspectWords(aspect, value as never).short).not.toBe('')
    }),
    runs,
  )
})

test('a check decides every aspect of every scenario, and it and those beside it were reached', () => {
  fc.assert(
    fc.property(byKvm, fc.constantFrom(...names), (scenario, aspect) => {
      const kvm = kvmAnswer(scenario)
      const { row, fn, others } = deciding(aspect, kvm)
      const all = [{ row, fn }, ...others]
      expect(all.filter((one) => !rowsOf(kvm).includes(one.row) || one.row.state === 'not-reached')).toEqual(
        [],
      )
      expect(new Set(all.map((one) => one.row)).size).toBe(all.length)
      const act = aspect === 'memslot' ? 'memslot' : kvm.stopped
      expect(row).toBe(act === null ? row : kvm.traces[act].last)
    }),
    runs,
  )
})

test('what decides the type of a leaf that is not Write-Back sets the value that gives it, in every policy', () => {
  const kinds: readonly Partial<Scenario>[] = [
    {},
    { pgprot: 'nc' },
    { vma: 'pfnmap+io+uncached+shared', pgprot: 'device_nGnRnE' },
    { vma: 'mixedmap+shared', pfn: 'zone-device' },
  ]
  let found = 0
  for (const { id } of policies)
    for (const kind of kinds)
      for (const fwb of [false, true]) {
        const kvm = kvmAnswer({ ...defaults, ...kind, fwb, policy: id as Scenario['policy'] })
        if (!kvm.leaf || kvm.leaf.type === 'normal') continue
        const { row, others } = deciding('type', kvm)
        const rows = rowsIn(kvm.traces.fault)
        expect(row.state).toBe('sets')
        expect(others.map((one) => one.row.state)).toEqual(['sets'])
        expect(rows.indexOf(row)).toBeLessThan(rows.indexOf(others[0]?.row ?? row))
        found++
      }
  expect(found).toBeGreaterThan(40)
})

test('of coherency the situation that goes wrong first is the answer, where any does', () => {
  const of = (settings: Partial<Scenario>) => aspectValue('coherency', askedOf({ ...defaults, ...settings }))
  expect(of({ policy: 'before' })).toBe('leak')
  expect(of({ vma: 'none', pfn: 'map-memory', fwb: false, mair: 0x44 })).toBe('guest-to-vmm')
  expect(of({})).toBe('safe')
  expect(of({ fwb: false })).toBe('none')
})

test('what act 5 says is said besides the verdict where it was asked or something may go wrong, and else not', () => {
  const what = { asks: 'What goes wrong first?', options: ['leak', 'safe', 'none'] } as const
  const type = { asks: 'Which type?', options: ['normal', 'nc', 'device'] } as const
  fc.assert(
    fc.property(byKvm, (scenario) => {
      const { coherency } = resolve(scenario)
      const said = answered({ aspect: 'coherency', ...what }, scenario).sentences.slice(1)
      expect(said).toEqual(coherency.arises ? [coherency.says] : [])
      const besides = answered({ aspect: 'type', ...type }, scenario).sentences.slice(1)
      expect(besides).toEqual(coherency.arises && !coherency.safe ? [coherency.says] : [])
    }),
    { numRuns: sweep(500) },
  )
})

test('a question about a scenario whose stage 2 is set by hand is a RangeError', () => {
  expect(() =>
    answered({ aspect: 'memslot', asks: 'What?', options: ['0', '-EINVAL'] }, { ...defaults, s2: 'hand' }),
  ).toThrow(RangeError)
})
