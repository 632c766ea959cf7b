import { memslotPath612 } from '../checks/memslot-paths.ts'
import { unknownFlag, vmaChecksBefore } from '../checks/memslot.ts'
import { faultPath612 } from '../checks/user-mem-612.ts'
import { policy } from '../policy.ts'

/** Linux 6.9 to 6.16, before cacheable PFNMAP memory was dealt with. Read in 6.12.107. */
export const before = policy({
  id: 'before',
  title: 'Linux 6.9 to 6.16',
  describes: 'Linux 6.9 to 6.16',
  status: 'merged',
  date: '2024',
  source: 'linux-user-mem-abort-612',
  version: '6.12',
  releases: '6.9 to 6.16',
  notes: [
    {
      says: 'pgprot is never read: cacheable GPU memory that is not in memblock becomes Device-nGnRE in the guest, while the host maps it Write-Back.',
    },
  ],
  capability: 'absent',
  follows: 'absent',
  asksFlag: false,
  readsPgprot: false,
  memslot: memslotPath612(unknownFlag, vmaChecksBefore),
  fault: faultPath612(),
})
