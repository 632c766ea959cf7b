import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultInputs } from '../../src/arch/inputs.ts'
import { parseAddress, writeAddress } from '../../src/scenario/address.ts'
import {
  migrate,
  migrations,
  misplaced,
  versionOf,
  type Migration,
} from '../../src/scenario/address/migrations.ts'
import { addedParam, readParams } from '../../src/scenario/address/param.ts'
import { baseScenario } from '../../src/scenario/preset.ts'
import type { Scenario, SettingKey } from '../../src/scenario/schema.ts'
import { initialOpen } from '../../src/scenario/view.ts'
import { handScenario, somePresets } from './arbitrary.ts'
import { openInVersion1 } from './golden-addresses.ts'
import { sweep } from '../sweep.ts'

/** Version 2 calls `wbbyte` what version 1 called `mair`; version 3 has FEAT_S2FWB 0 as its default no more. */
const renamed: Migration = {
  from: 1,
  to: 2,
  up: (params) => params.map((param) => (param.key === 'byte' ? { ...param, key: 'mair' } : param)),
}
const newDefault: Migration = {
  from: 2,
  to: 3,
  up: (params) => (params.some(({ key }) => key === 'fwb') ? params : [...params, addedParam('fwb', '0')]),
}
const failing: Migration = {
  from: 1,
  to: 2,
  up: () => {
    throw new Error('not so')
  },
}
const steps = [renamed, newDefault]
const parse = (query: string) => parseAddress(`#/explore?${query}`, [], steps)

describe('migrations', () => {
  test('of this version rise by one from the first', () => {
    expect(misplaced(migrations)).toBe(undefined)
    expect(versionOf(migrations)).toBe(2)
    expect(versionOf(steps)).toBe(3)
    expect(misplaced(steps)).toBe(undefined)
    expect(misplaced([newDefault])).toBe(newDefault)
    expect(misplaced([renamed, renamed])).toBe(renamed)
    expect(misplaced([{ ...renamed, to: 3 }])).toMatchObject({ to: 3 })
  })

  test('bring an old address up to date, step by step', () => {
    expect(parse('v=1&byte=nc')).toMatchObject({
      scenario: { mair: 0x44, fwb: false },
      dropped: [],
      unknown: [],
    })
    expect(parse('v=1&byte=nc&fwb=1')).toMatchObject({ scenario: { mair: 0x44, fwb: true } })
  })

  test('skip the steps that an address does not need', () => {
    expect(parse('v=2&byte=nc')).toMatchObject({
      scenario: { mair: 0xff, fwb: false },
      unknown: [{ key: 'byte' }],
    })
    expect(parse('v=3&mair=nc')).toMatchObject({ scenario: { mair: 0x44, fwb: true }, dropped: [] })
    expect(parse('mair=nc')).toMatchObject({ scenario: { mair: 0x44, fwb: true }, dropped: [] })
  })

  test('keep reports in the words of the address', () => {
    expect(parse('v=1&byte=0xg').dropped).toMatchObject([{ key: 'byte', raw: '0xg', badPart: [2, 3] }])
  })

  test('do not touch an address of a newer version', () => {
    expect(parse('v=4&byte=nc').dropped.map(({ why }) => why)).toEqual(['version', 'newer'])
  })

  test('that fail leave the pairs as they were and say so', () => {
    const params = readParams('v=1&fwb=0')
    expect(migrate(params, 1, [failing])).toEqual({ failed: failing, params })
    expect(parseAddress('#/explore?v=1&fwb=0', [], [failing])).toMatchObject({
      scenario: { fwb: false },
      dropped: [{ why: 'version', says: 'This link could not be brought from version 1 to version 2.' }],
    })
  })
})

describe('from version 1, in which stage 2 was set by hand', () => {
  const read = (query: string) => parseAddress(`#/explore?${query}`, somePresets)
  const { dropped: _, ...initial } = read('v=2')

  test('an address without a key of KVM’s has stage 2 set by hand, and the groups open that were', () => {
    for (const query of [
      'v=1',
      'v=1&fwb=0',
      'v=1&mair=0x44&memattr=0b0101',
      'v=1&p=no-fwb',
      'v=1&title=SGk',
    ]) {
      expect(read(query)).toMatchObject({ scenario: { s2: 'hand' }, open: openInVersion1, dropped: [] })
      expect(read(query).scenario).toEqual({ ...read(query.replace('v=1', 'v=2')).scenario, s2: 'hand' })
    }
  })

  test('open groups that are given are kept, and so is what is picked', () => {
    expect(read('v=1&open=s1+hcr')).toMatchObject({ scenario: { s2: 'hand' }, open: ['s1', 'hcr'] })
    expect(read('v=1&open=none').open).toEqual([])
    expect(read('v=1&pick=type')).toMatchObject({ pick: 'type', open: openInVersion1 })
  })

  test.each([
    ['s2', 'kvm'],
    ['dic', '0'],
    ['policy', 'before'],
    ['vma', 'none'],
    ['pgprot', 'nc'],
    ['pfn', 'none'],
    ['slot', 'log'],
    ['swap', '1'],
    ['map', 'pmd'],
  ])('an address that names %s asks KVM, and is read as it stands', (key, value) => {
    const address = read(`v=1&fwb=0&${key}=${value}`)
    expect(address).toEqual(read(`v=2&fwb=0&${key}=${value}`))
    expect(address).toMatchObject({ scenario: { s2: 'kvm', fwb: false }, open: initialOpen, dropped: [] })
  })

  test('an address that names no version is of this one', () => {
    expect(read('fwb=0')).toEqual(read('v=2&fwb=0'))
    expect(read('')).toMatchObject(initial)
  })

  test('what is added is reported by nobody, and stays when the address is written', () => {
    const address = read('v=1&fwb=2&mair=0x44')
    expect(address.dropped.map(({ key, raw }) => `${key}=${raw}`)).toEqual(['fwb=2'])
    expect(writeAddress(address, somePresets)).toBe(
      '#/explore?v=2&mair=0x44&s2=hand&open=cpu+access+s1+s2+hcr',
    )
  })

  test('whatever an address of version 1 held, it means the same as its successor', () => {
    fc.assert(
      fc.property(handScenario, fc.constantFrom(...somePresets), (scenario, preset) => {
        const kept = { ...baseScenario(preset), ...ofVersion1(scenario) }
        const written = writeAddress({ ...initial, scenario: kept, preset: preset.id }, somePresets)
        const old = read(written.replace('#/explore?v=2', '').replace(/^&?/, 'v=1&'))
        expect(old.scenario).toEqual({ ...kept, s2: 'hand' })
        expect(old.dropped).toEqual([])
      }),
      { numRuns: sweep(500) },
    )
  })
})

/** The settings that version 1 had: those of the engine of attributes; a write was none. */
const ofVersion1 = (scenario: Scenario): Partial<Scenario> =>
  Object.fromEntries(
    Object.keys(defaultInputs).map((key) => [
      key,
      key === 'acc' && scenario.acc === 'w' ? 'r' : scenario[key as SettingKey],
    ]),
  )
