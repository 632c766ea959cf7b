import { memslotPath617 } from '../checks/memslot-paths.ts'
import { flagNeedsHardware, vmaChecksBefore } from '../checks/memslot.ts'
import { degradeUnlessAsked } from '../checks/raw-memory.ts'
import { faultPath617 } from '../checks/user-mem-617.ts'
import { policy } from '../policy.ts'

/** Opt in, else map as up to 6.16: rejected. */
export const fallbackOptin = policy({
  id: 'fallback-optin',
  title: 'The fallback with a flag',
  describes: 'Opt in, else map as today',
  status: 'rejected',
  date: '2025-03-18',
  source: 'mail-fallback',
  version: '6.17',
  releases: '',
  interpretation: 'A mail describes the behaviour, and nobody coded it.',
  notes: [
    { says: 'The flag is valid where the capability is 1.', cite: 'mail-fallback' },
    {
      says: 'Without the flag memory is mapped as it was then: Device-nGnRE, or Non-cacheable with VM_ALLOW_ANY_UNCACHED. So a cacheable VMA keeps the mismatch on every host.',
      cite: 'mail-fallback',
    },
    { says: 'The capability is read as FWB and DIC, as later patches have it.', cite: 'mail-dic' },
  ],
  capability: 'fwb && dic',
  follows: 'fwb && dic',
  asksFlag: true,
  readsPgprot: true,
  memslot: memslotPath617([flagNeedsHardware], vmaChecksBefore),
  fault: faultPath617({ block: ['fault-raw-fallback-optin', [degradeUnlessAsked]] }),
})
