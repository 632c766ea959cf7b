import type { ReadyMade } from '../ready-made.ts'

type Releases = readonly (readonly [release: string, says: string])[]

/** Releases that answer as 7.3 does, and what each brought or had. */
const since618: Releases = [
  ['7.3', 'Read in 7.3.4. No decision about memory types has changed since 6.17.'],
  ['7.2', 'As 7.3: PFNMAP blocks have the size of the host mapping.'],
  ['7.1', 'As 7.0; user_mem_abort() is split into the functions that stand here.'],
  [
    '7.0',
    'As 7.3, but PFNMAP blocks are sized by vm_pgoff; exclusive and atomic faults go to the guest from here on.',
  ],
  ['6.19', 'As 6.18.'],
  ['6.18', 'The memory types of 6.17 and 7.3; guest_memfd that the host can map is new here.'],
]

const of617: Releases = [
  [
    '6.17',
    'The first to follow or refuse cacheable PFNMAP memory, with KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED. arm64 has no guest_memfd yet.',
  ],
]

const upTo616: Releases = [
  ['6.16', 'The last to take whatever is not in memblock for a device.'],
  ['6.15', 'As 6.12.'],
  ['6.14', 'As 6.12.'],
  ['6.13', 'As 6.12; debugfs shows stage 2 from here on, without memory types.'],
  ['6.12', 'Read in 6.12.107: pgprot is never read, and nvgrace usemem becomes Device-nGnRE.'],
  ['6.11', 'As 6.12.'],
  ['6.10', 'As 6.12.'],
  ['6.9', 'The first with Normal-NC for VM_ALLOW_ANY_UNCACHED, which vfio-pci sets.'],
]

const by =
  (policy: 'linux-7.3' | 'linux-6.17' | 'before', source: ReadyMade['source']) =>
  ([release, says]: readonly [string, string]): ReadyMade => ({
    id: `linux-${release}`,
    name: `Linux ${release}`,
    says,
    source,
    settings: { policy },
  })

/** A kernel that no release describes: it sets nothing. */
const vendorKernel: ReadyMade = {
  id: 'vendor',
  name: 'A vendor kernel',
  says: 'Unknown: fixes are ported back, as to an NVIDIA 6.14. Ask KVM_CHECK_EXTENSION for 243, on the file descriptor of a VM.',
  source: { text: 'NVIDIA/NV-Kernels#157' },
  settings: {},
}

/** Releases, newest first. Many answer alike: a select that was not told which shows the newest of them. */
export const kernels: readonly ReadyMade[] = [
  ...since618.map(by('linux-7.3', ['linux-prepare-memslot', 'linux-s2-pin-pfn'])),
  ...of617.map(by('linux-6.17', ['linux-prepare-memslot-617', 'linux-user-mem-abort-617'])),
  ...upTo616.map(by('before', ['linux-prepare-memslot-612', 'linux-user-mem-abort-612'])),
  vendorKernel,
]
