/**
 * Where a rule stands. An Arm citation is a topic title of DDI 0487 (titles stay when section numbers
 * move between issues) and, where there is one, the pseudocode function that does the same.
 */
export interface ArmCitation {
  readonly kind: 'arm'
  /** Absent where only the pseudocode says it in so many words. */
  readonly topic?: string
  readonly pseudocode?: string
}

/** A Linux function, with the release in which it was read. */
export interface LinuxCitation {
  readonly kind: 'linux'
  readonly file: string
  readonly function: string
  readonly version: string
}

/** A mail of a public list, by its message-id; `says` is what it is cited for. */
export interface MailCitation {
  readonly kind: 'mail'
  readonly messageId: string
  readonly who: string
  /** ISO date. */
  readonly date: string
  readonly says: string
}

/** A commit of Linux, with the release that brought it. */
export interface CommitCitation {
  readonly kind: 'commit'
  readonly hash: string
  readonly title: string
  readonly release: string
}

/** A section of the kernel's documentation, with the release in which it was read. */
export interface DocumentCitation {
  readonly kind: 'document'
  readonly file: string
  readonly section: string
  readonly version: string
}

export type Citation = ArmCitation | LinuxCitation | MailCitation | CommitCitation | DocumentCitation

const arm = (topic: string, pseudocode?: string): ArmCitation => ({
  kind: 'arm',
  topic,
  ...(pseudocode && { pseudocode }),
})

const pseudocode = (name: string): ArmCitation => ({ kind: 'arm', pseudocode: name })

const stage1Types = 'Stage 1 memory type and Cacheability attributes'
const stage1Off = 'Behavior when stage 1 address translation is disabled'
const withoutFwb = 'Stage 2 memory type and Cacheability attributes when FEAT_S2FWB is disabled'
const withFwb = 'Stage 2 memory type and Cacheability attributes when FEAT_S2FWB is enabled'
const combining = 'Combining stage 1 and stage 2 memory type attributes'
const combiningCache = 'Combining stage 1 and stage 2 Cacheability attributes'
const combiningShare = 'Combining stage 1 and stage 2 Shareability attributes'

const tcr = 'TCR_EL1, Translation Control Register (EL1)'
const vtcr = 'VTCR_EL2, Virtualization Translation Control Register'
const hardwareUpdates = 'Hardware updates to the translation tables'
const accessControl = 'Memory access control'

const kvmMain = 'virt/kvm/kvm_main.c'
const mmu = 'arch/arm64/kvm/mmu.c'
const inject = 'arch/arm64/kvm/inject_fault.c'
const pgtable = 'arch/arm64/kvm/hyp/pgtable.c'

const linux = (file: string, name: string, version: string): LinuxCitation => ({
  kind: 'linux',
  file,
  function: name,
  version,
})

const mail = (messageId: string, who: string, date: string, says: string): MailCitation => ({
  kind: 'mail',
  messageId,
  who,
  date,
  says,
})

const commit = (hash: string, title: string, release: string): CommitCitation => ({
  kind: 'commit',
  hash,
  title,
  release,
})

