import type { Claim, Demonstration } from './claim.ts'
import { migration } from './scope.ts'
import {
  anonymous,
  bar,
  cleansItsWrite,
  cleansTheGuestsWrite,
  dmabufWriteCombined,
  dropsItsCopy,
  dropsTheGuestsCopy,
  flag,
  guestDevice,
  guestNonCacheable,
  noDic,
  noFwb,
  registers,
  writeCombined,
} from './memory.ts'

const optin = { policy: 'optin' } as const
const guestRam = { ...anonymous, ...guestNonCacheable }

const notMerged = 'Linux 7.3 knows no such flag: bit 3 is an unknown bit, and the memslot is refused for it.'

/** Cacheable PFNMAP with and without capability and flag: only both together get it. */
const vfioCells: readonly [Demonstration, ...Demonstration[]] = [
  {
    name: 'VFIO memory, capability 1, no flag',
    settings: optin,
    look: 'The capability alone does not opt in.',
    expects: { capability: 1, memslot: 'EINVAL' },
  },
  {
    name: 'VFIO memory, capability 1, flag',
    settings: { ...optin, ...flag },
    look: 'The pair gets Write-Back.',
    expects: { capability: 1, memslot: 0, type: 'normal' },
    differs: ['memslot'],
  },
  {
    name: 'VFIO memory, capability 0, no flag',
    settings: { ...optin, ...noFwb },
    look: 'Without FWB there is neither.',
    expects: { capability: 0, memslot: 'EINVAL' },
  },
  {
    name: 'VFIO memory, capability 0, flag',
    settings: { ...optin, ...noFwb, ...flag },
    look: 'The flag cannot be kept, and fails the memslot.',
    expects: { capability: 0, memslot: 'EINVAL' },
  },
]

/** The same over anonymous RAM: the flag is a promise that is asked for. */
const ramCells: readonly Demonstration[] = [
  {
    name: 'Anonymous RAM, capability 1, no flag',
    settings: { ...optin, ...anonymous },
    look: 'Memory of the kernel is mapped as ever.',
    expects: { capability: 1, memslot: 0, type: 'normal' },
  },
  {
    name: 'Anonymous RAM, capability 1, flag',
    settings: { ...optin, ...anonymous, ...flag },
    look: 'The promise is made, and the leaf stays the same.',
    expects: { capability: 1, memslot: 0 },
    same: ['type', 'memattr'],
  },
  {
    name: 'Anonymous RAM, capability 0, no flag',
    settings: { ...optin, ...anonymous, ...noFwb },
    look: 'Without FWB nothing is promised.',
    expects: { capability: 0, memslot: 0, type: 'normal', memattr: 0b1111 },
  },
  {
    name: 'Anonymous RAM, capability 0, flag',
    settings: { ...optin, ...anonymous, ...noFwb, ...flag },
    look: 'A promise that cannot be kept fails the memslot.',
    expects: { capability: 0, memslot: 'EINVAL' },
    differs: ['memslot'],
  },
]

