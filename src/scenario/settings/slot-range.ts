import { address } from '../kinds/address.ts'
import { flag } from '../kinds/flag.ts'
import { setByHand } from './reasons.ts'

export const gpa = address({
  key: 'gpa',
  group: 'range',
  label: 'guest_phys_addr',
  initial: 0xa000000000,
  cite: ['linux-set-memslot', 'linux-prepare-memslot'],
  idle: setByHand,
})

export const size = address({
  key: 'size',
  group: 'range',
  label: 'memory_size',
  initial: 0x1800000000,
  min: 1,
  cite: ['linux-set-memslot', 'linux-prepare-memslot'],
  idle: setByHand,
})

export const hva = address({
  key: 'hva',
  group: 'range',
  label: 'userspace_addr',
  initial: 0xffd000000000,
  cite: ['linux-set-memslot', 'linux-thp-adjust'],
  idle: setByHand,
})

export const overlap = flag({
  key: 'overlap',
  group: 'range',
  label: 'Overlaps another slot',
  initial: false,
  cite: ['linux-set-memslot'],
  idle: setByHand,
})
