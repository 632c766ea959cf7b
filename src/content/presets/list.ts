import type { Preset } from '../../scenario/preset.ts'
import { path } from './other-paths.ts'

/** What was posted on the list and what came of it: GPU memory of nvgrace, FWB and DIC unless a name says otherwise. */
export const listPresets: readonly Preset[] = [
  path(
    'v3-lock',
    'Patch v3: copy-on-write PFNMAP keeps a lock',
    'The patch v3 refuses PFNMAP that is VM_MAYWRITE without VM_SHARED: KVM_RUN fails with -EINVAL, and the posted code returns with mmap_lock held.',
    ['mail-v3'],
    { policy: 'v3', vma: 'pfnmap+io' },
  ),
  path(
    'v3-dic',
    'Patch v3: fetch without DIC',
    'The patch v3 asks FWB alone: at a fetch KVM invalidates the instruction cache by an address of the linear map that GPU memory does not have.',
    ['mail-v3', 'mail-dic'],
    { policy: 'v3', dic: false, acc: 'x' },
  ),
  path(
    'v6-flag',
    'Patch v6: cacheable PFNMAP with the flag',
    'The flag of v6 is bit 3: with it, FWB and DIC KVM accepts the memslot and maps it Write-Back, MemAttr 0b0110.',
    ['mail-v6-flag', 'mail-v6-allow'],
    { policy: 'optin-v6', slot: 'bit3' },
  ),
  path(
    'v6-no-flag',
    'Patch v6: cacheable PFNMAP without the flag',
    'Without bit 3 v6 refuses the memslot with -EINVAL, whatever the host; at the fault nothing looks at the flag.',
    ['mail-v6-allow', 'mail-flag-refused'],
    { policy: 'optin-v6' },
  ),
  path(
    'migrate-nofwb',
    'Migration to a host without FWB',
    'KVM maps GPU memory Write-Back here; the peer has no FWB, and refuses the same memslot with -EINVAL. Its capability reads 0 before anything moves.',
    ['linux-prepare-memslot', 'doc-cacheable-cap'],
    { peer: true, peerfwb: false },
  ),
]
