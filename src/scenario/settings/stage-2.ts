import { bits } from '../kinds/bits.ts'
import { choice } from '../kinds/choice.ts'
import { flag } from '../kinds/flag.ts'
import { shareabilities } from './guest-stage-1.ts'
import { anyOf, stage2IsOff, writtenByKvm } from './reasons.ts'

export const s2 = choice({
  key: 's2',
  group: 's2',
  label: 'Leaf',
  name: 'The stage 2 leaf',
  options: [
    { value: 'kvm', label: 'from KVM' },
    { value: 'hand', label: 'by hand' },
  ],
  initial: 'kvm',
  cite: ['linux-s2-prot', 'vmsa-s2-leaf'],
})

export const memattr = bits({
  key: 'memattr',
  group: 's2',
  label: 'MemAttr',
  width: 4,
  base: 2,
  initial: 0b0110,
  cite: ['vmsa-s2-leaf', 's2-fwb0', 's2-fwb1'],
  disabled: writtenByKvm,
  idle: stage2IsOff,
})

export const s2sh = bits({
  key: 's2sh',
  group: 's2',
  label: 'SH',
  name: 'Stage 2 SH',
  width: 2,
  base: 2,
  initial: 0b11,
  named: shareabilities,
  cite: ['vmsa-s2-leaf', 'sh-decode'],
  disabled: writtenByKvm,
  idle: anyOf(stage2IsOff, (at) => (at.ds2 ? 'Not used: with VTCR_EL2.DS 1 it is the register’s' : null)),
})

export const fnxs = flag({
  key: 'fnxs',
  group: 's2',
  label: 'FnXS',
  initial: false,
  cite: ['vmsa-s2-leaf', 'feat-xs'],
  disabled: anyOf(writtenByKvm, (at) => (at.xs ? null : 'RES0 without FEAT_XS: reads as 0')),
  idle: stage2IsOff,
})
