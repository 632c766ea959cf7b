import { describe, expect, test } from 'vitest'
import { parseAddress } from '../../src/scenario/address.ts'
import {
  migrate,
  migrations,
  misplaced,
  versionOf,
  type Migration,
} from '../../src/scenario/address/migrations.ts'
import { addedParam, readParams } from '../../src/scenario/address/param.ts'

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
    expect(versionOf(migrations)).toBe(1)
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
