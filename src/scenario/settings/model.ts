import { flag } from '../kinds/flag.ts'
import { act5DoesNotArise } from './reasons.ts'

export const hits = flag({
  key: 'hits',
  group: 'model',
  label: 'NC may hit the cache',
  name: 'Cache hits of Non-cacheable and Device accesses',
  initial: false,
  labels: ['no', 'yes'],
  cite: ['mismatched-attributes'],
  idle: act5DoesNotArise,
})

export const anyguest = flag({
  key: 'anyguest',
  group: 'model',
  label: 'any guest stage 1',
  name: 'Any stage 1 of the guest',
  initial: false,
  labels: ['no', 'yes'],
  cite: ['mismatched-attributes'],
  idle: act5DoesNotArise,
})
