import type { Preset } from '../../scenario/preset.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { vmaKinds } from '../vma-kinds.ts'
import { differing, ram, window } from './host-memory.ts'

const bar = { ...vmaKinds['vfio-bar'].settings, ...window }
const anon = { ...vmaKinds.anon.settings, ...ram }
const loggedLater = {
  ...vmaKinds.thp.settings,
  ...ram,
  slot: 'log',
  later: true,
  acc: 'w',
  fsc: 'permission',
} as const

export const path = (
  id: string,
  name: string,
  says: string,
  source: Preset['source'],
  settings: Partial<Scenario>,
): Preset => ({ id, name, says, source, settings: differing(settings) })

/** Other kernels, other accesses and other answers of KVM, on a host with FWB and DIC unless a name says otherwise. */
export const otherPaths: readonly Preset[] = [
  path(
    'nvgrace-before',
    'GPU memory under Linux 6.12',
    'Up to 6.16 pgprot is never read: KVM maps cacheable GPU memory Device-nGnRE, MemAttr 0b0001, a mismatch that can leak.',
    ['linux-is-device-pfn-612', 'linux-user-mem-abort-612'],
    { policy: 'before' },
  ),
  path(
    'vfio-bar-fetch',
    'Fetch from a PCI BAR',
    'The guest fetches from a BAR, which KVM never maps executable: it injects a synchronous external instruction abort.',
    ['linux-s2-compute-prot'],
    { ...bar, acc: 'x' },
  ),
  path(
    'readonly-write',
    'Write to a read-only slot',
    'The guest writes to a KVM_MEM_READONLY slot: KVM exits with KVM_EXIT_MMIO, for the VMM to emulate it.',
    ['linux-guest-abort', 'linux-io-mem-abort'],
    { ...anon, slot: 'ro', acc: 'w' },
  ),
  path(
    'log-pfnmap',
    'Dirty logging of a PCI BAR',
    'VM_PFNMAP with KVM_MEM_LOG_DIRTY_PAGES: KVM refuses the memslot with -EINVAL, whatever the host.',
    ['linux-prepare-memslot'],
    { ...bar, slot: 'log' },
  ),
  path(
    'log-later-pfnmap',
    'Logging switched on over GPU memory',
    'VM_PFNMAP, and KVM_MEM_LOG_DIRTY_PAGES set later: KVM refuses the change with -EINVAL, and the slot stays as it was, mapped Write-Back.',
    ['linux-prepare-memslot'],
    { slot: 'log', later: true },
  ),
  path(
    'log-later-thp',
    'Logging switched on over a huge page',
    'The guest writes to a block of 2 MiB once logging has write-protected it: a permission fault, at which KVM maps a page of 4 KiB in its place.',
    ['linux-s2-vma-info', 'linux-s2-fault-map'],
    loggedLater,
  ),
  path(
    'log-later-thp-none',
    'Logging switched on over a huge page, no FWB',
    'The same without FWB: the page is mapped anew where a leaf of its size would gain a permission, so that KVM cleans it to the Point of Coherency again.',
    ['linux-s2-fault-map', 'linux-s2-map-leaf', 'linux-s2-attr-walker'],
    { ...loggedLater, fwb: false, dic: false },
  ),
  path(
    'mte-bar',
    'PCI BAR in a VM with MTE',
    'A BAR has no VM_MTE_ALLOWED: in a VM with MTE KVM refuses the memslot with -EINVAL.',
    ['linux-prepare-memslot'],
    { ...bar, mte: true },
  ),
  path(
    'mmio',
    'No memslot at the address',
    'The guest reads where no memslot stands: KVM exits with KVM_EXIT_MMIO, for the VMM to emulate it.',
    ['linux-guest-abort', 'linux-io-mem-abort'],
    { ...anon, addr: 0x9000018 },
  ),
  path(
    'fetch-no-dic',
    'First fetch without DIC',
    'Without DIC RAM starts not executable: at the first fetch KVM invalidates the instruction cache and makes the page executable.',
    ['linux-s2-compute-prot', 'linux-s2-attr-walker'],
    { ...anon, dic: false, acc: 'x', fsc: 'permission' },
  ),
  path(
    'no-vma',
    'No VMA under the slot',
    'The VMM registered a hole, which KVM accepts: the guest reads there, and KVM_RUN fails with -EFAULT.',
    ['linux-prepare-memslot', 'linux-s2-vma-info'],
    { ...anon, map: 'none' },
  ),
  path(
    'hwpoison',
    'Memory error under the guest',
    'The page is marked PG_hwpoison: KVM sends SIGBUS (BUS_MCEERR_AR) to the vCPU thread.',
    ['linux-hva-to-pfn', 'linux-hwpoison-signal'],
    { ...anon, hwpoison: true },
  ),
]
