import { flag } from '../kinds/flag.ts'
import { flags } from '../kinds/flags.ts'
import { anyOf, setByHand, unless } from './reasons.ts'

export const slot = flags({
  key: 'slot',
  group: 'slot',
  label: 'flags',
  name: 'The slot’s flags field',
  flags: [
    { word: 'log', label: 'KVM_MEM_LOG_DIRTY_PAGES' },
    { word: 'ro', label: 'KVM_MEM_READONLY' },
    { word: 'gmem', label: 'KVM_MEM_GUEST_MEMFD' },
    { word: 'bit3', label: 'bit 3, proposed in 2025' },
  ],
  initial: [],
  cite: ['linux-memslot-flags'],
  idle: setByHand,
})

export const gmemmap = flag({
  key: 'gmemmap',
  group: 'slot',
  label: 'mappable file',
  name: 'GUEST_MEMFD_FLAG_MMAP',
  initial: true,
  cite: ['linux-prepare-memslot'],
  idle: anyOf(
    setByHand,
    unless((at) => at.kvm.gmem !== 'none', 'Not used: the slot is not of a guest_memfd'),
  ),
})

export const later = flag({
  key: 'later',
  group: 'slot',
  label: 'logging switched on later',
  name: 'Dirty logging switched on later',
  initial: false,
  cite: ['linux-prepare-memslot', 'linux-s2-fault-map'],
  idle: anyOf(
    setByHand,
    unless((at) => at.kvm.log, 'Not used: KVM_MEM_LOG_DIRTY_PAGES is not among the flags'),
    unless((at) => at.kvm.gmem === 'none', 'Not used: a slot of a guest_memfd cannot be logged at all'),
  ),
})

export const swap = flag({
  key: 'swap',
  group: 'slot',
  label: 'VMA swapped in later',
  name: 'The VMA swapped in later',
  initial: false,
  cite: ['linux-prepare-memslot', 'linux-s2-vma-info'],
  idle: anyOf(
    setByHand,
    unless((at) => at.kvm.gmem === 'none', 'Not used: the memory is the guest_memfd’s, not the VMA’s'),
  ),
})
