import { memslotPath617 } from '../checks/memslot-paths.ts'
import { unknownFlag, vmaChecksBefore } from '../checks/memslot.ts'
import { degrade } from '../checks/raw-memory.ts'
import { faultPath617 } from '../checks/user-mem-617.ts'
import { policy } from '../policy.ts'

/** Degrade instead of refuse: item 3 of the discussion, rejected. */
export const fallback = policy({
  id: 'fallback',
  title: 'The fallback',
  describes: 'Degrade instead of refuse',
  status: 'rejected',
  date: '2025-03-26',
  source: 'mail-fallback-device',
  version: '6.17',
  releases: '',
  interpretation: 'An idea of the discussion, which nobody coded.',
  notes: [
    {
      says: 'Without FWB the mapping is Device, as a fallback.',
      cite: 'mail-fallback-device',
    },
    {
      says: 'The mail speaks of FWB alone and of Device alone, and leaves the type to user space. That stage 2 follows the VMA, that DIC is needed too, and that VM_ALLOW_ANY_UNCACHED makes it Non-cacheable as up to 6.16, is this page’s own reading.',
      cite: 'mail-dic',
    },
    {
      says: 'The plan of 16 April rules it out: what cannot be mapped as the driver maps it has to fail.',
      cite: 'mail-plan',
    },
  ],
  capability: 'absent',
  follows: 'fwb && dic',
  asksFlag: false,
  readsPgprot: true,
  memslot: memslotPath617([unknownFlag], vmaChecksBefore),
  fault: faultPath617({ block: ['fault-raw-fallback', [degrade]] }),
})
