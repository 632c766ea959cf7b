import type { Errno } from './exit.ts'

/** Something that KVM does and that these policies leave out. */
export interface NotModelled {
  /** A sentence for the page. */
  readonly says: string
  /** How it ends, where that is something that a check of the model can end in as well. */
  readonly ends?: {
    readonly act: 'memslot' | 'fault'
    readonly errno: readonly Errno[]
    /** The exit to the VMM that goes with it. */
    readonly exit?: string
  }
  /** The first and the last release that does so, where not all of them do. */
  readonly since?: string
  readonly until?: string
}

const memslot = (errno: readonly Errno[], says: string): NotModelled => ({
  says,
  ends: { act: 'memslot', errno },
})

/** arm64 has guest_memfd since then. */
const guestMemfd = { since: '6.18' } as const

/** Checks of KVM_SET_USER_MEMORY_REGION2. */
const memslotChecks: readonly NotModelled[] = [
  memslot(
    ['EINVAL'],
    'Tagged user-space addresses: a memslot whose userspace_addr has a tag is refused with -EINVAL.',
  ),
  memslot(
    ['EINVAL'],
    'Host addresses beyond user space: a memslot whose userspace_addr and memory_size access_ok() does not accept is refused with -EINVAL.',
  ),
  memslot(
    ['EINVAL'],
    'Guest addresses that wrap: a memslot whose guest_phys_addr + memory_size is below guest_phys_addr is refused with -EINVAL.',
  ),
  memslot(
    ['EINVAL'],
    'The number of a slot: its lower 16 bits have to be below KVM_USER_MEM_SLOTS, and its upper 16 bits, the address space, have to be 0; any other is refused with -EINVAL.',
  ),
  memslot(
    ['EINVAL'],
    'A slot that exists: a call for its number with another userspace_addr, another memory_size that is not 0, or KVM_MEM_READONLY set or cleared is refused with -EINVAL.',
  ),
  memslot(
    ['EINVAL'],
    'A slot of no size: a memory_size of 0 deletes the slot of that number, and is refused with -EINVAL where there is none.',
  ),
  memslot(
    ['EEXIST', 'EFAULT', 'EINVAL'],
    'A slot that is moved: a call for its number with another guest_phys_addr is checked as if the slot were new, for overlap (-EEXIST), IPA size (-EFAULT) and every VMA (-EINVAL).',
  ),
  {
    ...memslot(
      ['EINVAL'],
      'A slot of guest_memfd that exists: any call for its number but one that deletes it is refused with -EINVAL, and so is KVM_MEM_GUEST_MEMFD for any other slot that exists.',
    ),
    since: '7.3',
  },
  {
    ...memslot(
      ['EINVAL'],
      'The file of a guest_memfd: -EINVAL where guest_memfd_offset is not page aligned, where guest_memfd_offset + memory_size wraps, where the file is no guest_memfd or is one of another VM, where the range ends beyond the file, and where a slot has a part of it already.',
    ),
    ...guestMemfd,
  },
  memslot(
    ['EFAULT'],
    'A structure that cannot be read: KVM_SET_USER_MEMORY_REGION2 gives -EFAULT where the kvm_userspace_memory_region2 of its caller is not readable.',
  ),
]

/** What KVM does that these policies leave out. */
export const notModelled: readonly NotModelled[] = [
  {
    says: 'External aborts: what becomes of a synchronous external abort or an SError from memory or from a device.',
  },
  { says: "Nested virtualisation: shadow stage 2, the guest hypervisor's own stage 2, and the VNCR page." },
  { says: 'pKVM: protected VMs, and the stage 2 of the host.' },
  ...memslotChecks,
  {
    says: 'KVM_CAP_ARM_NISV_TO_USER: it is taken to be off. With it an access without a syndrome exits as KVM_EXIT_ARM_NISV.',
  },
  {
    says: 'HCR_EL2.PTW: a stage-1 walk that reads its tables through a Device leaf faults, and KVM takes that fault.',
  },
  {
    says: 'Races with MMU notifiers: KVM finds that the host changed the mapping (-EAGAIN), and the access is tried again.',
  },
  {
    says: 'Logging that is switched off, and a change of a memslot while the guest uses it.',
  },
  { says: 'Eager splitting of blocks (KVM_CAP_ARM_EAGER_SPLIT_CHUNK_SIZE), and dirty rings.' },
  {
    says: 'FEAT_XNX: execute permission for EL0 or EL1 alone, which KVM gives to nested guests only.',
  },
  {
    says: 'A permission fault in guest_memfd: it counts as mapped anew, though kvm_pgtable_stage2_map() skips a change of permissions only.',
  },
  {
    says: 'Errors of kvm_gmem_get_pfn() besides that of a poisoned page: KVM_RUN gives -EFAULT where the file of the guest_memfd is closed, and -ENOMEM where memory runs out, each with KVM_EXIT_MEMORY_FAULT.',
    ends: { act: 'fault', errno: ['EFAULT'], exit: 'KVM_EXIT_MEMORY_FAULT' },
    ...guestMemfd,
  },
  {
    says: 'Permission faults on a leaf of another size than the fault would map, but for a block that was mapped before logging was switched on: where only the mapping of the host changed, the leaf counts as one of the same size.',
  },
  {
    says: 'A second fault while logging: a page that was mapped since counts as mapped before, so that a block is replaced once more.',
  },
  { says: 'Memory that runs out: -ENOMEM while tables or caches are filled.' },
  {
    says: 'References on a struct page: up to 6.12 a raw PFN whose page has no reference to take is -EFAULT.',
    ends: { act: 'fault', errno: ['EFAULT'] },
    until: '6.12',
  },
  { says: 'VMs of 32-bit guests, and the GICv2 interface, which is always Device.' },
]
