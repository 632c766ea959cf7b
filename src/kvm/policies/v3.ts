import {
  cacheableByNormal,
  deviceUnlessCacheable,
  devmemNeedsFwb,
  rejectCow,
} from '../checks/cacheable-devmem.ts'
import { memslotPath612 } from '../checks/memslot-paths.ts'
import { unknownFlag, vmaChecksBefore } from '../checks/memslot.ts'
import { faultPath612 } from '../checks/user-mem-612.ts'
import { policy } from '../policy.ts'

/** The patch under discussion, v3 1/1. */
export const v3 = policy({
  id: 'v3',
  title: 'The patch v3',
  describes: 'v3, the patch under discussion',
  status: 'posted',
  date: '2025-03-10',
  source: 'mail-v3',
  version: '6.12',
  releases: '',
  notes: [
    { says: 'Registration checks nothing new: the VM dies at its first access.', cite: 'mail-buy-in' },
    {
      says: 'Without FWB the fault fails for system RAM too, as cacheable_devmem does not ask for memblock.',
      cite: 'mail-v3',
    },
    {
      says: 'DIC is not asked: without it KVM invalidates instruction caches by a kernel address that may not exist.',
      cite: 'mail-dic',
    },
    { says: 'Copy-on-write PFNMAP returns -EINVAL with mmap_lock held.', cite: 'mail-v3' },
  ],
  capability: 'absent',
  follows: 'fwb',
  asksFlag: false,
  readsPgprot: true,
  memslot: memslotPath612(unknownFlag, vmaChecksBefore),
  fault: faultPath612({
    afterVma: [rejectCow, cacheableByNormal],
    device: deviceUnlessCacheable,
    beforeMap: [devmemNeedsFwb],
  }),
})
