import type { Check, KernelFunction } from '../check.ts'
import { ipaSize, memslotFlags, noGuestMemfd, prepareMemoryRegion, setMemoryRegion } from './memslot.ts'

/** KVM_SET_USER_MEMORY_REGION2 in 6.12: what is checked of the flags, and of each VMA. */
export const memslotPath612 = (flags: Check, vma: Check): readonly KernelFunction[] => [
  memslotFlags('linux-memslot-flags-612', [flags, noGuestMemfd]),
  setMemoryRegion('__kvm_set_memory_region()', 'linux-set-memslot-612'),
  prepareMemoryRegion('linux-prepare-memslot-612', [ipaSize, vma]),
]

/** The same in 6.17. Where every host knows the flag, nothing is checked of it here. */
export const memslotPath617 = (flags: readonly Check[], vma: Check): readonly KernelFunction[] => [
  memslotFlags('linux-memslot-flags-617', [...flags, noGuestMemfd]),
  setMemoryRegion('kvm_set_memory_region()', 'linux-set-memslot-617'),
  prepareMemoryRegion('linux-prepare-memslot-617', [ipaSize, vma]),
]
