import { bits } from '../kinds/bits.ts'
import { choice } from '../kinds/choice.ts'
import { count } from '../kinds/count.ts'
import { flag } from '../kinds/flag.ts'
import { flags } from '../kinds/flags.ts'
import { granuleSizes, leafLevels } from './guest-tables.ts'
import { stage2IsOff, writtenByKvm, setByKvm } from './reasons.ts'

const group = 't2'
const idle = stage2IsOff

export const s2tg = choice({
  key: 's2tg',
  group,
  label: 'Granule',
  name: 'Stage 2 granule',
  options: granuleSizes,
  initial: '4k',
  cite: ['s2-start-level'],
  disabled: (at) => (at.byHand ? null : 'KVM uses the page size of the host'),
  idle,
})

export const t0sz = count({
  key: 't0sz',
  group,
  label: 'VTCR_EL2.T0SZ',
  initial: 16,
  max: 63,
  cite: ['txsz-2'],
  disabled: setByKvm,
  idle,
})

export const sl0 = choice({
  key: 'sl0',
  group,
  label: 'VTCR_EL2.SL0',
  options: [
    { value: 'kvm', label: 'as KVM' },
    { value: '0b00', label: '0b00' },
    { value: '0b01', label: '0b01' },
    { value: '0b10', label: '0b10' },
    { value: '0b11', label: '0b11' },
    { value: '0b100', label: 'SL2' },
  ],
  initial: 'kvm',
  cite: ['s2-start-level', 's2-inconsistent-sl'],
  disabled: setByKvm,
  idle,
})

export const vtcr = flags({
  key: 'vtcr',
  group,
  label: 'VTCR_EL2',
  name: 'The flags of VTCR_EL2',
  flags: [
    { word: 'ds', label: 'DS: LPA2, 4K and 16K' },
    { word: 'ha', label: 'HA' },
    { word: 'hd', label: 'HD' },
  ],
  initial: [],
  cite: ['txsz-2', 'access-flag'],
  disabled: setByKvm,
  idle,
})

export const s2leaf = choice({
  key: 's2leaf',
  group,
  label: 'Leaf level',
  name: 'Stage 2 leaf level',
  options: leafLevels,
  initial: '3',
  cite: ['vmsa-descriptors'],
  disabled: writtenByKvm,
  idle,
})

export const s2ap = bits({
  key: 's2ap',
  group,
  label: 'S2AP',
  width: 2,
  base: 2,
  initial: 0b11,
  named: [
    { value: 0b00, name: 'no', label: '00 none' },
    { value: 0b01, name: 'ro', label: '01 read' },
    { value: 0b10, name: 'wo', label: '10 write' },
    { value: 0b11, name: 'rw', label: '11 RW' },
  ],
  cite: ['s2-permissions'],
  disabled: writtenByKvm,
  idle,
})

export const s2xn = bits({
  key: 's2xn',
  group,
  label: 'XN[1:0]',
  name: 'Stage 2 XN',
  width: 2,
  base: 2,
  initial: 0b00,
  named: [
    { value: 0b00, name: 'x', label: '00 exec' },
    { value: 0b01, name: 'el0x', label: '01 EL0' },
    { value: 0b10, name: 'xn', label: '10 never' },
    { value: 0b11, name: 'el1x', label: '11 EL1' },
  ],
  cite: ['s2-permissions', 'feat-xnx'],
  disabled: writtenByKvm,
  idle,
})

const leafBit = <const K extends string>(
  key: K,
  label: string,
  initial: boolean,
  cite: Parameters<typeof flag>[0]['cite'],
) => flag({ key, group, label, name: `Stage 2 ${label}`, initial, cite, disabled: writtenByKvm, idle })

export const s2contig = leafBit('s2contig', 'Contiguous', false, ['vmsa-descriptors', 'stage-oa'])
export const s2dbm = leafBit('s2dbm', 'DBM', false, ['vmsa-descriptors', 'access-flag'])
export const s2af = leafBit('s2af', 'AF', true, ['access-flag'])

export const ptw = flag({
  key: 'ptw',
  group,
  label: 'HCR_EL2.PTW',
  initial: false,
  cite: ['s2-check-permissions', 'hcr-el2'],
  disabled: setByKvm,
  idle,
})
