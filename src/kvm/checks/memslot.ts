import type { CitationId } from '../../cite/citations.ts'
import type { Check, KernelFunction } from '../check.ts'
import { exits } from '../exit.ts'

type Cites = readonly CitationId[]

const flagsCite: Cites = ['linux-memslot-flags', 'linux-memslot-flags-612', 'linux-memslot-flags-617']
export const prepareCite: Cites = [
  'linux-prepare-memslot',
  'linux-prepare-memslot-612',
  'linux-prepare-memslot-617',
]

/** No kernel of these policies has a flag in bit 3. */
export const unknownFlag: Check = {
  id: 'memslot-unknown-flag',
  cite: flagsCite,
  says: 'Unknown flags are refused',
  because: 'bit 3 was proposed for cacheable PFNMAP memory and never merged, so that no flag stands there',
  test: '{flags bit 3}',
  exit: exits.refuseEINVAL,
}

/** v6 3/5: bit 3 is a flag where the hardware can keep what it asks for. */
export const flagNeedsHardware: Check = {
  id: 'memslot-flag-needs-hardware',
  cite: [...flagsCite, 'mail-v6-flag', 'mail-fallback'],
  says: 'KVM_MEM_ENABLE_CACHEABLE_PFNMAP is a flag with FWB and DIC only',
  because: 'elsewhere the capability is 0, and an unknown flag is refused, whatever the memory',
  test: '{KVM_MEM_ENABLE_CACHEABLE_PFNMAP} && !({FWB} && {DIC})',
  exit: exits.refuseEINVAL,
}

/** The seed: the flag promises Write-Back, for which the capability stands. */
export const flagNeedsFwb: Check = {
  id: 'memslot-flag-needs-fwb',
  cite: [...flagsCite, 'mail-optin', 'mail-flag-restated'],
  says: 'The flag without the capability is refused',
  because: 'without FWB KVM cannot enforce Write-Back, on no memory',
  test: '{KVM_MEM_ENABLE_CACHEABLE_PFNMAP} && !{FWB}',
  exit: exits.refuseEINVAL,
}

/** Before 6.18 arm64 has no guest_memfd. */
export const noGuestMemfd: Check = {
  id: 'memslot-no-guest-memfd',
  cite: ['linux-memslot-flags-612', 'linux-memslot-flags-617'],
  says: 'KVM_MEM_GUEST_MEMFD is refused',
  because: 'arm64 has no guest_memfd up to 6.17, so that the flag is unknown there',
  test: '{KVM_MEM_GUEST_MEMFD}',
  exit: exits.refuseEINVAL,
}

/** From 6.18. */
export const guestMemfdFlags: Check = {
  id: 'memslot-guest-memfd-flags',
  cite: flagsCite,
  says: 'A guest_memfd slot takes neither logging nor read-only',
  because: 'dirty logging of guest_memfd is not supported, and a read-only slot would make writes MMIO',
  test: '{KVM_MEM_GUEST_MEMFD} && ({KVM_MEM_LOG_DIRTY_PAGES} || {KVM_MEM_READONLY})',
  exit: exits.refuseEINVAL,
  since: '6.18',
}

/** `check_memory_region_flags()`. */
export const memslotFlags = (cite: CitationId, checks: readonly Check[]): KernelFunction => ({
  id: 'check_memory_region_flags',
  name: 'check_memory_region_flags()',
  cite,
  checks,
})

const rangeChecks: readonly Check[] = [
  {
    id: 'memslot-alignment',
    cite: ['linux-set-memslot', 'linux-set-memslot-612', 'linux-set-memslot-617'],
    says: 'Size and both addresses are page aligned',
    because: 'a slot maps whole host pages',
    test: '{not page aligned}',
    exit: exits.refuseEINVAL,
  },
  {
    id: 'memslot-too-large',
    cite: ['linux-set-memslot', 'linux-set-memslot-612', 'linux-set-memslot-617'],
    says: 'A slot has at most KVM_MEM_MAX_NR_PAGES pages',
    because: 'that limit is 2^31 - 1 pages',
    test: '{npages > KVM_MEM_MAX_NR_PAGES}',
    exit: exits.refuseEINVAL,
  },
  {
    id: 'memslot-overlap',
    cite: ['linux-set-memslot', 'linux-set-memslot-612', 'linux-set-memslot-617'],
    says: 'Slots do not overlap',
    because: 'a guest page has one backing',
    test: '{kvm_check_memslot_overlap()}',
    exit: exits.refuseEEXIST,
  },
]

