import {
  cacheableByType,
  deviceUnlessCacheable,
  devmemNeedsHardware,
  rejectCow,
} from '../checks/cacheable-devmem.ts'
import { cacheablePfnmapNeedsFlag } from '../checks/memslot-cacheable.ts'
import { memslotPath612 } from '../checks/memslot-paths.ts'
import { flagNeedsHardware, vmaChecksWith } from '../checks/memslot.ts'
import { faultPath612 } from '../checks/user-mem-612.ts'
import { policy } from '../policy.ts'

/** The flag as posted in v5 and v6. */
export const optinV6 = policy({
  id: 'optin-v6',
  title: 'The flag of v6',
  describes: 'The flag as posted, v5 and v6',
  status: 'posted',
  date: '2025-05-24',
  source: 'mail-v6-allow',
  version: '6.12',
  releases: '',
  notes: [
    {
      says: 'The flag is asked at registration only, and only of PFNMAP: at the fault, and on other memory, nothing looks at it. So it guarantees nothing.',
      cite: 'mail-flag-refused',
    },
    {
      says: 'The rules are those of v5 and v6. v4 counted MT_NORMAL alone as cacheable.',
      cite: 'mail-v4-block',
    },
    { says: 'Copy-on-write PFNMAP returns -EINVAL with mmap_lock held.', cite: 'mail-v6-allow' },
  ],
  capability: 'fwb && dic',
  follows: 'fwb && dic',
  asksFlag: false,
  readsPgprot: true,
  memslot: memslotPath612(flagNeedsHardware, vmaChecksWith('memslot-vma-v6', cacheablePfnmapNeedsFlag)),
  fault: faultPath612({
    afterVma: [rejectCow, cacheableByType],
    device: deviceUnlessCacheable,
    beforeMap: [devmemNeedsHardware],
  }),
})
