import { flag } from '../kinds/flag.ts'
import { anyOf, stage2IsOff, unless } from './reasons.ts'

export const fwb = flag({
  key: 'fwb',
  group: 'cpu',
  label: 'FEAT_S2FWB',
  initial: true,
  cite: ['feat-s2fwb', 's2-fwb1'],
  idle: anyOf(
    stage2IsOff,
    unless((at) => at.hcrfwb, 'Not used: HCR_EL2.FWB is 0'),
  ),
})
