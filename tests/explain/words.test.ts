import { expect, test } from 'vitest'
import { cached, device, nc, normal } from '../../src/arch/attributes.ts'
import {
  hintsCode,
  hintsName,
  kernelTypeName,
  tagsName,
  typeCode,
  typeName,
} from '../../src/explain/words.ts'

const wb = cached('WB', 'RWA')
const wtTransient = cached('WT', 'RA', true)

const cases = [
  [device('nGRE', 'OSH', true), 'Device-nGRE', 'nGRE', 'DEVICE-nGRE', '-', 'no allocation hints'],
  [normal(nc, nc, 'OSH', true), 'Normal Non-cacheable', 'NC', 'NORMAL-NC', '-', 'no allocation hints'],
  [normal(wb, wb, 'ISH', false), 'Normal Write-Back', 'WB', 'NORMAL-WB', 'RWA', 'read- and write-allocate'],
  [
    normal(wb, nc, 'ISH', true),
    'Normal, inner Write-Back, outer Non-cacheable',
    'iWB oNC',
    'NORMAL-iWB-oNC',
    'inner RWA',
    'inner read- and write-allocate',
  ],
  [
    normal(wb, wtTransient, 'ISH', true),
    'Normal, inner Write-Back, outer Write-Through',
    'iWB oWT',
    'NORMAL-iWB-oWT',
    'i RWA, o RA transient',
    'inner read- and write-allocate; outer read-allocate, transient',
  ],
] as const

test.each(cases)('attributes are named alike everywhere: %#', (attrs, type, code, kernel, hints, words) => {
  expect([typeName(attrs), typeCode(attrs), kernelTypeName(attrs)]).toEqual([type, code, kernel])
  expect([hintsCode(attrs), hintsName(attrs)]).toEqual([hints, words])
})

test('NoTagAccess is said where the PE has FEAT_MTE_PERM', () => {
  const denied = { ...normal(wb, wb, 'ISH', false, true), notagaccess: true }
  expect([tagsName(denied, true), tagsName(denied, false)]).toEqual(['tagged, NoTagAccess', 'tagged'])
})
