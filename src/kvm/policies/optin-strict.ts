import { strictFlag } from '../checks/memslot-cacheable.ts'
import { memslotPath617 } from '../checks/memslot-paths.ts'
import { vmaCacheable, vmaChecksWith } from '../checks/memslot.ts'
import { rawMemory617 } from '../checks/raw-memory.ts'
import { faultPath617 } from '../checks/user-mem-617.ts'
import { policy } from '../policy.ts'

/** The second sketch of 6 June 2025: a flag that has to equal cacheability. */
export const optinStrict = policy({
  id: 'optin-strict',
  title: 'The sketch strict',
  describes: 'Flag equals cacheability',
  status: 'proposed',
  date: '2025-06-06',
  source: 'mail-flag-refused',
  version: '6.17',
  releases: '',
  interpretation:
    'The sketch is a few lines in a mail: joined here with the hardware check and the fault path of 6.17.',
  notes: [
    { says: 'The flag is taken for one that every arm64 host knows.', cite: 'mail-flag-refused' },
    { says: 'It is asked of PFNMAP at registration, and nowhere else.', cite: 'mail-flag-refused' },
  ],
  capability: 'fwb && dic',
  follows: 'fwb && dic',
  asksFlag: false,
  readsPgprot: true,
  memslot: memslotPath617([], vmaChecksWith('memslot-vma-strict', strictFlag, vmaCacheable)),
  fault: faultPath617({ block: rawMemory617 }),
})
