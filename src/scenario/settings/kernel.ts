import { choice } from '../kinds/choice.ts'
import { setByHand } from './reasons.ts'

export const policy = choice({
  key: 'policy',
  group: 'kernel',
  label: 'Policy',
  name: 'KVM policy',
  options: [
    { value: 'linux-7.3', label: 'Linux 7.3' },
    { value: 'before', label: 'Linux 6.9 to 6.16' },
  ],
  initial: 'linux-7.3',
  cite: ['linux-s2-pin-pfn', 'linux-user-mem-abort-612'],
  idle: setByHand,
})

export const page = choice({
  key: 'page',
  group: 'kernel',
  label: 'Host page size',
  options: [
    { value: '4k', label: '4K' },
    { value: '16k', label: '16K' },
    { value: '64k', label: '64K' },
  ],
  initial: '4k',
  cite: ['linux-set-memslot', 'linux-thp-adjust'],
  idle: setByHand,
})
