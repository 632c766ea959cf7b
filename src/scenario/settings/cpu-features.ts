import { flag } from '../kinds/flag.ts'
import { stage2IsOff } from './reasons.ts'

export const xs = flag({
  key: 'xs',
  group: 'features',
  label: 'FEAT_XS',
  initial: true,
  cite: ['feat-xs'],
})

export const mte2 = flag({
  key: 'mte2',
  group: 'features',
  label: 'FEAT_MTE2',
  initial: true,
  cite: ['feat-mte2'],
})

export const mteperm = flag({
  key: 'mteperm',
  group: 'features',
  label: 'FEAT_MTE_PERM',
  initial: false,
  cite: ['feat-mte-perm'],
  disabled: (at) => (at.mte2 ? null : 'FEAT_MTE_PERM needs FEAT_MTE2'),
  idle: stage2IsOff,
})
