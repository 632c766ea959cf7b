import { choice } from '../kinds/choice.ts'
import { setByHand } from './reasons.ts'

export const policy = choice({
  key: 'policy',
  group: 'kernel',
  label: 'Policy',
  name: 'KVM policy',
  options: [
    { value: 'linux-7.3', label: 'Linux 7.3' },
    { value: 'linux-6.17', label: 'Linux 6.17' },
    { value: 'before', label: 'Linux 6.9 to 6.16' },
    { value: 'block', label: 'block: the bugfix as applied' },
    { value: 'block-v4', label: 'block-v4: the bugfix of v4' },
    { value: 'v3', label: 'v3: the patch v3' },
    { value: 'plan', label: 'plan: 16 April 2025' },
    { value: 'optin', label: 'optin: 22 April 2025' },
    { value: 'optin-v6', label: 'optin-v6: the flag of v6' },
    { value: 'optin-force', label: 'optin-force: a sketch' },
    { value: 'optin-strict', label: 'optin-strict: a sketch' },
    { value: 'fallback', label: 'fallback: rejected' },
    { value: 'fallback-optin', label: 'fallback-optin: rejected' },
  ],
  initial: 'linux-7.3',
  cite: ['linux-s2-pin-pfn', 'linux-user-mem-abort-617', 'linux-user-mem-abort-612'],
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
