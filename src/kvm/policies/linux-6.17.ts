import { memslotPath617 } from '../checks/memslot-paths.ts'
import { unknownFlag, vmaChecks } from '../checks/memslot.ts'
import { rawMemory617 } from '../checks/raw-memory.ts'
import { faultPath617 } from '../checks/user-mem-617.ts'
import { policy } from '../policy.ts'

/** Linux 6.17 as merged, before `user_mem_abort()` was split. */
export const linux617 = policy({
  id: 'linux-6.17',
  title: 'Linux 6.17',
  describes: 'Linux 6.17',
  status: 'merged',
  date: '2025',
  source: 'commit-allow-cacheable',
  version: '6.17',
  releases: '6.17; guest_memfd came with 6.18, and nothing else that decides a memory type',
  notes: [
    {
      says: 'The rules are those of 26 March: follow a cacheable VMA where FWB and DIC allow it, else fail.',
      cite: 'mail-rules',
    },
    {
      says: 'A page reference leaked where the fault returned early, mended in 6.18 and 6.17.y (5f9466b50c1b); no decision depends on it.',
    },
  ],
  capability: 'fwb && dic',
  follows: 'fwb && dic',
  asksFlag: false,
  readsPgprot: true,
  memslot: memslotPath617([unknownFlag], vmaChecks),
  fault: faultPath617({ block: rawMemory617 }),
})
