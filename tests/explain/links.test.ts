import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { properties } from '../../src/explain/answer.ts'
import { linked } from '../../src/explain/links.ts'
import { isNodeId } from './node-id.ts'
import type { Check } from '../../src/kvm/check.ts'
import { policies } from '../../src/kvm/policies.ts'
import { rowsOf } from '../../src/explain/kvm/rows.ts'
import { resolve as resolveStory } from '../../src/explain/resolve.ts'
import { controlOf } from '../../src/scenario/kvm-ids.ts'
import { everySetting, type Scenario } from '../../src/scenario/schema.ts'
import { kvmScenario } from '../scenario/arbitrary.ts'
import { accessScenario, defaults, resolve } from './by-hand.ts'
import { sweep } from '../sweep.ts'

const lit = (id: string, changes: Partial<Scenario> = {}) =>
  [...linked(id, resolve({ ...defaults, ...changes }))].toSorted()

const idsIn = ({ id, inner = [] }: Check): readonly string[] => [id, ...inner.flatMap(idsIn)]

const isProperty = (id: string) => properties.some((property) => property === id)

describe('a picked element', () => {
  test('lights where its value comes from and the field of PAR_EL1 that it goes to', () => {
    expect(lit('shareability')).toEqual(expect.arrayContaining(['shareability', 'sh', 's2sh', 'par-sh']))
    expect(lit('shareability')).not.toContain('par-attr')
    expect(lit('memattr')).toEqual(expect.arrayContaining(['memattr', 'type', 'par-attr']))
    expect(lit('par-attr')).toEqual(
      expect.arrayContaining(['type', 'hints', 'tags', 'xs-attr', 'mair', 'memattr']),
    )
  })

  test('lights what lights it', () => {
    fc.assert(
      fc.property(accessScenario, (scenario) => {
        const outcome = resolve(scenario)
        const keys = everySetting.map(({ key }) => key).filter((key) => !isProperty(key))
        const lit = new Map([...properties, ...keys].map((id) => [id, linked(id, outcome)]))
        const wrong = properties.flatMap((property) =>
          keys.filter((key) => lit.get(key)?.has(property) !== lit.get(property)?.has(key)),
        )
        expect(wrong).toEqual([])
      }),
      { numRuns: sweep(200, 50) },
    )
  })

  test('among KVM’s checks lights the controls that it reads, and a control the checks that read it', () => {
    fc.assert(
      fc.property(kvmScenario, (scenario) => {
        const outcome = resolveStory(scenario)
        const rows = outcome.kvm ? rowsOf(outcome.kvm) : []
        const controls = [...new Set(Object.values(controlOf))]
        const lit = new Map(rows.map(({ check }) => [check.id, linked(check.id, outcome)]))
        const wrong = rows.flatMap(({ check, operands }) => {
          const read = new Set(operands.flatMap(({ reads }) => reads.map((input) => controlOf[input])))
          return controls.filter((id) => lit.get(check.id)?.has(id) !== read.has(id))
        })
        expect(wrong).toEqual([])
        const oneSided = controls.flatMap((id) => {
          const litBy = linked(id, outcome)
          return rows.filter(({ check }) => litBy.has(check.id) !== lit.get(check.id)?.has(id))
        })
        expect(oneSided).toEqual([])
      }),
      { numRuns: sweep(100, 10) },
    )
  })

  test('of KVM’s reads like this', () => {
    const kvm = resolveStory({ ...defaults, s2: 'kvm' })
    expect([...linked('memslot-cacheable-pfnmap', kvm)]).toEqual([
      'memslot-cacheable-pfnmap',
      'vma-pfnmap',
      'swap',
      'pgprot',
      'fwb',
      'dic',
    ])
    expect([...linked('vma-uncached', kvm)]).toEqual(['vma-uncached', 'prot-nc', 'prot-device'])
    expect([...linked('fwb', kvm)]).toEqual(
      expect.arrayContaining(['memslot-cacheable-pfnmap', 'fault-cacheable-pfnmap', 'type']),
    )
  })

  test('that is nothing lights nothing but itself', () => {
    for (const id of ['', 'par', 'constructor', 'valueof']) {
      expect(lit(id)).toEqual([id])
      expect(lit(id, { s2: 'kvm' })).toEqual([id])
    }
  })

  test('is one thing only: no setting has the id of a property, and no check that of either', () => {
    expect(everySetting.map(({ key }) => key).filter(isProperty)).toEqual([])
    const checks = policies.flatMap(({ memslot, fault }) =>
      [...memslot, ...fault].flatMap((fn) => fn.checks.flatMap(idsIn)),
    )
    expect(checks.filter((id) => isNodeId(id))).toEqual([])
    expect(checks.filter((id) => Object.values(controlOf).some((control) => control === id))).toEqual([])
  })

  test('is a property, a field of PAR_EL1 or a setting', () => {
    for (const id of [...properties, 'par-attr', 'par-sh', ...everySetting.map(({ key }) => key)])
      expect(isNodeId(id)).toBe(true)
    for (const id of ['', 'par', 'toString', '__proto__', 'constructor']) expect(isNodeId(id)).toBe(false)
  })
})
