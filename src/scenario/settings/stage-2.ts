import { bits } from '../kinds/bits.ts'
import { flag } from '../kinds/flag.ts'
import { shareabilities } from './guest-stage-1.ts'
import { stage2IsOff } from './reasons.ts'

export const memattr = bits({
  key: 'memattr',
  group: 's2',
  label: 'MemAttr',
  width: 4,
  base: 2,
  initial: 0b0110,
  cite: ['vmsa-s2-leaf', 's2-fwb0', 's2-fwb1'],
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
  idle: stage2IsOff,
})

export const fnxs = flag({
  key: 'fnxs',
  group: 's2',
  label: 'FnXS',
  initial: false,
  cite: ['vmsa-s2-leaf', 'feat-xs'],
  disabled: (at) => (at.xs ? null : 'RES0 without FEAT_XS: reads as 0'),
  idle: stage2IsOff,
})
