/** What KVM does that these policies leave out, each in a sentence for the page. */
export const notModelled: readonly string[] = [
  'External aborts: what becomes of a synchronous external abort or an SError from memory or from a device.',
  "Nested virtualisation: shadow stage 2, the guest hypervisor's own stage 2, and the VNCR page.",
  'pKVM: protected VMs, and the stage 2 of the host.',
  'Tagged user-space addresses: a memslot whose userspace_addr has a tag is refused with -EINVAL.',
  'KVM_CAP_ARM_NISV_TO_USER: it is taken to be off, so that an access without a syndrome is -ENOSYS.',
  'HCR_EL2.PTW: a stage-1 walk that reads its tables through a Device leaf faults, and KVM takes that fault.',
  'Races with MMU notifiers: KVM finds that the host changed the mapping (-EAGAIN), and the access is tried again.',
  'Changes of a memslot: KVM_SET_USER_MEMORY_REGION2 is taken to make a slot, not to move, change or delete one.',
  'Eager splitting of blocks (KVM_CAP_ARM_EAGER_SPLIT_CHUNK_SIZE), and dirty rings.',
  'FEAT_XNX: execute permission for EL0 or EL1 alone, which KVM gives to nested guests only.',
  'A permission fault in guest_memfd: it counts as mapped anew, though kvm_pgtable_stage2_map() skips a change of permissions only.',
  'Permission faults on a leaf of another size than the fault would map, which replace the leaf.',
  'Memory that runs out: -ENOMEM while tables or caches are filled.',
  'References on a struct page: up to 6.12 a raw PFN whose page has no reference to take is -EFAULT.',
  'VMs of 32-bit guests, and the GICv2 interface, which is always Device.',
]
