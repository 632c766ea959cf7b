/** Attribute index of the VMA's `vm_page_prot`, by the names of `asm/memory.h` without `MT_`. */
export type PgProt = 'normal' | 'normal_tagged' | 'nc' | 'device_nGnRE' | 'device_nGnRnE'

/**
 * What backs the address. `map-memory`: in memblock and not NOMAP, so it has a linear alias. `zone-device`: it has
 * a struct page and a linear alias, and is not in memblock. `none`: neither.
 */
export type Pfn = 'map-memory' | 'zone-device' | 'none'

/** How the host maps the address: a leaf of that size, or a contiguous run of such leaves. */
export type HostMapping = 'page' | 'cont-pte' | 'pmd' | 'cont-pmd' | 'pud'

/** The host's leaf: writable; read-only until a write breaks copy-on-write (the zero page too); read-only for good. */
export type HostPte = 'rw' | 'cow' | 'ro'

/** A guest_memfd slot, whose file was created with GUEST_MEMFD_FLAG_MMAP or without. */
export type GuestMemfd = 'none' | 'mmap' | 'private'

/** What the fault status code of the abort says; `other` stands for every code that KVM does not handle. */
export type FaultStatus = 'translation' | 'permission' | 'access-flag' | 'excl-atomic' | 'other'

export type Access = 'r' | 'w' | 'x'

/** Everything that Linux looks at, as merged or as posted. Addresses and sizes are bytes below 2^52. */
export interface KvmInputs {
  /** All CPUs have FEAT_S2FWB (`ARM64_HAS_STAGE2_FWB`). */
  readonly fwb: boolean
  /** CTR_EL0.DIC of the system (`ARM64_HAS_CACHE_DIC`). */
  readonly dic: boolean
  /** The guest's stage 2 uses FEAT_LPA2 (VTCR_EL2.DS), so that a leaf has no SH field. */
  readonly lpa2: boolean
  /** Host page size in KiB. */
  readonly page: 4 | 16 | 64

  /** The VM has KVM_CAP_ARM_MTE enabled. */
  readonly mte: boolean
  /** IPA size of the VM in bits, 32 to 52. */
  readonly ipa: number

  /** Whether a VMA stands at the host virtual address. */
  readonly vma: 'mapped' | 'none'
  /** VM_PFNMAP. */
  readonly pfnmap: boolean
  /** VM_MIXEDMAP. */
  readonly mixedmap: boolean
  /** VM_IO. */
  readonly io: boolean
  /** VM_ALLOW_ANY_UNCACHED. */
  readonly anyuncached: boolean
  /** VM_HUGETLB. */
  readonly hugetlb: boolean
  /** VM_MTE_ALLOWED. */
  readonly mteallowed: boolean
  /** VM_SHARED. With VM_MAYWRITE it makes a mapping copy-on-write, which some posted patches refuse; smaps prints it. */
  readonly shared: boolean
  /** VM_MAYWRITE, likewise. */
  readonly maywrite: boolean
  readonly pgprot: PgProt
  readonly pfn: Pfn
  /**
   * Size of the host's mapping: of the hugetlb page, of the transparent huge page, or of the leaf that a driver
   * put there. Up to 7.0 a VM_PFNMAP block is derived from `vm_pgoff`: then it is the size that this allows.
   */
  readonly map: HostMapping
  readonly hpte: HostPte
  /** The page is marked PG_hwpoison. */
  readonly hwpoison: boolean

  /** KVM_MEM_LOG_DIRTY_PAGES. */
  readonly log: boolean
  /** KVM_MEM_READONLY. */
  readonly readonly: boolean
  readonly gmem: GuestMemfd
  /** Bit 3 of the flags, proposed in 2025 as KVM_MEM_ENABLE_CACHEABLE_PFNMAP. */
  readonly bit3: boolean
  /** `guest_phys_addr` of the slot. */
  readonly gpa: number
  /** `memory_size` of the slot; more than 0. */
  readonly size: number
  /** `userspace_addr` of the slot. */
  readonly hva: number
  /** Another slot already covers a part of the range. */
  readonly overlap: boolean
  /** KVM_MEM_LOG_DIRTY_PAGES was set later (KVM_MR_FLAGS_ONLY), for a slot that was made without flags. */
  readonly later: boolean
  /** The slot was registered over anonymous RAM, and the VMA described was mapped there later (MAP_FIXED). */
  readonly swap: boolean

  readonly acc: Access
  /** The IPA that the guest accesses. */
  readonly addr: number
  /** The access is a read or an update by a stage-1 walk. */
  readonly s1ptw: boolean
  /** The access is a cache maintenance instruction. */
  readonly cm: boolean
  /** ESR_EL2.ISV: the syndrome describes the access. */
  readonly isv: boolean
  readonly fsc: FaultStatus
  /** Of a permission fault: whether the leaf has the size that the fault would map, or another. */
  readonly granule: 'same' | 'other'
}

/** GPU memory of Grace Hopper (nvgrace usemem) on a host with FWB and DIC, registered without flags and read. */
export const defaultKvmInputs: KvmInputs = {
  fwb: true,
  dic: true,
  lpa2: false,
  page: 4,
  mte: false,
  ipa: 48,
  vma: 'mapped',
  pfnmap: true,
  mixedmap: false,
  io: true,
  anyuncached: false,
  hugetlb: false,
  mteallowed: false,
  shared: true,
  maywrite: true,
  pgprot: 'normal',
  pfn: 'none',
  map: 'page',
  hpte: 'rw',
  hwpoison: false,
  log: false,
  readonly: false,
  gmem: 'none',
  bit3: false,
  gpa: 0xa000000000,
  size: 0x1800000000,
  hva: 0xffd000000000,
  overlap: false,
  later: false,
  swap: false,
  acc: 'r',
  addr: 0xa0103c5a40,
  s1ptw: false,
  cm: false,
  isv: true,
  fsc: 'translation',
  granule: 'same',
}
