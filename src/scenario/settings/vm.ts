import { choice } from '../kinds/choice.ts'
import { flag } from '../kinds/flag.ts'
import { anyOf, setByHand } from './reasons.ts'

export const mte = flag({
  key: 'mte',
  group: 'vm',
  label: 'KVM_CAP_ARM_MTE',
  initial: false,
  cite: ['linux-prepare-memslot'],
  disabled: (at) => (at.mte2 ? null : 'KVM_CAP_ARM_MTE needs FEAT_MTE2'),
  idle: setByHand,
})

const sizes = ['32', '36', '39', '40', '42', '44', '47', '48', '52'] as const

export const ipa = choice({
  key: 'ipa',
  group: 'vm',
  label: 'IPA size',
  options: sizes.map((value) => ({
    value,
    label: value === '52' ? '52 bits (LPA2, 64K)' : `${value} bits`,
  })),
  initial: '48',
  cite: ['linux-prepare-memslot', 'linux-guest-abort'],
  idle: setByHand,
})

export const lpa2 = flag({
  key: 'lpa2',
  group: 'vm',
  label: 'LPA2 (VTCR_EL2.DS)',
  initial: false,
  cite: ['linux-s2-prot'],
  disabled: (at) => (at.kvm.page === 64 ? 'VTCR_EL2.DS is for 4K and 16K pages' : null),
  idle: anyOf(setByHand),
})
