import type { SettingKey } from './schema.ts'

/** What each setting is, for a reader who meets it for the first time. Loaded when it is asked for. */
export const help: Readonly<Record<SettingKey, string>> = {
  fwb:
    'FEAT_S2FWB lets a hypervisor force Write-Back at stage 2, whatever the guest says at stage 1. ' +
    'Linux has it where ID_AA64MMFR2_EL1.FWB is 1 on all CPUs, and KVM then sets HCR_EL2.FWB. ' +
    'Without it HCR_EL2.FWB is RES0, KVM cleans what it maps Write-Back, and from 6.17 it refuses cacheable PFNMAP memory.',
  dic:
    'CTR_EL0.DIC 1 says that instruction caches need no invalidation. KVM then makes Write-Back leaves executable at once; without it they start not executable, and a fetch adds the permission, with IC IVAU. ' +
    'From 6.17 cacheable PFNMAP memory needs DIC as well as FWB.',
  idc:
    'CTR_EL0.IDC 1 says that what is fetched needs no cleaning of data caches to the Point of Unification. Linux counts it as 1 also where CLIDR_EL1 says so, and this is the value that counts. ' +
    'No decision of KVM looks at it; act 5 asks it about code that the VMM wrote.',
  policy:
    'The checks by which KVM answers. Linux 6.9 to 6.16 never read pgprot: what is not in memblock became Device-nGnRE, or Normal-NC with VM_ALLOW_ANY_UNCACHED. ' +
    'From 6.17 a cacheable VMA is followed or refused, and up to 7.3 no decision about memory types has changed. ' +
    'Between them stand what was posted and proposed in 2025; where nobody coded it, the checks are an interpretation of mails, which the page says.',
  page:
    "PAGE_SIZE of the host, which is also the granule of the guest's stage 2. Slots are aligned to it. " +
    'A PMD block has 2 MiB with 4K pages, 32 MiB with 16K and 512 MiB with 64K; a PUD block, 1 GiB, exists with 4K only.',
  vma:
    'VM_PFNMAP with a cacheable pgprot decides whether the memslot is taken; with VM_MIXEDMAP it makes the fault follow pgprot where the PFN is not in memblock. ' +
    'VM_IO, like VM_PFNMAP, lets a raw PFN be taken from the page table. VM_ALLOW_ANY_UNCACHED gives Normal-NC in place of Device; smaps prints ?? for it, and nothing for VM_MTE_ALLOWED.',
  pgprot:
    'The attribute index in vm_page_prot, as the driver left it at mmap(). MT_NORMAL_NC and the two Device indices are not cacheable; MT_NORMAL and MT_NORMAL_TAGGED are. ' +
    "No code of smaps shows it. KVM reads the VMA, not the host's leaf, which may differ.",
  pfn:
    'A PFN in memblock (pfn_is_map_memory()) has a linear alias, by which KVM can maintain caches. ' +
    'A ZONE_DEVICE page outside memblock has a struct page and a linear alias too, yet counts as not in memblock. Device memory that a driver maps has neither.',
  slot:
    'KVM_MEM_LOG_DIRTY_PAGES maps pages only and excludes VM_PFNMAP. A write to a KVM_MEM_READONLY slot is MMIO. KVM_MEM_GUEST_MEMFD, from 6.18, excludes both. ' +
    'Bit 3 was posted in 2025 as KVM_MEM_ENABLE_CACHEABLE_PFNMAP and never merged, so that kernels refuse it with -EINVAL.',
  gmemmap:
    'The guest_memfd was created with GUEST_MEMFD_FLAG_MMAP, so that the host may map it. ' +
    'arm64 has no VM whose memory is private only: a slot over any other guest_memfd is refused with -EINVAL.',
  later:
    'The slot is made without KVM_MEM_LOG_DIRTY_PAGES, and a second KVM_SET_USER_MEMORY_REGION2 sets the flag alone (KVM_MR_FLAGS_ONLY), as a VMM does when migration begins. ' +
    'kvm_arch_prepare_memory_region() checks every VMA again. If it refuses, the slot stays and is not logged; if not, leaves lose their write permission, and a write fault splits blocks into pages.',
  swap:
    'The slot was registered over anonymous RAM, and the VMA described here was mapped there later by mmap(MAP_FIXED), as libkrun does with dma-bufs. ' +
    'The checks of the memslot never see it: only the fault can refuse it.',
  acc:
    'What the guest does: a read, a write or an instruction fetch. A write to a read-only slot is MMIO; a fetch from Non-cacheable or Device memory is an abort in the guest. ' +
    'SCTLR_EL1.C and HCR_EL2.CD act on reads and writes, SCTLR_EL1.I and HCR_EL2.ID on fetches.',
  el: "The Exception level that makes the access. EL0 uses EL0's permissions; of stage 2 only XN tells the levels apart. An abort to EL1 from EL0 is one from a lower level. LDTR stands for the unprivileged loads and stores, which EL1 makes with EL0's permissions.",
  pan: 'PSTATE.PAN 1 keeps loads and stores at EL1 from what EL0 can read or write; with SCTLR_EL1.EPAN 1 also from what EL0 can only execute. Fetches are not concerned.',
  m:
    "SCTLR_EL1.M turns the guest's stage 1 on. With 0, data accesses are Device-nGnRnE and fetches are Normal: Write-Through if SCTLR_EL1.I is 1, otherwise Non-cacheable. " +
    'HCR_EL2.DC 1 turns stage 1 off whatever M says.',
  mair:
    'The byte of MAIR_EL1 that AttrIndx, bits [4:2] of the stage 1 leaf, selects. 0b0000dd0x is Device; other bytes are two nibbles, outer cacheability then inner, each with its allocation hints. ' +
    'It can be typed as a number or by name: wb, wt, nc, ngnrne, ngnre, ngre, gre, tagged.',
  sh:
    'SH, bits [9:8] of the stage 1 leaf: 0b00 Non-shareable, 0b10 Outer Shareable, 0b11 Inner Shareable. 0b01 is reserved. ' +
    'Device and Non-cacheable memory counts as Outer Shareable whatever SH says.',
  c:
    'SCTLR_EL1.C 0 makes Normal memory Non-cacheable at stage 1 for data accesses. Device memory stays as it is. ' +
    'It does nothing while stage 1 is off, and HCR_EL2.DC turns stage 1 off.',
  i:
    'SCTLR_EL1.I 0 makes instruction fetches Non-cacheable at stage 1. ' +
    'While stage 1 is off by SCTLR_EL1.M it chooses between Write-Through and Non-cacheable fetches.',
  va: 'The virtual address that the guest uses. Bit 55 chooses TTBR0_EL1 or TTBR1_EL1; the bits above the size that TxSZ gives have to be all equal to it (TBI leaves out the top byte), or the walk ends in a Translation fault at level 0.',
  tg: "The granule of the guest's tables, TCR_EL1.TG0 or TG1: the size of a page and of a table. 4K tables resolve 9 bits of the VA each, 16K tables 11, 64K tables 13.",
  txsz: 'TCR_EL1.TxSZ of the half that the VA is in, T0SZ or T1SZ. The VA has 64 minus TxSZ bits, and the level at which the walk starts follows from them. A value that the PE does not support is clamped or faults.',
  tcr:
    'Bits of TCR_EL1, each for the half that the VA is in. DS gives 4K and 16K tables 52-bit addresses (FEAT_LPA2). TBI ignores VA[63:56]. ' +
    'EPD forbids walks, E0PD forbids them to EL0, HPD drops the permissions of table descriptors. HA lets hardware set AF, HD the dirty state as well.',
  leaf: "The level at which the guest's tables end for this VA: 3 is a page, 2 and 1 are blocks where the granule has them. A block saves the reads below it.",
  contig:
    'The Contiguous bit, bit 52 of the leaf: a run of entries maps one large region. The low bits of the output address then come from the VA.',
  af: 'AF, bit 10 of the leaf. With 0 an access takes an Access flag fault, unless TCR_EL1.HA lets hardware set it.',
  dbm: 'DBM, bit 51 of the leaf. With TCR_EL1.HA and HD, a write to memory that AP makes read-only is allowed, and hardware clears AP[2] instead of a fault.',
  ap: 'AP[2:1], bits [7:6] of the leaf. AP[1] 0 denies EL0 all data accesses, AP[2] 1 denies everyone writes. What EL0 can write EL1 cannot execute.',
  pxn: 'PXN, bit 53 of the leaf, makes it not executable at EL1.',
  uxn: 'UXN, bit 54 of the leaf, makes it not executable at EL0.',
  aptable:
    "APTable, bits [62:61] of every table descriptor of the guest: APTable[1] takes write from all that the table maps, APTable[0] takes EL0's data accesses.",
  pxntable:
    'PXNTable, bit 59 of every table descriptor of the guest, makes all that the table maps not executable at EL1.',
  uxntable:
    'UXNTable, bit 60 of every table descriptor of the guest, makes all that the table maps not executable at EL0.',
  wxn: 'SCTLR_EL1.WXN 1 makes everything that can be written at an Exception level not executable there.',
  ee: "SCTLR_EL1.EE 1 makes the guest's data and its tables big-endian: hardware turns the bytes of each descriptor round.",
  epan: 'SCTLR_EL1.EPAN 1, of FEAT_PAN3, lets PSTATE.PAN keep EL1 also from what EL0 can only execute.',
  s2:
    'Who writes the leaf of stage 2. From KVM, it follows from the host, the kernel, the VMA and the memslot. ' +
    'By hand KVM is not asked, and MemAttr, SH, FnXS and the bits of HCR_EL2 can be edited, beginning with what KVM wrote.',
  memattr:
    'MemAttr, bits [5:2] of the stage 2 leaf. With FWB 0 it is a memory type: 0b00dd Device, else outer cacheability in bits [3:2] and inner in bits [1:0]. ' +
    "With FWB 1 0b0110 forces Write-Back, 0b0111 keeps stage 1's type, 0b0101 makes Normal memory Non-cacheable, 0b00dd makes it Device. " +
    'KVM writes 0b1111, with FWB 0b0110, for Write-Back, 0b0101 for Normal-NC and 0b0001 for Device-nGnRE.',
  s2sh:
    'SH, bits [9:8] of the stage 2 leaf. The result is the stronger of both stages: Outer over Inner over Non-shareable. ' +
    'KVM writes 0b11, Inner Shareable, for every memory type, unless LPA2 uses the field for address bits.',
  fnxs:
    'FnXS, bit [11] of the stage 2 leaf, clears the XS attribute of the result. ' +
    'XS 1 says that an access may take long, so that a TLB invalidation with the nXS qualifier need not wait for it. Without FEAT_XS the bit is RES0.',
  hcrfwb:
    'HCR_EL2.FWB, bit 46, gives MemAttr its second meaning: stage 2 may override stage 1 instead of being combined with it. ' +
    'KVM sets it where all CPUs have FEAT_S2FWB; by hand it can be 0 there too. Without the feature it is RES0.',
  vm: 'HCR_EL2.VM, bit 0, turns stage 2 on, and KVM sets it for every guest. With 0 the attributes of stage 1 are final, unless HCR_EL2.DC is 1, which turns stage 2 on as well.',
  dc:
    'HCR_EL2.DC, bit 12, default cacheable: stage 1 counts as off and gives Normal Write-Back, read- and write-allocate, Non-shareable. ' +
    'It also turns stage 2 on. SCTLR_EL1.C and I do not change its result.',
  dct: 'HCR_EL2.DCT, bit 57, makes the Write-Back memory of HCR_EL2.DC Tagged. Without DC it does nothing, and without FEAT_MTE2 it is RES0.',
  cd:
    'HCR_EL2.CD, bit 32, makes data accesses to Normal memory Non-cacheable at stage 2. ' +
    "With FWB 0 it replaces stage 2's own type before the two are combined; with FWB 1 it replaces the result, forced Write-Back included. Device stays Device.",
  id: 'HCR_EL2.ID, bit 33, makes instruction fetches Non-cacheable at stage 2, with FWB 0 before the stages are combined and with FWB 1 after it.',
  s2tg: 'The granule of stage 2, VTCR_EL2.TG0. KVM uses the page size of the host.',
  t0sz: 'VTCR_EL2.T0SZ: the IPA has 64 minus T0SZ bits. A value that the PE does not support is clamped or faults; SL0 has to fit it.',
  sl0: 'VTCR_EL2.SL0, which says where stage 2 starts: with 4K tables 0b00 is level 2, 0b01 level 1, 0b10 level 0, 0b11 level 3, and SL2 with DS level -1. It has to fit the IPA size; up to 16 tables may be concatenated. KVM takes the fewest levels, at least two, that 16 concatenated tables allow.',
  vtcr: 'DS gives 4K and 16K tables 52-bit addresses (FEAT_LPA2), and SH to the register. VTCR_EL2.HA lets hardware set AF in leaves of stage 2, HD the dirty state as well, where DBM is 1.',
  s2leaf:
    "The level of the leaf of stage 2 that maps the accessed IPA. KVM takes the largest that the host's mapping and the memslot allow.",
  s2contig:
    'The Contiguous bit of the stage 2 leaf says that it belongs to a run of 16 to 128 aligned leaves that map one piece of memory, so that a TLB may hold them as one.',
  s2ap: 'S2AP, bits [7:6] of the stage 2 leaf: bit 0 allows reads, bit 1 writes. KVM writes 0b11, or 0b01 where the memory may only be read.',
  s2xn: 'XN, bits [54:53] of the stage 2 leaf. 0b00 allows fetches, 0b10 none; with FEAT_XNX 0b01 allows EL0 alone and 0b11 EL1 alone.',
  s2af: 'AF, bit 10 of the stage 2 leaf. With 0 the access takes an Access flag fault of stage 2, unless VTCR_EL2.HA lets hardware set it.',
  s2dbm:
    'DBM, bit 51 of the stage 2 leaf. With VTCR_EL2.HA and HD, a write that S2AP forbids is allowed, and hardware sets S2AP[1] instead of a fault.',
  ptw: "HCR_EL2.PTW 1 makes a read of stage 1's tables in memory that stage 2 makes Device a Permission fault. With 0 it is read as Non-cacheable. KVM leaves it 0.",
  desc: 'Words of memory that are set by hand in place of what was built, by their physical address, as a little-endian load sees them: 0x103e414ff8_0x0. Pick a descriptor in the walk and edit its bits to add one.',
  mte:
    'KVM_CAP_ARM_MTE is enabled for the VM, which needs FEAT_MTE2. Every VMA of a slot must then have VM_MTE_ALLOWED, or the slot is refused with -EINVAL; so is guest_memfd. ' +
    'At the fault, Write-Back memory without VM_MTE_ALLOWED gives -EFAULT.',
  ipa: "Size of the VM's intermediate physical addresses, chosen when it is created. A slot that ends beyond it is refused with -EFAULT, and an access beyond it is an external abort in the guest.",
  lpa2: "VTCR_EL2.DS 1: the guest's stage 2 uses FEAT_LPA2, 52-bit addresses with 4K and 16K pages. Bits [9:8] of a leaf are then address bits, so that there is no SH field.",
  gpa: 'Where the slot begins in the guest, aligned to host pages. A block can be mapped only where this and userspace_addr are equally aligned to its size.',
  size:
    'Length of the slot: whole host pages, 2^31 - 1 of them at most. ' +
    'Where no slot stands, a read or a write is KVM_EXIT_MMIO and a fetch an abort in the guest.',
  hva: 'Where the slot begins in the VMM, aligned to host pages. KVM looks at the VMAs there when the slot is made, and again at every fault.',
  overlap:
    'Another slot covers a part of the range already. KVM then refuses this one with -EEXIST, as a guest page has one backing.',
  map:
    'How the host maps the address. A block of stage 2 needs a block here, equal alignment and room in the slot; of a contiguous run one leaf counts. Without a VMA KVM_RUN gives -EFAULT. ' +
    'Up to 7.0 the size of PFNMAP memory follows from vm_pgoff: choose what that allows.',
  hpte: "What the host's leaf allows. Writable: stage 2 becomes writable at once. Copy on write: by the first write. Read-only: a read maps it so, and a write gives -EFAULT from KVM_RUN.",
  hwpoison:
    'PG_hwpoison marks a page that lost its data to a memory error. A fault there sends SIGBUS, BUS_MCEERR_AR, to the vCPU thread. ' +
    'It is noticed where the page is taken by its struct page, which PFNMAP memory is not.',
  addr: 'The IPA that the guest accesses. KVM looks for the slot that holds it, and the place within the slot gives the host address.',
  fsc:
    'The fault status code of ESR_EL2. A translation fault maps a leaf, a permission fault adds a permission to the one that is there, an Access flag fault marks it young. ' +
    'From 7.0 an exclusive or atomic fault goes to the guest. For any other code KVM_RUN gives -EFAULT.',
  s1ptw:
    'ESR_EL2.S1PTW 1: a stage 1 walk of the guest made the access. ' +
    'It reads, but for a permission fault, which an update of a descriptor raises. Where no slot stands the guest gets an external abort, as nobody can emulate a page table.',
  ins:
    'It matters where no slot stands, or where a read-only one is written. The VMM emulates a plain load or store from its syndrome; a pair or an exclusive has none, ISV 0, and KVM_RUN gives -ENOSYS. ' +
    'Cache maintenance faults as a write, and outside of slots it is skipped.',
  hits:
    'An access that is Non-cacheable or Device may be answered by a copy in a cache, or drop it, where another alias is cacheable. ' +
    'The architecture permits it for mismatched aliases. That current systems do not do it is an assumption, on which Linux relies. It changes act 5 alone.',
  anyguest:
    'Act 5 is told for the worst that the guest can make of its alias, whatever type it chooses, in place of what this guest chose. It changes act 5 alone.',
  peer:
    'The VM migrates to another host, which has its own CPU and kernel; its VMM registers the same memory there. The page tells whether the slot is taken there, when it fails, and what can be known before. ' +
    "The migration stream of a VFIO device's own state is not modelled.",
  peerfwb:
    "FEAT_S2FWB of the peer. ID_AA64MMFR2_EL1.FWB is a register of the VM that holds the host's value and cannot be written otherwise: a VMM that restores ID registers is refused with -E2BIG where the hosts differ.",
  peerdic: 'CTR_EL0.DIC of the peer. Cacheable PFNMAP memory needs it there too, from 6.17.',
  peeridc:
    'CTR_EL0.IDC of the peer, where the VMM may have to clean data caches after it wrote code. No decision of KVM looks at it there either.',
  peerpolicy: 'The checks by which KVM answers on the peer.',
  xs:
    'FEAT_XS tracks whether an access may take long, and gives meaning to FnXS and to the MAIR bytes 0x40, 0xa0 and 0b0000dd01. ' +
    'Without it those bytes are reserved and FnXS is RES0.',
  mte2:
    'FEAT_MTE2 is the Memory Tagging Extension with tags in memory. MAIR byte 0xf0 is then Tagged Write-Back; without the feature the byte is reserved. ' +
    'Only memory that ends up Write-Back, read- and write-allocate, non-transient keeps its tags.',
  mteperm:
    'FEAT_MTE_PERM lets stage 2 deny tag accesses: MemAttr 0b0100 with FWB 0, 0b1110 and 0b1111 with FWB 1. Tagged memory of that kind is NoTagAccess. ' +
    'Without the feature bit 3 of MemAttr is RES0 under FWB.',
  xnx: 'FEAT_XNX gives stage 2 two execute-never bits, for EL0 and for EL1. Without it only bit 54 counts.',
  hafdbs:
    'FEAT_HAFDBS lets hardware set the Access flag and the dirty state. Without it TCR_EL1.{HA, HD} and VTCR_EL2.{HA, HD} are RES0.',
  pa: 'ID_AA64MMFR0_EL1.PARange, the size of physical addresses. An output address beyond it is an Address size fault, and no VM has a larger IPA.',
  sh01: 'SH 0b01 is reserved at both stages. It is CONSTRAINED UNPREDICTABLE which shareability a CPU reads it as; the golden vectors read it as Outer Shareable, QEMU as Non-shareable.',
  resmair:
    'What a reserved MAIR byte does is UNPREDICTABLE. The golden vectors read it as Device-nGnRnE; QEMU takes its fields one by one, as if the byte were allocated.',
  s2inner:
    'With FWB 0, a Normal MemAttr with 0b00 in bits [1:0] has a reserved inner field. It is CONSTRAINED UNPREDICTABLE whether a CPU reads Non-cacheable, Write-Through or Write-Back there. ' +
    'With FEAT_MTE_PERM 0b0100 is not one of them.',
  fwbres:
    'Under FWB, MemAttr 0b0100 is reserved, and with FEAT_MTE_PERM so are 0b10xx and 0b110x. The pseudocode reads them without bit 3, and 0b100 as 0b101. ' +
    "Linux's software walker keeps stage 1's type for 0bx10x; QEMU makes all of them Device-nGnRnE.",
  effsh:
    'Device and Non-cacheable memory counts as Outer Shareable. It is IMPLEMENTATION DEFINED whether stage 1 hands stage 2 that, or the SH field as it stands in the leaf. ' +
    'The difference shows only where stage 2 then forces Write-Back.',
  fetchdev:
    'An instruction fetch from Device memory is CONSTRAINED UNPREDICTABLE at either stage: it is treated as Non-cacheable, or it takes a Permission fault. ' +
    'The golden vectors treat it as Non-cacheable.',
  c0tag:
    'With SCTLR_EL1.C 0, Tagged memory becomes Non-cacheable; whether stage 1 still calls it Tagged is CONSTRAINED UNPREDICTABLE. ' +
    'Stage 2 makes it Untagged in any case, so the choice shows only while stage 2 is off.',
  title:
    'A name for this scenario, up to 120 characters. It stands in the tab and in exports, and the link keeps it.',
  note: 'Words of your own beside the scenario, up to 2000 characters. The link keeps them, and they are sent nowhere.',
}
