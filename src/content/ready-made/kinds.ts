import { wordsOf } from '../../scenario/kinds/flags.ts'
import { settingOf, type Scenario } from '../../scenario/schema.ts'
import { holds, type ReadyMade } from '../ready-made.ts'
import { vmaKinds, type VmaKindId } from '../vma-kinds.ts'

/** What is to be known of each kind beyond its flags. */
const says: Readonly<Record<VmaKindId, string>> = {
  'nvgrace-usemem':
    'The driver leaves vm_page_prot at MT_NORMAL and sets no VM_ALLOW_ANY_UNCACHED; the memory has no struct page.',
  'nvgrace-resmem':
    'The carve-out for MIG: pgprot_writecombine() and VM_ALLOW_ANY_UNCACHED, to smaps like a BAR.',
  'vfio-bar':
    'VM_ALLOW_ANY_UNCACHED is set since 6.9, and the VMA must be VM_SHARED; real BARs of nvgrace are the same.',
  'vfio-platform':
    'By remap_pfn_range() with pgprot_noncached(), without VM_ALLOW_ANY_UNCACHED; to smaps like nvgrace usemem.',
  'fsl-mc': 'Regions that are cacheable and shareable stay MT_NORMAL; to KVM the same as nvgrace usemem.',
  anon: 'A private mapping that the VMM has touched; shmem looks the same but for VM_SHARED.',
  thp: 'The same, where the kernel has put a huge page of 2 MiB, or what a PMD maps.',
  hugetlb: 'A private mapping of one huge page, which a PUD maps; with 2 MiB choose a PMD block.',
  'dmabuf-wb':
    'By remap_pfn_range(), hence VM_IO; udmabuf has VM_PFNMAP only. Its pages are in memblock, so that only the memslot needs FWB and DIC.',
  'dmabuf-wc':
    'The same with map_wc: the host maps it Non-cacheable, and KVM maps it Write-Back all the same.',
  'devmem-ram': 'In memblock and without O_SYNC it is MT_NORMAL; to KVM the same as a dma-buf heap.',
  'devmem-sync': 'With O_SYNC it is MT_NORMAL_NC for the host, and Write-Back for the guest all the same.',
  'devmem-mmio': 'What is not in memblock is Device-nGnRnE; to KVM the same as registers of vfio-platform.',
  fsdax:
    'From 6.17 Write-Back, before it Device-nGnRE. EFI puts persistent memory that is Write-Back into memblock: choose that where it is so.',
  virtiofs: 'VM_MIXEDMAP is not looked at when the memslot is made, so that only the fault can refuse it.',
  'virtiofs-ram': 'The same where the pages are in memblock: VM_MIXEDMAP then decides nothing.',
  'guest-memfd': 'From 6.18; always Write-Back and in pages, and the VMA is not asked at the fault.',
}

/** Where the flags of each kind are known from, if not from a function that is cited. */
const seen: Partial<Readonly<Record<VmaKindId, string>>> = {
  'nvgrace-usemem': 'drivers/vfio/pci/nvgrace-gpu/main.c of Linux 7.3',
  'nvgrace-resmem': 'drivers/vfio/pci/nvgrace-gpu/main.c of Linux 7.3',
  'vfio-platform': 'drivers/vfio/platform of Linux 7.3',
  anon: 'Seen in smaps and in the page table of Linux 7.2.13',
  thp: 'Seen in smaps and in the page table of Linux 7.2.13',
  hugetlb: 'Seen in smaps and in the page table of Linux 7.2.13, with pages of 2 MiB',
  'dmabuf-wb': 'Seen in smaps and in the page table of Linux 7.2.13',
  'dmabuf-wc': 'The DRM shmem helpers of Linux 7.3',
  'devmem-ram': 'Seen in smaps and in the page table of Linux 7.2.13',
  'devmem-sync': 'drivers/char/mem.c of Linux 7.3',
  'devmem-mmio': 'Seen in smaps and in the page table of Linux 7.2.13',
  fsdax: 'fs/dax.c of Linux 7.3',
  virtiofs: 'fs/fuse/dax.c of Linux 7.3',
  'virtiofs-ram': 'fs/fuse/dax.c of Linux 7.3',
  'guest-memfd': 'Seen in smaps and in the page table of Linux 7.2.13',
}

const ids = Object.keys(vmaKinds) as VmaKindId[]

/** The kinds of memory. Of two that are alike, a select shows the one that stands first. */
export const kinds: readonly ReadyMade[] = ids.map((id) => {
  const { name, source, settings } = vmaKinds[id]
  const text = seen[id]
  return { id, name, says: says[id], source: text === undefined ? source : { text }, settings }
})

const isGuestMemfd = ({ slot }: Pick<Scenario, 'slot'>) => wordsOf(slot).includes('gmem')

/** The kind that a scenario describes, if it is one of them. A guest_memfd slot is no other kind. */
export const kindOf = (scenario: Scenario) =>
  kinds.find((kind) => (kind.settings.slot !== undefined) === isGuestMemfd(scenario) && holds(kind, scenario))

/** What choosing a kind changes: its settings, and a slot of guest_memfd becomes one of host memory. */
export function asKind({ settings }: ReadyMade, scenario: Scenario): Partial<Scenario> {
  if (settings.slot !== undefined || !isGuestMemfd(scenario)) return settings
  return { ...settings, slot: settingOf('slot').toggled(scenario.slot, 'gmem') }
}