/** Every place that a rule or a setting is known from, by the id that they name. */
export const citations = {
  'mair-el1': arm('MAIR_EL1, Memory Attribute Indirection Register (EL1)', 'S1DecodeMemAttrs'),
  'mair-reserved': arm(
    'MAIR_EL1, Memory Attribute Indirection Register (EL1)',
    'S1ConstrainUnpredictableRESMAIR',
  ),
  'mair-hints': arm(stage1Types, 'DecodeLDFAttr'),
  's1-translate': arm(stage1Types, 'AArch64_S1Translate'),
  's1-enabled': arm(stage1Off, 'AArch64_S1Enabled'),
  's1-disabled': arm(stage1Off, 'AArch64_S1DisabledOutput'),
  'sh-decode': pseudocode('DecodeShareability'),
  'sh-effective': pseudocode('EffectiveShareability'),
  's2-translate': arm('HCR_EL2, Hypervisor Configuration Register', 'AArch64_S2Translate'),
  's2-fwb0': arm(withoutFwb, 'S2DecodeMemAttrs'),
  's2-fwb0-cacheability': arm(withoutFwb, 'S2DecodeCacheability'),
  's2-fwb1': arm(withFwb, 'AArch64_S2ApplyFWBMemAttrs'),
  'combine-types': arm(combining, 'S2CombineS1MemAttrs'),
  'combine-cacheability': arm(combiningCache, 'S2CombineS1AttrHints'),
  'combine-shareability': arm(combiningShare, 'S2CombineS1Shareability'),
  'combine-tags': arm(combining, 'S2MemTagType'),
  'par-attr': arm('PAR_EL1, Physical Address Register', 'EncodePARAttrs'),
  'par-sh': arm('PAR_EL1, Physical Address Register', 'PAREncodeShareability'),
  'mismatched-attributes': arm('Mismatched memory attributes'),
  'cache-behavior': arm('General behavior of the caches'),
  'normal-cacheability': arm('Cacheability attributes for Normal memory'),
  'device-cacheability': arm('Cacheability, cache allocation hints, and cache transient hints'),
  'dc-cvac': arm('DC CVAC, Data or unified Cache line Clean by VA to PoC'),
  'dc-civac': arm('DC CIVAC, Data or unified Cache line Clean and Invalidate by VA to PoC'),
  'dc-cvau': arm('DC CVAU, Data or unified Cache line Clean by VA to PoU'),
  'ic-ivau': arm('IC IVAU, Instruction Cache line Invalidate by VA to PoU'),
  'ctr-el0': arm('CTR_EL0, Cache Type Register'),
  'hcr-el2': arm('HCR_EL2, Hypervisor Configuration Register'),
  'sctlr-el1': arm('SCTLR_EL1, System Control Register (EL1)'),
  'vmsa-s2-leaf': arm('VMSAv8-64 Block descriptor and Page descriptor formats'),
  'vmsa-descriptors': arm('VMSAv8-64 descriptor formats'),
  'decode-descriptor': pseudocode('AArch64_DecodeDescriptorType'),
  's1-walk': pseudocode('AArch64_S1Walk'),
  's2-walk': pseudocode('AArch64_S2Walk'),
  'txsz-1': arm(tcr, 'AArch64_S1TxSZFaults'),
  'txsz-2': arm(vtcr, 'AArch64_S2TxSZFaults'),
  's1-start-level': arm(tcr, 'AArch64_S1StartLevel'),
  's2-start-level': arm(vtcr, 'AArch64_S2StartLevel'),
  's2-invalid-sl': arm(vtcr, 'AArch64_S2InvalidSL'),
  's2-inconsistent-sl': arm(vtcr, 'AArch64_S2InconsistentSL'),
  's1-table-base': pseudocode('AArch64_S1TTBaseAddress'),
  's2-table-base': pseudocode('AArch64_S2TTBaseAddress'),
  'va-range': arm(tcr, 'AArch64_VAIsOutOfRange'),
  e0pd: arm(tcr, 'AArch64_S1Translate'),
  epd: arm(tcr, 'AArch64_S1Translate'),
  'oa-out-of-range': pseudocode('AArch64_OAOutOfRange'),
  'physical-size': pseudocode('AArch64_PhysicalAddressSize'),
  'leaf-base': pseudocode('AArch64_LeafBase'),
  'stage-oa': pseudocode('StageOA'),
  'access-flag': arm(hardwareUpdates, 'AArch64_SettingAccessFlagPermitted'),
  'dirty-state': arm(hardwareUpdates, 'AArch64_SettingDirtyStatePermitted'),
  'swap-descriptor': arm(hardwareUpdates, 'AArch64_MemSwapTableDesc'),
  's1-table-permissions': arm(accessControl, 'AArch64_S1ApplyTablePerms'),
  's1-permissions': arm(accessControl, 'AArch64_S1DirectBasePermissions'),
  's1-output-permissions': arm(accessControl, 'AArch64_S1ApplyOutputPerms'),
  's1-check-permissions': arm(accessControl, 'AArch64_S1CheckPermissions'),
  's2-permissions': arm(accessControl, 'AArch64_S2DirectBasePermissions'),
  's2-check-permissions': arm(accessControl, 'AArch64_S2CheckPermissions'),
  'walk-attributes': pseudocode('WalkMemAttrs'),
  'fault-status': pseudocode('EncodeLDFSC'),
  'fault-syndrome': pseudocode('AArch64_FaultSyndrome'),
  'report-exception': pseudocode('AArch64_ReportException'),
  'feat-xnx': arm('FEAT_XNX, Translation table stage 2 Unprivileged Execute-never'),
  'feat-s2fwb': arm('FEAT_S2FWB, Stage 2 forced Write-Back'),
  'feat-xs': arm('FEAT_XS, XS attribute'),
  'feat-mte2': arm('FEAT_MTE2, Memory Tagging Extension'),
  'feat-mte-perm': arm('FEAT_MTE_PERM, Allocation tag access permission'),
  'linux-at': linux('arch/arm64/kvm/at.c', 'compute_par_s12', '7.3'),
  'linux-memslot-flags': linux(kvmMain, 'check_memory_region_flags', '7.3'),
  'linux-memslot-flags-612': linux(kvmMain, 'check_memory_region_flags', '6.12'),
  'linux-memslot-flags-617': linux(kvmMain, 'check_memory_region_flags', '6.17'),
  'linux-set-memslot': linux(kvmMain, 'kvm_set_memory_region', '7.3'),
  'linux-set-memslot-612': linux(kvmMain, '__kvm_set_memory_region', '6.12'),
  'linux-set-memslot-617': linux(kvmMain, 'kvm_set_memory_region', '6.17'),
  'linux-prepare-memslot': linux(mmu, 'kvm_arch_prepare_memory_region', '7.3'),
  'linux-prepare-memslot-612': linux(mmu, 'kvm_arch_prepare_memory_region', '6.12'),
  'linux-prepare-memslot-617': linux(mmu, 'kvm_arch_prepare_memory_region', '6.17'),
  'linux-guest-abort': linux(mmu, 'kvm_handle_guest_abort', '7.3'),
  'linux-guest-abort-612': linux(mmu, 'kvm_handle_guest_abort', '6.12'),
  'linux-guest-abort-617': linux(mmu, 'kvm_handle_guest_abort', '6.17'),
  'linux-inject-size-fault': linux(inject, 'kvm_inject_size_fault', '7.3'),
  'linux-inject-size-fault-612': linux(inject, 'kvm_inject_size_fault', '6.12'),
  'linux-inject-size-fault-617': linux(inject, 'kvm_inject_size_fault', '6.17'),
  'linux-io-mem-abort': linux('arch/arm64/kvm/mmio.c', 'io_mem_abort', '7.3'),
  'linux-io-mem-abort-612': linux('arch/arm64/kvm/mmio.c', 'io_mem_abort', '6.12'),
  'linux-io-mem-abort-617': linux('arch/arm64/kvm/mmio.c', 'io_mem_abort', '6.17'),
  'linux-access-fault': linux(mmu, 'handle_access_fault', '7.3'),
  'linux-access-fault-612': linux(mmu, 'handle_access_fault', '6.12'),
  'linux-access-fault-617': linux(mmu, 'handle_access_fault', '6.17'),
  'linux-gmem-abort': linux(mmu, 'gmem_abort', '7.3'),
  'linux-gmem-get-pfn': linux('virt/kvm/guest_memfd.c', 'kvm_gmem_get_pfn', '7.3'),
  'linux-s2-vma-info': linux(mmu, 'kvm_s2_fault_get_vma_info', '7.3'),
  'linux-s2-vma-size': linux(mmu, 'kvm_s2_resolve_vma_size', '7.3'),
  'linux-s2-pin-pfn': linux(mmu, 'kvm_s2_fault_pin_pfn', '7.3'),
  'linux-s2-compute-prot': linux(mmu, 'kvm_s2_fault_compute_prot', '7.3'),
  'linux-s2-fault-map': linux(mmu, 'kvm_s2_fault_map', '7.3'),
  'linux-user-mem-abort-612': linux(mmu, 'user_mem_abort', '6.12'),
  'linux-user-mem-abort-617': linux(mmu, 'user_mem_abort', '6.17'),
  'linux-vma-page-shift-612': linux(mmu, 'get_vma_page_shift', '6.12'),
  'linux-vma-page-shift-617': linux(mmu, 'get_vma_page_shift', '6.17'),
  'linux-is-device-pfn-612': linux(mmu, 'kvm_is_device_pfn', '6.12'),
  'linux-thp-adjust': linux(mmu, 'transparent_hugepage_adjust', '7.3'),
  'linux-thp-adjust-612': linux(mmu, 'transparent_hugepage_adjust', '6.12'),
  'linux-thp-adjust-617': linux(mmu, 'transparent_hugepage_adjust', '6.17'),
  'linux-hva-to-pfn': linux(kvmMain, 'hva_to_pfn', '7.3'),
  'linux-hva-to-pfn-612': linux(kvmMain, 'hva_to_pfn', '6.12'),
  'linux-hva-to-pfn-617': linux(kvmMain, 'hva_to_pfn', '6.17'),
  'linux-hva-to-pfn-fast': linux(kvmMain, 'hva_to_pfn_fast', '7.3'),
  'linux-hva-to-pfn-fast-612': linux(kvmMain, 'hva_to_pfn_fast', '6.12'),
  'linux-hva-to-pfn-fast-617': linux(kvmMain, 'hva_to_pfn_fast', '6.17'),
  'linux-hva-to-pfn-slow': linux(kvmMain, 'hva_to_pfn_slow', '7.3'),
  'linux-hva-to-pfn-slow-612': linux(kvmMain, 'hva_to_pfn_slow', '6.12'),
  'linux-hva-to-pfn-slow-617': linux(kvmMain, 'hva_to_pfn_slow', '6.17'),
  'linux-check-vma-flags': linux('mm/gup.c', 'check_vma_flags', '7.3'),
  'linux-check-vma-flags-612': linux('mm/gup.c', 'check_vma_flags', '6.12'),
  'linux-check-vma-flags-617': linux('mm/gup.c', 'check_vma_flags', '6.17'),
  'linux-hva-to-pfn-remapped': linux(kvmMain, 'hva_to_pfn_remapped', '7.3'),
  'linux-hva-to-pfn-remapped-612': linux(kvmMain, 'hva_to_pfn_remapped', '6.12'),
  'linux-hva-to-pfn-remapped-617': linux(kvmMain, 'hva_to_pfn_remapped', '6.17'),
  'linux-follow-pfn': linux(kvmMain, 'kvm_follow_pfn', '7.3'),
  'linux-follow-pfn-617': linux(kvmMain, 'kvm_follow_pfn', '6.17'),
  'linux-gfn-to-pfn-612': linux(kvmMain, '__gfn_to_pfn_memslot', '6.12'),
  'linux-hwpoison-signal': linux(mmu, 'kvm_send_hwpoison_signal', '7.3'),
  'linux-hwpoison-signal-612': linux(mmu, 'kvm_send_hwpoison_signal', '6.12'),
  'linux-hwpoison-signal-617': linux(mmu, 'kvm_send_hwpoison_signal', '6.17'),
  'linux-s2-prot': linux(pgtable, 'stage2_set_prot_attr', '7.3'),
  'linux-s2-map-leaf': linux(pgtable, 'stage2_map_walker_try_leaf', '7.3'),
  'linux-s2-map-leaf-612': linux(pgtable, 'stage2_map_walker_try_leaf', '6.12'),
  'linux-s2-attr-walker': linux(pgtable, 'stage2_attr_walker', '7.3'),
  'linux-clean-guest-page': linux('arch/arm64/include/asm/kvm_mmu.h', '__clean_dcache_guest_page', '7.3'),
  'linux-s2-unmap-walker': linux(pgtable, 'stage2_unmap_walker', '7.3'),
  'linux-s2-create-unlinked': linux(pgtable, 'kvm_pgtable_stage2_create_unlinked', '7.3'),
  'linux-toggle-cache': linux(mmu, 'kvm_toggle_cache', '7.3'),
  'linux-set-way-flush': linux(mmu, 'kvm_set_way_flush', '7.3'),
  'linux-s2-flush-vm': linux(mmu, 'stage2_flush_vm', '7.3'),
  'linux-vcpu-init': linux('arch/arm64/kvm/arm.c', 'kvm_arch_vcpu_ioctl_vcpu_init', '7.3'),
  'linux-check-features': linux('arch/arm64/kvm/sys_regs.c', 'arm64_check_features', '7.3'),
  'linux-vfio-pci-mmap': linux('drivers/vfio/pci/vfio_pci_core.c', 'vfio_pci_core_mmap', '7.3'),
  'linux-fsl-mc-mmap': linux('drivers/vfio/fsl-mc/vfio_fsl_mc.c', 'vfio_fsl_mc_mmap_mmio', '7.3'),
  'mail-v3': mail(
    '20250310103008.3471-2-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-03-10',
    'v3 1/1, the patch under discussion',
  ),
  'mail-v1': mail(
    '20230907181459.18145-2-ankita@nvidia.com',
    'Ankit Agrawal',
    '2023-09-07',
    'v1 1/2, determine memory type from VMA',
  ),
  'mail-v2': mail(
    '20241118131958.4609-1-ankita@nvidia.com',
    'Ankit Agrawal',
    '2024-11-18',
    'v2, cover letter',
  ),
  'mail-v4': mail(
    '20250518054754.5345-1-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-05-18',
    'v4, cover letter',
  ),
  'mail-v5': mail(
    '20250523154445.3779-1-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-05-23',
    'v5, cover letter',
  ),
  'mail-v6': mail(
    '20250524013943.2832-1-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-05-24',
    'v6, cover letter',
  ),
  'mail-v7': mail(
    '20250618065541.50049-1-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-06-18',
    'v7, cover letter',
  ),
  'mail-v8': mail(
    '20250620120946.2991-1-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-06-20',
    'v8, cover letter',
  ),
  'mail-v9': mail(
    '20250621042111.3992-1-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-06-21',
    'v9, cover letter',
  ),
  'mail-v10': mail(
    '20250705071717.5062-1-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-07-05',
    'v10, cover letter',
  ),
  'mail-applied': mail(
    '175193253138.1687959.6241606194423745301.b4-ty@linux.dev',
    'Oliver Upton',
    '2025-07-07',
    'v10 is applied, with edits',
  ),
  'mail-buy-in': mail(
    '861pv5p0c3.wl-maz@kernel.org',
    'Marc Zyngier',
    '2025-03-10',
    'an error at the fault is not enough, registration has to fail too',
  ),
  'mail-fallback': mail(
    '86wmcmn0dp.wl-maz@kernel.org',
    'Marc Zyngier',
    '2025-03-18',
    'a flag that is valid with the capability; without it memory is mapped as it is today',
  ),
  'mail-fallback-device': mail(
    '86wmcbllg2.wl-maz@kernel.org',
    'Marc Zyngier',
    '2025-03-26',
    'the capability is mandatory; without FWB the mapping is device only, as a fallback',
  ),
  'mail-plan': mail(
    'SA1PR12MB719976799AD7F9FC4407A5A9B0BD2@SA1PR12MB7199.namprd12.prod.outlook.com',
    'Ankit Agrawal',
    '2025-04-16',
    'the summary of the discussion, and the plan',
  ),
  'mail-optin': mail(
    'aAdKCGCuwlUeUXKY@linux.dev',
    'Oliver Upton',
    '2025-04-22',
    'the capability has to be paired with a memslot flag',
  ),
  'mail-optin-clarified': mail(
    'aAgJ8g8Gbb06quSM@linux.dev',
    'Oliver Upton',
    '2025-04-22',
    'what the flag is for: discoverability on kernel-managed memory, no control over attributes',
  ),
  'mail-flag-restated': mail(
    '20250422135452.GL823903@nvidia.com',
    'Jason Gunthorpe',
    '2025-04-22',
    'a flag without FWB has to fail the memslot; the VMM does not know when to set it',
  ),
  'mail-no-flag': mail(
    'aAetTj1U4BWSmqQV@google.com',
    'Sean Christopherson',
    '2025-04-22',
    'very strongly opposed to a memslot flag',
  ),
  'mail-capability-only': mail(
    'aAfI2GR1__-1KQHn@arm.com',
    'Catalin Marinas',
    '2025-04-22',
    'the capability is useful; what the flag is for is unclear',
  ),
  'mail-v4-block': mail(
    '20250518054754.5345-2-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-05-18',
    'v4 1/5, the bugfix as first posted',
  ),
  'mail-v6-flag': mail(
    '20250524013943.2832-4-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-05-24',
    'v6 3/5, the memslot flag KVM_MEM_ENABLE_CACHEABLE_PFNMAP',
  ),
  'mail-v6-allow': mail(
    '20250524013943.2832-5-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-05-24',
    'v6 4/5, cacheable stage 2 where the flag asks for it',
  ),
  'mail-flag-refused': mail(
    'aEMsDsi3DSm1up0G@google.com',
    'Sean Christopherson',
    '2025-06-06',
    'the flag as posted guarantees nothing; two sketches of one that restricts the memslot',
  ),
  'mail-flag-dropped': mail(
    'aEx-JlaYJsLAQx3J@linux.dev',
    'Oliver Upton',
    '2025-06-13',
    'the memslot flag is given up, the capability kept',
  ),
  'mail-v10-block': mail(
    '20250705071717.5062-4-ankita@nvidia.com',
    'Ankit Agrawal',
    '2025-07-05',
    'v10 3/6, the bugfix as it was applied',
  ),
  'mail-dic': mail('aBD4RsUZp-BmcLwC@arm.com', 'Catalin Marinas', '2025-04-29', 'why DIC is needed'),
  'mail-rules': mail(
    'Z-RMzYHOzc36H7yR@linux.dev',
    'Oliver Upton',
    '2025-03-26',
    'the rules as they were merged',
  ),
  'commit-block-cacheable': commit('2a8dfab26677', 'Block cacheable PFNMAP mapping', '6.17'),
  'commit-allow-cacheable': commit('0c67288e0c8b', 'Allow cacheable stage 2 mapping using VMA flags', '6.17'),
  'commit-cacheable-cap': commit('f55ce5a6cd33', 'Expose new KVM cap for cacheable PFNMAP', '6.17'),
  'commit-normal-nc': commit('8c47ce3e1d2c', 'Set io memory s2 pte as normalnc for vfio pci device', '6.9'),
  'commit-page-leak': commit('5f9466b50c1b', 'Fix page leak in user_mem_abort()', '6.18'),
  'commit-split': commit('e314a4dbdb8b', 'Move device mapping management into kvm_s2_fault_pin_pfn()', '7.1'),
  'commit-plain-vma': commit(
    '216887f79d98',
    'Assume non-PFNMAP/MIXEDMAP VMAs can be mapped cacheable',
    '6.17',
  ),
  'doc-cacheable-cap': {
    kind: 'document',
    file: 'Documentation/virt/kvm/api.rst',
    section: '7.44 KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED, which mentions FWB only',
    version: '7.3',
  },
} as const satisfies Record<string, Citation>

export type CitationId = keyof typeof citations