/** `kvm_set_memory_region()`, in 6.12 `__kvm_set_memory_region()`. */
export const setMemoryRegion = (name: string, cite: CitationId): KernelFunction => ({
  id: 'kvm_set_memory_region',
  name,
  cite,
  checks: rangeChecks,
})

/** The slot has to lie within the VM's IPA size. */
export const ipaSize: Check = {
  id: 'memslot-ipa-size',
  cite: prepareCite,
  says: 'The slot lies within the IPA size',
  because: 'the guest cannot address what lies beyond',
  test: '{base_gfn + npages > kvm_phys_size()}',
  exit: exits.refuseEFAULT,
}

/** From 6.18. */
export const guestMemfdSlots: readonly Check[] = [
  {
    id: 'memslot-guest-memfd-mappable',
    cite: prepareCite,
    says: 'guest_memfd must be mappable by the host',
    because: 'arm64 has no VM type whose memory is private only',
    test: '{KVM_MEM_GUEST_MEMFD} && !{kvm_memslot_is_gmem_only()}',
    exit: exits.refuseEINVAL,
    since: '6.18',
  },
  {
    id: 'memslot-guest-memfd-mte',
    cite: prepareCite,
    says: 'guest_memfd and MTE exclude each other',
    because:
      'the fault path of guest_memfd does not initialise tags; read in 7.3.4, and not there yet in 7.0',
    test: '{KVM_MEM_GUEST_MEMFD} && {kvm_has_mte()}',
    exit: exits.refuseEINVAL,
  },
]

const vmaMte: Check = {
  id: 'memslot-mte',
  cite: prepareCite,
  says: 'A VM with MTE takes only memory that can hold tags',
  because: 'the guest could read tags that nobody initialised',
  test: '{kvm_has_mte()} && !{kvm_vma_mte_allowed()}',
  exit: exits.refuseEINVAL,
}

const vmaLogging: Check = {
  id: 'memslot-pfnmap-logging',
  cite: prepareCite,
  says: 'No dirty logging of PFNMAP memory',
  because: 'what a device writes to its own memory is not tracked',
  test: '{VM_PFNMAP} && {KVM_MEM_LOG_DIRTY_PAGES}',
  exit: exits.refuseEINVAL,
}

/** From 6.17. */
export const vmaCacheable: Check = {
  id: 'memslot-cacheable-pfnmap',
  cite: [...prepareCite, 'commit-block-cacheable', 'commit-allow-cacheable', 'mail-dic', 'doc-cacheable-cap'],
  says: 'Cacheable PFNMAP needs FWB and DIC',
  because:
    'KVM may have no kernel address by which to maintain caches: FWB makes cleaning the data side needless, DIC the instruction side',
  test: '{VM_PFNMAP} && {kvm_vma_is_cacheable()} && !({FWB} && {DIC})',
  exit: exits.refuseEINVAL,
  since: '6.17',
}

const eachVma = (id: string, inner: readonly Check[]): Check => ({
  id,
  cite: prepareCite,
  says: 'Every VMA in the range is looked at',
  because: 'a slot may span several VMAs and holes between them; holes are accepted',
  test: '{find_vma_intersection()}',
  inner,
})

/** The checks of each VMA up to 6.16: pgprot is not read. */
export const vmaChecksBefore = eachVma('memslot-vma-before', [vmaMte, vmaLogging])

/** The same with what a policy checks of cacheable PFNMAP besides. */
export const vmaChecksWith = (id: string, ...checks: readonly Check[]) =>
  eachVma(id, [vmaMte, vmaLogging, ...checks])

/** The checks of each VMA from 6.17. */
export const vmaChecks = vmaChecksWith('memslot-vma', vmaCacheable)

const accept: Check = {
  id: 'memslot-accept',
  cite: prepareCite,
  says: 'return 0: the memslot exists',
  because: 'no check refused it; nothing is mapped yet',
  test: '',
  exit: exits.accepted,
}

/** `kvm_arch_prepare_memory_region()`, with what a policy checks there. */
export const prepareMemoryRegion = (cite: CitationId, checks: readonly Check[]): KernelFunction => ({
  id: 'kvm_arch_prepare_memory_region',
  name: 'kvm_arch_prepare_memory_region()',
  cite,
  checks: [...checks, accept],
})