/** The answer of 22 April 2025. */
export const answerClaims: readonly Claim[] = [
  {
    id: 'o1',
    code: 'O1',
    group: 'answer',
    claim: 'The VMM has to buy in, for VFIO memory and for memory of the kernel.',
    who: 'Oliver Upton',
    cite: ['mail-optin', 'mail-optin-clarified'],
    became:
      'Dropped: Linux 7.3 asks for no consent. The same day’s clarification had the flag on memory of the kernel for discoverability alone.',
    sources: ['mail-optin-clarified', 'mail-flag-dropped'],
    demonstrations: [
      {
        name: 'VFIO memory without consent',
        settings: optin,
        look: 'Cacheable PFNMAP without the flag is refused, although the host could map it.',
        expects: { memslot: 'EINVAL' },
      },
      {
        name: 'VFIO memory with consent',
        settings: { ...optin, ...flag },
        look: 'The flag is the consent.',
        expects: { memslot: 0, type: 'normal' },
        differs: ['memslot'],
      },
      {
        name: 'Anonymous RAM with consent',
        settings: { ...optin, ...anonymous, ...flag },
        look: 'Memory of the kernel takes the flag as well.',
        expects: { memslot: 0, type: 'normal' },
      },
      {
        name: 'Linux 7.3, VFIO memory without consent',
        settings: {},
        look: 'By the claim the memslot is refused.',
        expects: { memslot: 'EINVAL' },
        departs: 'Linux 7.3 maps it Write-Back without being asked.',
      },
    ],
  },
  {
    id: 'o2',
    code: 'O2',
    group: 'answer',
    claim: 'User space is an equal participant in coherency.',
    who: 'Oliver Upton',
    cite: ['mail-optin'],
    became:
      'True by the architecture: the VMM’s mapping is one more alias of the memory, and whether it is coherent with the guest’s depends on both stages and on the VMA.',
    sources: ['s2-fwb0', 's2-fwb1'],
    demonstrations: [
      {
        name: 'Without FWB, the guest goes around the cache',
        settings: { ...guestRam, ...noFwb },
        look: 'KVM cleans once, as it maps; what is written through the VMM’s mapping afterwards is the VMM’s to clean.',
        expects: {
          final: 'NC',
          dcache: 'clean+inval PoC',
          vmmMaintains: true,
          'guest-to-vmm': dropsItsCopy,
          'vmm-to-guest': cleansItsWrite,
        },
      },
      {
        name: 'With FWB, the same guest',
        settings: guestRam,
        look: 'Stage 2 forces Write-Back, so that guest and VMM share the cache.',
        expects: {
          final: 'WB',
          dcache: 'none',
          vmmMaintains: false,
          'guest-to-vmm': 'safe',
          'vmm-to-guest': 'safe',
        },
        differs: ['final', 'vmmMaintains', 'guest-to-vmm', 'vmm-to-guest'],
      },
      {
        name: 'With FWB, the VMM goes around the cache',
        settings: dmabufWriteCombined,
        look: 'A write-combine dma-buf: the guest gets Write-Back, the VMM’s own mapping is Non-cacheable, and either may see old data.',
        expects: {
          final: 'WB',
          hazard: 'alias',
          'guest-to-vmm': cleansTheGuestsWrite,
          'vmm-to-guest': dropsTheGuestsCopy,
        },
      },
    ],
  },
  {
    id: 'o3',
    code: 'O3',
    group: 'answer',
    claim:
      'Whether FWB is used for a range of IPAs decides which cache maintenance user space owes, for memory of the kernel too, as in live migration.',
    who: 'Oliver Upton',
    cite: ['mail-optin'],
    became:
      'True and unsolved: no uAPI tells it for a range, and in April 2025 Oliver Upton knew of no live migration that handles hosts without FWB correctly.',
    sources: ['s2-fwb0', 's2-fwb1'],
    scope: migration,
    demonstrations: [
      {
        name: 'Without FWB, the guest maps RAM Non-cacheable',
        settings: { ...guestRam, ...noFwb },
        look: 'A VMM that reads this memory to migrate it has to clean and invalidate first, or it may read old lines of its cache.',
        expects: {
          type: 'normal',
          memattr: 0b1111,
          final: 'NC',
          vmmMaintains: true,
          'guest-to-vmm': dropsItsCopy,
        },
      },
      {
        name: 'With FWB, the same guest',
        settings: guestRam,
        look: 'The guest’s attribute is overridden, and the VMM reads what the guest wrote.',
        expects: {
          type: 'normal',
          memattr: 0b0110,
          final: 'WB',
          vmmMaintains: false,
          'guest-to-vmm': 'safe',
        },
        differs: ['memattr', 'final', 'vmmMaintains', 'guest-to-vmm'],
      },
      {
        name: 'Without FWB, the guest maps RAM Write-Back',
        settings: { ...anonymous, ...noFwb },
        look: 'As long as the guest uses the cache, nothing is owed; the VMM cannot know that it does.',
        expects: { final: 'WB', vmmMaintains: false, 'guest-to-vmm': 'safe' },
      },
    ],
  },
  {
    id: 'o4',
    code: 'O4',
    group: 'answer',
    claim: 'The capability has to be paired with a memslot flag.',
    who: 'Oliver Upton',
    cite: ['mail-optin'],
    became:
      'Withdrawn on 13 June 2025, after Sean Christopherson had refused the flag as it was posted. The capability was merged alone.',
    sources: ['mail-no-flag', 'mail-capability-only', 'mail-flag-refused', 'mail-flag-dropped'],
    demonstrations: [
      ...vfioCells,
      ...ramCells,
      {
        name: 'Linux 7.3, flag',
        settings: flag,
        look: 'By the claim the flag goes with a capability that reads 1.',
        expects: { capability: 1, memslot: 0 },
        departs: notMerged,
      },
    ],
  },
  {
    id: 'o5',
    code: 'O5',
    group: 'answer',
    claim: 'The capability says that KVM can enforce Write-Back at stage 2.',
    who: 'Oliver Upton',
    cite: ['mail-optin'],
    became:
      'The merged capability means another thing: that cacheable PFNMAP can be mapped, which takes FWB and DIC. Enforcing Write-Back takes FWB alone.',
    sources: ['commit-cacheable-cap', 's2-fwb1', 's2-fwb0'],
    demonstrations: [
      {
        name: 'With FWB, the guest asks for Non-cacheable',
        settings: { ...optin, ...guestRam },
        look: 'MemAttr 0b0110 overrides whatever stage 1 asks for.',
        expects: { capability: 1, memattr: 0b0110, final: 'WB', reachable: ['WB'] },
      },
      {
        name: 'With FWB, the guest asks for Device',
        settings: { ...optin, ...anonymous, ...guestDevice },
        look: 'Device becomes Write-Back too.',
        expects: { capability: 1, final: 'WB' },
        same: ['memattr', 'reachable'],
      },
      {
        name: 'With FWB, the guest’s stage 1 is off',
        settings: { ...optin, ...anonymous, m: false },
        look: 'So do the accesses before the guest turns its MMU on.',
        expects: { final: 'WB' },
      },
      {
        name: 'Without FWB, the guest asks for Non-cacheable',
        settings: { ...optin, ...guestRam, ...noFwb },
        look: 'MemAttr 0b1111 only allows Write-Back: the guest gets what it asks for.',
        expects: { capability: 0, memattr: 0b1111, final: 'NC' },
        differs: ['memattr', 'final', 'reachable'],
      },
      {
        name: 'Linux 7.3, FWB without DIC',
        settings: { ...guestRam, ...noDic },
        look: 'Write-Back is enforced, so that by the claim the capability reads 1.',
        expects: { capability: 1, final: 'WB' },
        departs: 'The merged capability asks for DIC too, and reads 0.',
      },
    ],
  },
  {
    id: 'o6',
    code: 'O6',
    group: 'answer',
    claim:
      'The flag says that user space expects guaranteed Write-Back for a range of guest frames, of the kernel’s memory or cacheable PFNMAP.',
    who: 'Oliver Upton',
    cite: ['mail-optin', 'mail-optin-clarified'],
    became:
      'Never merged. On memory of the kernel the flag would have changed no descriptor: only what the VMM knows.',
    sources: ['mail-optin-clarified', 'mail-flag-dropped'],
    demonstrations: [
      {
        name: 'Anonymous RAM, no flag',
        settings: { ...optin, ...anonymous },
        look: 'The descriptor without the flag.',
        expects: { memslot: 0, type: 'normal' },
      },
      {
        name: 'Anonymous RAM, flag',
        settings: { ...optin, ...anonymous, ...flag },
        look: 'The descriptor is the same, bit by bit.',
        expects: { memslot: 0 },
        same: ['descriptor'],
      },
      {
        name: 'Anonymous RAM, flag, without FWB',
        settings: { ...optin, ...anonymous, ...flag, ...noFwb },
        look: 'Where Write-Back cannot be guaranteed, the memslot fails.',
        expects: { memslot: 'EINVAL' },
        differs: ['memslot'],
      },
      {
        name: 'Cacheable PFNMAP, flag',
        settings: { ...optin, ...flag },
        look: 'The same guarantee for GPU memory.',
        expects: { memslot: 0, type: 'normal', reachable: ['WB'] },
      },
      {
        name: 'PFNMAP that is not cacheable, flag',
        settings: { ...optin, ...flag, ...bar },
        look: 'A guarantee over a BAR cannot be kept: so this page reads the mail, which does not speak of one.',
        expects: { memslot: 'EINVAL' },
        differs: ['memslot'],
      },
      {
        name: 'Linux 7.3, anonymous RAM, flag',
        settings: { ...anonymous, ...flag },
        look: 'By the claim the flag is taken.',
        expects: { memslot: 0 },
        departs: notMerged,
      },
    ],
  },
  {
    id: 'o7',
    code: 'O7',
    group: 'answer',
    claim: 'Under no circumstances is PFNMAP that the host maps cacheable to be Non-cacheable at stage 2.',
    who: 'Oliver Upton',
    cite: ['mail-optin'],
    became:
      'Merged: since 6.17 it is Write-Back or an error. The kernels before, the fallbacks, and the patches that count MT_NORMAL alone as cacheable do not keep it.',
    sources: ['commit-block-cacheable', 'commit-allow-cacheable', 'mail-rules'],
    counted: true,
    demonstrations: [
      {
        name: 'Linux 7.3',
        settings: {},
        look: 'Where the host can follow, Write-Back.',
        expects: { memslot: 0, type: 'normal', hazard: 'none' },
      },
      {
        name: 'Linux 7.3, without FWB, swapped in later',
        settings: { ...noFwb, swap: true },
        look: 'Where it cannot, no leaf, even if the memslot never saw the VMA.',
        expects: { memslot: 0, fault: 'EFAULT' },
        differs: ['fault'],
      },
      {
        name: 'Linux 6.9 to 6.16',
        settings: { policy: 'before' },
        look: 'By the claim, Write-Back or nothing.',
        expects: { type: 'normal' },
        departs: 'This kernel never reads pgprot, and maps it Device-nGnRE.',
      },
      {
        name: 'v3, MT_NORMAL_TAGGED',
        settings: { policy: 'v3', pgprot: 'normal_tagged' },
        look: 'The same of a cacheable VMA with tags.',
        expects: { type: 'normal' },
        departs:
          'v3 counts MT_NORMAL alone as cacheable, and maps it Device-nGnRE. No driver is known to map PFNMAP with tags.',
      },
    ],
  },
  {
    id: 'o8',
    code: 'O8',
    group: 'answer',
    claim: 'The driver that made the host’s mapping is the authority on its attributes.',
    who: 'Oliver Upton',
    cite: ['mail-optin'],
    became:
      'Agreed by all, with limits. Memory in memblock is mapped Write-Back whatever its VMA says, and KVM reads the VMA and not the page table, whose prot may be another: remap_pfn_range() takes its own.',
    sources: ['mail-rules', 'commit-allow-cacheable', 'linux-s2-vma-info'],
    scope:
      'A page table entry whose attributes differ from vm_page_prot is not modelled: no decision of KVM sees it.',
    demonstrations: [
      {
        name: 'The driver maps it cacheable',
        settings: {},
        look: 'nvgrace usemem: Write-Back.',
        expects: { type: 'normal', memattr: 0b0110 },
      },
      {
        name: 'The guest asks for Non-cacheable',
        settings: guestNonCacheable,
        look: 'Only the guest’s attributes changed: stage 2 stays, and wins.',
        expects: { final: 'WB' },
        same: ['type', 'memattr', 'descriptor'],
      },
      {
        name: 'The driver maps it write-combine',
        settings: writeCombined,
        look: 'Only the VMA changed, as for nvgrace resmem: the type follows.',
        expects: { type: 'nc', memattr: 0b0101 },
        differs: ['type', 'memattr'],
      },
      {
        name: 'The driver maps it Device',
        settings: registers,
        look: 'The registers of vfio-platform.',
        expects: { type: 'device', memattr: 0b0001 },
        differs: ['type', 'memattr'],
      },
      {
        name: 'System RAM that the driver maps write-combine',
        settings: dmabufWriteCombined,
        look: 'By the claim stage 2 follows the driver.',
        expects: { type: 'nc', hazard: 'none' },
        departs:
          'The PFN is in memblock, and KVM maps it Write-Back whatever pgprot says: an alias under every policy, unless the proposed flag refuses the memslot.',
      },
    ],
  },
  {
    id: 'o9',
    code: 'O9',
    group: 'answer',
    claim: 'The VMM needs a uAPI to handle cacheable mappings in general: it cannot tell them.',
    who: 'Oliver Upton',
    cite: ['mail-optin'],
    became:
      'Still open in 7.3: no VmFlag of smaps carries pgprot, and the capability speaks of a host, not of a mapping.',
    sources: ['doc-cacheable-cap'],
    demonstrations: [
      {
        name: 'GPU memory, nvgrace usemem',
        settings: {},
        look: 'What smaps shows of a cacheable mapping.',
        expects: { type: 'normal', smaps: 'rd wr sh mw ms pf io' },
      },
      {
        name: 'Registers, vfio-platform',
        settings: registers,
        look: 'The same flags over registers, which KVM maps otherwise.',
        expects: { type: 'device' },
        same: ['smaps'],
        differs: ['type'],
      },
      {
        name: 'GPU memory, nvgrace resmem',
        settings: writeCombined,
        look: 'VM_ALLOW_ANY_UNCACHED has no code of its own and shows as ??.',
        expects: { type: 'nc', smaps: 'rd wr sh mw ms pf io ??' },
      },
      {
        name: 'PCI BAR, vfio-pci',
        settings: bar,
        look: 'A BAR shows the same flags, though the host maps it Device-nGnRnE.',
        expects: { type: 'nc' },
        same: ['smaps'],
      },
    ],
  },
]
