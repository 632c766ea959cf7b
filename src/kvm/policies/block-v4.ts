import { blockNormalPfnmap } from '../checks/cacheable-devmem.ts'
import { noNormalPfnmap } from '../checks/memslot-cacheable.ts'
import { memslotPath612 } from '../checks/memslot-paths.ts'
import { unknownFlag, vmaChecksWith } from '../checks/memslot.ts'
import { faultPath612 } from '../checks/user-mem-612.ts'
import { policy } from '../policy.ts'

/** The bugfix alone as first posted, v4 1/5. */
export const blockV4 = policy({
  id: 'block-v4',
  title: 'The bugfix of v4',
  describes: 'The bugfix alone, v4 1/5',
  status: 'posted',
  date: '2025-05-18',
  source: 'mail-v4-block',
  version: '6.12',
  releases: '',
  notes: [
    {
      says: 'Only MT_NORMAL counts as cacheable: PFNMAP that is MT_NORMAL_TAGGED still becomes Device.',
      cite: 'mail-v4-block',
    },
    { says: 'PFNMAP of system RAM is refused as well, although KVM could maintain its caches.' },
    { says: 'At the fault it returns -EINVAL with mmap_lock held.', cite: 'mail-v4-block' },
  ],
  capability: 'absent',
  follows: 'absent',
  asksFlag: false,
  readsPgprot: true,
  memslot: memslotPath612(unknownFlag, vmaChecksWith('memslot-vma-block-v4', noNormalPfnmap)),
  fault: faultPath612({ afterVma: [blockNormalPfnmap] }),
})
