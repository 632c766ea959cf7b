import { bits } from '../kinds/bits.ts'
import { choice } from '../kinds/choice.ts'
import { count } from '../kinds/count.ts'
import { flag } from '../kinds/flag.ts'
import { flags } from '../kinds/flags.ts'
import { word64 } from '../kinds/word64.ts'
import { stage1IsOff } from './reasons.ts'

const group = 't1'
const idle = stage1IsOff

export const granuleSizes = [
  { value: '4k', label: '4K' },
  { value: '16k', label: '16K' },
  { value: '64k', label: '64K' },
] as const

export const leafLevels = [
  { value: '1', label: '1' },
  { value: '2', label: '2' },
  { value: '3', label: '3' },
] as const

export const va = word64({
  key: 'va',
  group,
  label: 'VA',
  name: 'The VA accessed',
  initial: '0xffff80008a3c5a40',
  cite: ['va-range', 's1-walk'],
  idle,
})

export const tg = choice({
  key: 'tg',
  group,
  label: 'Granule',
  name: 'Stage 1 granule',
  options: granuleSizes,
  initial: '4k',
  cite: ['s1-start-level'],
  idle,
})

export const txsz = count({
  key: 'txsz',
  group,
  label: 'TCR_EL1.TxSZ',
  initial: 16,
  max: 63,
  cite: ['txsz-1'],
  idle,
})

export const tcr = flags({
  key: 'tcr',
  group,
  label: 'TCR_EL1',
  name: 'The flags of TCR_EL1',
  flags: [
    { word: 'ds', label: 'DS: LPA2, 4K and 16K' },
    { word: 'tbi', label: 'TBI' },
    { word: 'epd', label: 'EPD' },
    { word: 'e0pd', label: 'E0PD' },
    { word: 'hpd', label: 'HPD' },
    { word: 'ha', label: 'HA' },
    { word: 'hd', label: 'HD' },
  ],
  initial: [],
  cite: ['txsz-1', 'va-range', 'epd', 'e0pd', 'access-flag'],
  idle,
})

export const leaf = choice({
  key: 'leaf',
  group,
  label: 'Leaf level',
  name: 'Stage 1 leaf level',
  options: leafLevels,
  initial: '3',
  cite: ['vmsa-descriptors'],
  idle,
})

const bit = <const K extends string>(
  key: K,
  label: string,
  initial: boolean,
  cite: Parameters<typeof flag>[0]['cite'],
) => flag({ key, group, label, initial, cite, idle })

export const contig = bit('contig', 'Contiguous', false, ['vmsa-descriptors', 'stage-oa'])
export const af = bit('af', 'AF', true, ['access-flag'])
export const dbm = bit('dbm', 'DBM', false, ['vmsa-descriptors', 'access-flag'])

export const ap = bits({
  key: 'ap',
  group,
  label: 'AP[2:1]',
  width: 2,
  base: 2,
  initial: 0b00,
  named: [
    { value: 0b00, name: 'el1rw', label: '00 EL1 RW' },
    { value: 0b01, name: 'rw', label: '01 RW' },
    { value: 0b10, name: 'el1ro', label: '10 EL1 RO' },
    { value: 0b11, name: 'ro', label: '11 RO' },
  ],
  cite: ['s1-permissions'],
  idle,
})

export const pxn = bit('pxn', 'PXN', false, ['s1-permissions'])
export const uxn = bit('uxn', 'UXN', true, ['s1-permissions'])

export const aptable = bits({
  key: 'aptable',
  group,
  label: 'APTable',
  width: 2,
  base: 2,
  initial: 0b00,
  cite: ['s1-table-permissions'],
  idle,
})

export const pxntable = bit('pxntable', 'PXNTable', false, ['s1-table-permissions'])
export const uxntable = bit('uxntable', 'UXNTable', false, ['s1-table-permissions'])
export const wxn = bit('wxn', 'SCTLR_EL1.WXN', false, ['s1-output-permissions', 'sctlr-el1'])
export const ee = bit('ee', 'SCTLR_EL1.EE', false, ['sctlr-el1'])
export const epan = bit('epan', 'SCTLR_EL1.EPAN', false, ['s1-output-permissions', 'sctlr-el1'])
