import { refuseNonCacheableWithFlag } from '../checks/memslot-cacheable.ts'
import { memslotPath617 } from '../checks/memslot-paths.ts'
import { vmaCacheable, vmaChecksWith } from '../checks/memslot.ts'
import { rawMemory617 } from '../checks/raw-memory.ts'
import { faultPath617 } from '../checks/user-mem-617.ts'
import { policy } from '../policy.ts'

/** The first sketch of 6 June 2025: a flag that forbids memory that is not cacheable. */
export const optinForce = policy({
  id: 'optin-force',
  title: 'The sketch force',
  describes: 'Flag forbids non-cacheable',
  status: 'proposed',
  date: '2025-06-06',
  source: 'mail-flag-refused',
  version: '6.17',
  releases: '',
  interpretation: 'The sketch is a few lines in a mail: joined here with the fault path of 6.17.',
  notes: [
    { says: 'The flag is taken for one that every arm64 host knows.', cite: 'mail-flag-refused' },
    { says: 'It is asked of PFNMAP at registration, and nowhere else.', cite: 'mail-flag-refused' },
  ],
  capability: 'fwb && dic',
  follows: 'fwb && dic',
  asksFlag: false,
  readsPgprot: true,
  memslot: memslotPath617([], vmaChecksWith('memslot-vma-force', refuseNonCacheableWithFlag, vmaCacheable)),
  fault: faultPath617({ block: rawMemory617 }),
})
