import { optinCacheable, optinNonCacheable } from '../checks/memslot-cacheable.ts'
import { memslotPath617 } from '../checks/memslot-paths.ts'
import { flagNeedsFwb, vmaChecksWith } from '../checks/memslot.ts'
import { optinAgain, optinRaw } from '../checks/optin.ts'
import { faultPath617, followPgprot617 } from '../checks/user-mem-617.ts'
import { policy } from '../policy.ts'

/** The proposal of 22 April 2025: a capability paired with a memslot flag. */
export const optin = policy({
  id: 'optin',
  title: 'The proposal of 22 April',
  describes: 'Capability and memslot flag',
  status: 'proposed',
  date: '2025-04-22',
  source: 'mail-optin',
  version: '6.17',
  releases: '',
  interpretation: 'Nobody coded it in this form; each check is tied to a mail.',
  notes: [
    {
      says: 'The capability is FWB: it says that KVM can enforce Write-Back at stage 2.',
      cite: 'mail-optin',
    },
    { says: 'The flag without the capability fails the memslot, of any memory.', cite: 'mail-flag-restated' },
    {
      says: 'On memory of the kernel the flag changes no descriptor: there it is for discoverability alone.',
      cite: 'mail-optin-clarified',
    },
    { says: 'Cacheable PFNMAP has to carry the flag.', cite: 'mail-optin-clarified' },
    {
      says: 'Own reading: the flag on PFNMAP that is not cacheable is refused, as the promise cannot be kept.',
    },
    { says: 'Own reading: the checks are repeated at the fault, with -EFAULT as in 6.17.' },
    { says: 'Own reading: cacheable PFNMAP of system RAM is treated like any other.' },
    { says: 'Own reading: cacheable MIXEDMAP that is not in memblock needs FWB; nobody spoke of it.' },
    {
      says: 'DIC is not asked: it was found a week later, so that an exec fault has the hole of v3.',
      cite: 'mail-dic',
    },
  ],
  capability: 'fwb',
  follows: 'fwb',
  asksFlag: true,
  readsPgprot: true,
  memslot: memslotPath617(
    [flagNeedsFwb],
    vmaChecksWith('memslot-vma-optin', optinCacheable, optinNonCacheable),
  ),
  fault: faultPath617({
    afterVma: optinAgain,
    block: ['fault-raw-optin', [...optinRaw, followPgprot617]],
  }),
})
