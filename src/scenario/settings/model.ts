import { flag } from '../kinds/flag.ts'
import type { Reason } from '../setting.ts'
import { anyOf, noVma } from './reasons.ts'

/** Where KVM maps nothing, or user space has no mapping of its own, nobody disagrees about a line. */
const doesNotArise: Reason = (at) =>
  at.mapped && at.kvm.gmem !== 'private' ? null : 'Not used: the question of coherency does not arise'

export const hits = flag({
  key: 'hits',
  group: 'model',
  label: 'NC may hit the cache',
  name: 'Cache hits of Non-cacheable and Device accesses',
  initial: false,
  labels: ['no', 'yes'],
  cite: ['mismatched-attributes'],
  idle: anyOf(noVma, doesNotArise),
})

export const anyguest = flag({
  key: 'anyguest',
  group: 'model',
  label: 'any guest stage 1',
  name: 'Any stage 1 of the guest',
  initial: false,
  labels: ['no', 'yes'],
  cite: ['mismatched-attributes'],
  idle: anyOf(noVma, doesNotArise),
})
