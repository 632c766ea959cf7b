import {
  cacheableByNormal,
  deviceUnlessCacheable,
  devmemNeedsFwb,
  rejectCow,
} from '../checks/cacheable-devmem.ts'
import { normalPfnmapNeedsFwb } from '../checks/memslot-cacheable.ts'
import { memslotPath612 } from '../checks/memslot-paths.ts'
import { unknownFlag, vmaChecksWith } from '../checks/memslot.ts'
import { faultPath612 } from '../checks/user-mem-612.ts'
import { policy } from '../policy.ts'

/** The summary plan of 16 April 2025: block, enable with FWB, capability. */
export const plan = policy({
  id: 'plan',
  title: 'The plan of 16 April',
  describes: 'The summary plan',
  status: 'proposed',
  date: '2025-04-16',
  source: 'mail-plan',
  version: '6.12',
  releases: '',
  interpretation: 'The plan is a list of things to do, not code.',
  notes: [
    {
      says: 'Item 1 blocks cacheable PFNMAP at registration, item 2 allows it with FWB: read together as a refusal without FWB.',
      cite: 'mail-plan',
    },
    { says: 'Item 2 calls for this patch, so that the fault path is that of v3.', cite: 'mail-v3' },
    {
      says: 'Item 3 sets the capability to false without FWB, and names no memslot flag.',
      cite: 'mail-plan',
    },
    { says: 'DIC is not known yet: it was found on 29 April.', cite: 'mail-dic' },
  ],
  capability: 'fwb',
  follows: 'fwb',
  asksFlag: false,
  readsPgprot: true,
  memslot: memslotPath612(unknownFlag, vmaChecksWith('memslot-vma-plan', normalPfnmapNeedsFwb)),
  fault: faultPath612({
    afterVma: [rejectCow, cacheableByNormal],
    device: deviceUnlessCacheable,
    beforeMap: [devmemNeedsFwb],
  }),
})
