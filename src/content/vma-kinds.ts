import type { CitationId } from '../cite/citations.ts'
import type { Scenario } from '../scenario/schema.ts'

type Described = 'vma' | 'pgprot' | 'pfn' | 'map' | 'hpte' | 'hwpoison'

/** What `slot` and `gmemmap` are for memory of a guest_memfd; absent for every other kind. */
type OfGuestMemfd = 'slot' | 'gmemmap'

/** Memory that a VMM may register: all that the host says of it, together. */
export interface VmaKind {
  readonly name: string
  /** What it is, the first half of a sentence. */
  readonly is: string
  readonly source: readonly [CitationId, ...CitationId[]]
  readonly settings: Pick<Scenario, Described> & Partial<Pick<Scenario, OfGuestMemfd>>
}

const page = { map: 'page', hpte: 'rw', hwpoison: false } as const
const ram = { ...page, vma: 'mte', pgprot: 'normal', pfn: 'map-memory' } as const
const pfnmap = { ...page, vma: 'pfnmap+io+shared', pgprot: 'normal', pfn: 'none' } as const
const registers = { ...pfnmap, pgprot: 'device_nGnRnE' } as const
const file = { ...page, vma: 'shared', pgprot: 'normal', pfn: 'zone-device' } as const

const plain = ['linux-hva-to-pfn', 'linux-s2-pin-pfn'] as const
const cacheable = ['linux-prepare-memslot', 'linux-s2-pin-pfn'] as const
const follows = ['linux-s2-pin-pfn', 'linux-s2-compute-prot'] as const

/**
 * What each path of `mmap()` puts into the VMA. Three pairs look alike to KVM: the regions of nvgrace usemem and
 * of fsl-mc, a dma-buf heap and `/dev/mem` without O_SYNC, and the registers of vfio-platform and of `/dev/mem`.
 */
export const vmaKinds = {
  'nvgrace-usemem': {
    name: 'GPU memory, nvgrace usemem',
    is: 'GPU memory that nvgrace-gpu maps PFNMAP and cacheable',
    source: cacheable,
    settings: pfnmap,
  },
  'nvgrace-resmem': {
    name: 'GPU memory, nvgrace resmem',
    is: 'GPU memory that nvgrace-gpu carves out write-combine, VM_ALLOW_ANY_UNCACHED',
    source: follows,
    settings: { ...pfnmap, vma: 'pfnmap+io+uncached+shared', pgprot: 'nc' },
  },
  'vfio-bar': {
    name: 'PCI BAR, vfio-pci',
    is: 'A BAR that vfio-pci maps Device-nGnRnE, VM_ALLOW_ANY_UNCACHED',
    source: ['linux-vfio-pci-mmap', ...follows],
    settings: { ...registers, vma: 'pfnmap+io+uncached+shared', map: 'pmd' },
  },
  'vfio-platform': {
    name: 'Registers, vfio-platform',
    is: 'Registers that vfio-platform maps Device-nGnRnE and no more',
    source: follows,
    settings: registers,
  },
  'fsl-mc': {
    name: 'Cacheable region, vfio-fsl-mc',
    is: 'A portal that vfio-fsl-mc maps PFNMAP and cacheable',
    source: ['linux-fsl-mc-mmap', ...cacheable],
    settings: pfnmap,
  },
  anon: {
    name: 'Anonymous RAM',
    is: 'Anonymous RAM in pages',
    source: plain,
    settings: ram,
  },
  thp: {
    name: 'Anonymous RAM, huge page',
    is: 'Anonymous RAM in transparent huge pages',
    source: ['linux-thp-adjust', ...plain],
    settings: { ...ram, map: 'pmd' },
  },
  hugetlb: {
    name: 'RAM of hugetlb, 1 GiB',
    is: 'RAM of hugetlb in pages of 1 GiB',
    source: ['linux-s2-vma-size', ...plain],
    settings: { ...ram, vma: 'hugetlb+mte', map: 'pud' },
  },
  'dmabuf-wb': {
    name: 'Dma-buf, Write-Back',
    is: 'System RAM of a dma-buf heap, PFNMAP and cacheable',
    source: cacheable,
    settings: { ...pfnmap, pfn: 'map-memory' },
  },
  'dmabuf-wc': {
    name: 'Dma-buf, write-combine',
    is: 'System RAM of a DRM shmem buffer, PFNMAP and write-combine',
    source: cacheable,
    settings: { ...pfnmap, vma: 'pfnmap+shared', pgprot: 'nc', pfn: 'map-memory' },
  },
  'devmem-ram': {
    name: 'RAM through /dev/mem',
    is: 'RAM through /dev/mem, PFNMAP and cacheable',
    source: cacheable,
    settings: { ...pfnmap, pfn: 'map-memory' },
  },
  'devmem-sync': {
    name: 'RAM through /dev/mem, O_SYNC',
    is: 'RAM through /dev/mem with O_SYNC, PFNMAP and Non-cacheable',
    source: cacheable,
    settings: { ...pfnmap, pgprot: 'nc', pfn: 'map-memory' },
  },
  'devmem-mmio': {
    name: 'Registers through /dev/mem',
    is: 'Registers through /dev/mem, Device-nGnRnE',
    source: follows,
    settings: registers,
  },
  fsdax: {
    name: 'File on fsdax',
    is: 'A file on fsdax, in ZONE_DEVICE pages outside memblock',
    source: plain,
    settings: file,
  },
  virtiofs: {
    name: 'File on virtio-fs DAX',
    is: 'A file on virtio-fs DAX, MIXEDMAP, in ZONE_DEVICE pages outside memblock',
    source: ['linux-s2-pin-pfn'],
    settings: { ...file, vma: 'mixedmap+shared' },
  },
  'virtiofs-ram': {
    name: 'File on virtio-fs DAX, in memblock',
    is: 'A file on virtio-fs DAX, MIXEDMAP, in memblock',
    source: ['linux-s2-pin-pfn'],
    settings: { ...file, vma: 'mixedmap+shared', pfn: 'map-memory' },
  },
  'guest-memfd': {
    name: 'Memory of guest_memfd',
    is: 'Memory of a guest_memfd with GUEST_MEMFD_FLAG_MMAP',
    source: ['linux-gmem-abort'],
    settings: { ...file, pfn: 'map-memory', slot: 'gmem', gmemmap: true },
  },
} as const satisfies Readonly<Record<string, VmaKind>>

export type VmaKindId = keyof typeof vmaKinds
