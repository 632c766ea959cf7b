import { choice } from '../kinds/choice.ts'
import { flag } from '../kinds/flag.ts'
import { policy } from './kernel.ts'
import type { Reason } from '../setting.ts'
import { anyOf, setByHand } from './reasons.ts'

export const peer = flag({
  key: 'peer',
  group: 'peer',
  label: 'migrate to a peer',
  name: 'Migration to a peer host',
  initial: false,
  cite: ['linux-prepare-memslot', 'linux-check-features'],
  idle: setByHand,
})

const noPeer: Reason = anyOf(setByHand, (at) => (at.peer ? null : 'Not used: the VM does not migrate'))

export const peerfwb = flag({
  key: 'peerfwb',
  group: 'peer',
  label: 'FEAT_S2FWB',
  name: 'FEAT_S2FWB of the peer',
  initial: true,
  cite: ['feat-s2fwb', 'linux-check-features'],
  idle: noPeer,
})

export const peerdic = flag({
  key: 'peerdic',
  group: 'peer',
  label: 'CTR_EL0.DIC',
  name: 'CTR_EL0.DIC of the peer',
  initial: true,
  cite: ['ctr-el0'],
  idle: noPeer,
})

export const peeridc = flag({
  key: 'peeridc',
  group: 'peer',
  label: 'CTR_EL0.IDC',
  name: 'CTR_EL0.IDC of the peer',
  initial: true,
  cite: ['ctr-el0', 'linux-clean-guest-page'],
  idle: anyOf(noPeer, (at) =>
    at.peerfwb ? 'Not used: KVM takes FEAT_S2FWB of the peer to imply CTR_EL0.IDC' : null,
  ),
})

export const peerpolicy = choice({
  key: 'peerpolicy',
  group: 'peer',
  label: 'Policy',
  name: 'KVM policy of the peer',
  options: policy.values.map(({ value, label }) => ({ value, label })),
  initial: 'linux-7.3',
  cite: ['linux-prepare-memslot'],
  idle: noPeer,
})
