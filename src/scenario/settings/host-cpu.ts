import { flag } from '../kinds/flag.ts'
import { anyOf, stage2IsOff, unless } from './reasons.ts'

export const fwb = flag({
  key: 'fwb',
  group: 'cpu',
  label: 'FEAT_S2FWB',
  initial: true,
  cite: ['feat-s2fwb', 's2-fwb1'],
  idle: (at) => (at.byHand ? nothingToForce(at) : null),
})

const nothingToForce = anyOf(
  stage2IsOff,
  unless((at) => at.hcrfwb, 'Not used: HCR_EL2.FWB is 0'),
)

export const dic = flag({
  key: 'dic',
  group: 'cpu',
  label: 'CTR_EL0.DIC',
  initial: true,
  cite: ['ctr-el0', 'linux-prepare-memslot'],
  idle: (at) => (at.byHand ? 'Not used: stage 2 is set by hand' : null),
})
