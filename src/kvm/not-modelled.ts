/** What KVM does that these policies leave out, each in a sentence for the page. */
export const notModelled: readonly string[] = [
  'External aborts: what becomes of a synchronous external abort or an SError from memory or from a device.',
  "Nested virtualisation: shadow stage 2, the guest hypervisor's own stage 2, and the VNCR page.",
  'pKVM: protected VMs, and the stage 2 of the host.',
  'Tagged user-space addresses: a memslot whose userspace_addr has a tag is refused with -EINVAL.',
  'KVM_CAP_ARM_NISV_TO_USER: it is taken to be off, so that an access without a syndrome is -ENOSYS.',
  'HCR_EL2.PTW: a stage-1 walk that reads its tables through a Device leaf faults, and KVM takes that fault.',
  'Races with MMU notifiers: KVM finds that the host changed the mapping (-EAGAIN), and the access is tried again.',
  'Changes of a memslot other than logging that is switched on later: a slot is not moved or deleted, no other flag changes, and logging is not switched off.',
  'Eager splitting of blocks (KVM_CAP_ARM_EAGER_SPLIT_CHUNK_SIZE), and dirty rings.',
  'FEAT_XNX: execute permission for EL0 or EL1 alone, which KVM gives to nested guests only.',
  'A permission fault in guest_memfd: it counts as mapped anew, though kvm_pgtable_stage2_map() skips a change of permissions only.',
  'Permission faults on a leaf of another size than the fault would map, but for a block that was mapped before logging was switched on: where only the mapping of the host changed, the leaf counts as one of the same size.',
  'A second fault while logging: a page that was mapped since counts as mapped before, so that a block is replaced once more.',
  'Memory that runs out: -ENOMEM while tables or caches are filled.',
  'References on a struct page: up to 6.12 a raw PFN whose page has no reference to take is -EFAULT.',
  'VMs of 32-bit guests, and the GICv2 interface, which is always Device.',
]
