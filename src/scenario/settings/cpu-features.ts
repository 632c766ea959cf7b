import { flag } from '../kinds/flag.ts'
import { choice } from '../kinds/choice.ts'
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

export const xnx = flag({
  key: 'xnx',
  group: 'features',
  label: 'FEAT_XNX',
  initial: true,
  cite: ['feat-xnx'],
  idle: stage2IsOff,
})

export const hafdbs = flag({
  key: 'hafdbs',
  group: 'features',
  label: 'FEAT_HAFDBS',
  initial: true,
  cite: ['access-flag'],
})

const sizes = ['36', '40', '42', '44', '48', '52'] as const

export const pa = choice({
  key: 'pa',
  group: 'features',
  label: 'PA size (PARange)',
  options: sizes.map((value) => ({ value, label: `${value} bits` })),
  initial: '52',
  cite: ['oa-out-of-range', 's2-invalid-sl'],
})
