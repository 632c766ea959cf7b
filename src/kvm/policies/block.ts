import { noCacheablePfnmap } from '../checks/memslot-cacheable.ts'
import { memslotPath617 } from '../checks/memslot-paths.ts'
import { unknownFlag, vmaChecksWith } from '../checks/memslot.ts'
import { alwaysForceNonCacheable, noMismatch } from '../checks/raw-memory.ts'
import { faultPath617 } from '../checks/user-mem-617.ts'
import { policy } from '../policy.ts'

/** The bugfix alone as it was applied: 2a8dfab26677 on top of 216887f79d98. */
export const block = policy({
  id: 'block',
  title: 'The bugfix as applied',
  describes: 'The bugfix as committed',
  status: 'merged',
  date: '2025-07-07',
  source: 'commit-block-cacheable',
  version: '6.17',
  releases: '',
  notes: [
    {
      says: 'No release had it alone: 0c67288e0c8b, in the same pull request, lets memory through that FWB and DIC make safe.',
      cite: 'commit-allow-cacheable',
    },
    {
      says: 'The errno at the fault is that of v10 3/6; the text as committed was retouched and not seen word for word.',
      cite: 'mail-v10-block',
    },
  ],
  capability: 'absent',
  follows: 'absent',
  asksFlag: false,
  readsPgprot: true,
  memslot: memslotPath617([unknownFlag], vmaChecksWith('memslot-vma-block', noCacheablePfnmap)),
  fault: faultPath617({
    block: ['fault-raw-block', [alwaysForceNonCacheable]],
    afterBlock: [noMismatch],
  }),
})
