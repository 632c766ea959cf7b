import { flag } from '../kinds/flag.ts'
import { anyOf, setByHand, stage2IsOff, unless } from './reasons.ts'

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
  idle: setByHand,
})

export const idc = flag({
  key: 'idc',
  group: 'cpu',
  label: 'CTR_EL0.IDC',
  initial: true,
  cite: ['ctr-el0', 'linux-clean-guest-page'],
  idle: anyOf(setByHand, (at) => (at.fwb ? 'Not used: KVM takes FEAT_S2FWB to imply CTR_EL0.IDC' : null)),
})
