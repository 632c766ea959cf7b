import type { Claim } from './claim.ts'
import { migration } from './scope.ts'
import {
  anyUncached,
  cleansItsWrite,
  flag,
  neither,
  noDic,
  noFwb,
  registers,
  writeCombined,
} from './memory.ts'

/** What the summary of 16 April 2025 says of the discussion, as the mail of 22 April answers it. */
export const summaryClaims: readonly Claim[] = [
  {
    id: 's1a',
    code: 'S1a',
    group: 'summary',
    claim: 'Without FEAT_S2FWB the capability does not exist.',
    who: 'Ankit Agrawal',
    cite: ['mail-plan'],
    became:
      'True, and the merged capability asks for more: since v4 it reads 1 only where the host has DIC besides FWB. The documentation still mentions FWB alone.',
    sources: ['mail-dic', 'commit-cacheable-cap', 'doc-cacheable-cap'],
    demonstrations: [
      {
        name: 'The plan, with FWB',
        settings: { policy: 'plan' },
        look: 'The capability as the plan has it, on a host with FWB.',
        expects: { capability: 1, memslot: 0 },
      },
      {
        name: 'The plan, without FWB',
        settings: { policy: 'plan', ...noFwb },
        look: 'Only FWB is gone, and the capability with it; the memslot is refused.',
        expects: { capability: 0, memslot: 'EINVAL' },
        differs: ['capability'],
      },
      {
        name: 'Linux 7.3, without FWB',
        settings: noFwb,
        look: 'The same as merged.',
        expects: { capability: 0, memslot: 'EINVAL' },
        same: ['capability'],
      },
      {
        name: 'Linux 7.3, FWB without DIC',
        settings: noDic,
        look: 'DIC gates it too, of which the claim says nothing.',
        expects: { capability: 0, memslot: 'EINVAL' },
        same: ['capability'],
      },
    ],
  },
  {
    id: 's1b',
    code: 'S1b',
    group: 'summary',
    claim:
      'The capability may be unnecessary: user space has no choice, as KVM follows the host’s page tables.',
    who: 'Jason Gunthorpe and Sean Christopherson, in the summary',
    cite: ['mail-plan'],
    became:
      'The capability was merged all the same, as information: it cannot be enabled, and nothing in KVM reads it back.',
    sources: ['commit-cacheable-cap'],
    demonstrations: [
      {
        name: 'v3, which has no capability',
        settings: { policy: 'v3' },
        look: 'The capability reads 0, as this kernel does not know it, and the leaf follows pgprot.',
        expects: { capability: 0, type: 'normal', memattr: 0b0110 },
      },
      {
        name: 'The plan, which has one',
        settings: { policy: 'plan' },
        look: 'The capability reads 1, and the leaf is the same.',
        expects: { capability: 1 },
        same: ['type', 'memattr'],
        differs: ['capability'],
      },
      {
        name: 'Linux 7.3',
        settings: {},
        look: 'The same as merged.',
        expects: { capability: 1 },
        same: ['type', 'memattr'],
      },
    ],
  },
  {
    id: 's1c',
    code: 'S1c',
    group: 'summary',
    claim: 'The capability lets user space prevent a migration from a host with FWB to one without.',
    who: 'Marc Zyngier',
    cite: ['mail-plan', 'mail-fallback-device'],
    became:
      'True: a VMM that asks both hosts knows before anything moves. One that restores ID registers learns it too: by the source of 7.3 the peer refuses another ID_AA64MMFR2_EL1.FWB with -E2BIG.',
    sources: ['commit-cacheable-cap', 'linux-check-features'],
    scope: migration,
    demonstrations: [
      {
        name: 'To a peer without FWB',
        settings: { peer: true, peerfwb: false },
        look: 'This host accepts the memslot, the peer refuses it, and the capabilities differ beforehand.',
        expects: { memslot: 0, capability: 1, peer: { fails: 'memslot', known: true } },
      },
      {
        name: 'To a peer like this host',
        settings: { peer: true },
        look: 'The peer takes the memory.',
        expects: { memslot: 0, peer: { fails: null, known: false } },
        differs: ['peer'],
      },
    ],
  },
  {
    id: 's1d',
    code: 'S1d',
    group: 'summary',
    claim: 'Without the capability such a migration fails late, but safely.',
    who: 'Jason Gunthorpe',
    cite: ['mail-plan'],
    became:
      'True of v3, where the VM moves and dies at its first access with -EINVAL from KVM_RUN. It shows why registration has to fail too, as it does in the plan and since 6.17.',
    sources: ['mail-buy-in', 'commit-block-cacheable'],
    scope: migration,
    demonstrations: [
      {
        name: 'v3 on both hosts',
        settings: { policy: 'v3', peer: true, peerfwb: false, peerpolicy: 'v3' },
        look: 'The peer accepts the memslot, and the first access fails there; nothing told it before.',
        expects: { memslot: 0, type: 'normal', peer: { fails: 'access', known: false } },
      },
      {
        name: 'The plan on both hosts',
        settings: { policy: 'plan', peer: true, peerfwb: false, peerpolicy: 'plan' },
        look: 'The memslot fails on the peer before the guest runs there, and the capabilities tell it before.',
        expects: { memslot: 0, peer: { fails: 'memslot', known: true } },
        differs: ['peer'],
      },
      {
        name: 'Linux 7.3 on both hosts',
        settings: { peer: true, peerfwb: false },
        look: 'The same as merged.',
        expects: { memslot: 0 },
        same: ['peer'],
      },
    ],
  },
  {
    id: 's2',
    code: 'S2',
    group: 'summary',
    claim: 'A memslot flag is unnecessary: KVM follows pgprot.',
    who: 'Sean Christopherson and Jason Gunthorpe',
    cite: ['mail-plan', 'mail-no-flag', 'mail-flag-restated'],
    became:
      'It won. The flag was coded and posted three times, and given up on 13 June 2025; bit 3 is still no flag of KVM.',
    sources: ['mail-flag-refused', 'mail-flag-dropped'],
    demonstrations: [
      {
        name: 'Without a flag',
        settings: {},
        look: 'Linux 7.3 maps a cacheable VMA Write-Back without being asked.',
        expects: { memslot: 0, type: 'normal' },
      },
      {
        name: 'With bit 3',
        settings: flag,
        look: 'The proposed flag is an unknown bit, for which any memslot is refused.',
        expects: { memslot: 'EINVAL' },
        differs: ['memslot'],
      },
      {
        name: 'A write-combine VMA',
        settings: writeCombined,
        look: 'Another pgprot, another type: nvgrace resmem is Non-cacheable.',
        expects: { memslot: 0, type: 'nc' },
      },
      {
        name: 'A Device VMA',
        settings: registers,
        look: 'The registers of vfio-platform are Device.',
        expects: { memslot: 0, type: 'device' },
        differs: ['type'],
      },
    ],
  },
  {
    id: 's3a',
    code: 'S3a',
    group: 'summary',
    claim: 'No fallback: memory that cannot be mapped as its driver maps it has to fail at the memslot.',
    who: 'All who took part',
    cite: ['mail-plan'],
    became: 'So it was merged. The fallback was proposed on 26 March 2025 and ruled out by the plan.',
    sources: ['mail-fallback-device', 'commit-block-cacheable', 'commit-allow-cacheable'],
    demonstrations: [
      {
        name: 'The fallback, without FWB',
        settings: { policy: 'fallback', ...neither },
        look: 'What was ruled out: the memslot is accepted, the leaf is Device, and the guest may read old data.',
        expects: { memslot: 0, type: 'device', hazard: 'leak' },
      },
      {
        name: 'The bugfix as applied',
        settings: { policy: 'block', ...neither },
        look: 'The memslot fails, and nothing is mapped.',
        expects: { memslot: 'EINVAL' },
        differs: ['memslot'],
      },
      {
        name: 'Linux 7.3, without FWB',
        settings: neither,
        look: 'As merged, the memslot fails where the host cannot follow.',
        expects: { memslot: 'EINVAL' },
        same: ['memslot'],
      },
    ],
  },
  {
    id: 's3b',
    code: 'S3b',
    group: 'summary',
    claim: 'Degrading cacheable memory to non-cacheable without flushing it is a security issue.',
    who: 'Jason Gunthorpe',
    cite: ['mail-plan'],
    became:
      'Up to 6.16 the bug was there: the host’s zeros may still be dirty in the cache while the guest reads the last owner’s data from memory. The leaf was Device-nGnRE, as nvgrace does not set VM_ALLOW_ANY_UNCACHED on usemem.',
    sources: ['commit-block-cacheable'],
    demonstrations: [
      {
        name: 'Linux 6.9 to 6.16',
        settings: { policy: 'before' },
        look: 'The host maps it Write-Back, the guest goes around the cache, and KVM cleans nothing.',
        expects: {
          type: 'device',
          hazard: 'leak',
          dcache: 'none',
          final: 'nGnRE',
          leak: cleansItsWrite,
        },
      },
      {
        name: 'The same with VM_ALLOW_ANY_UNCACHED',
        settings: { policy: 'before', ...anyUncached },
        look: 'Then the leaf is Non-cacheable, and leaks alike.',
        expects: { type: 'nc', dcache: 'none', final: 'NC' },
        same: ['hazard', 'leak'],
      },
      {
        name: 'The fallback, without FWB',
        settings: { policy: 'fallback', ...noFwb },
        look: 'Degrading instead of refusing keeps the leak on every host that cannot follow.',
        expects: { type: 'device', dcache: 'none' },
        same: ['hazard', 'leak'],
      },
      {
        name: 'Linux 7.3',
        settings: {},
        look: 'Host and guest go through the same cache.',
        expects: { type: 'normal', hazard: 'none', final: 'WB', leak: 'safe' },
        differs: ['hazard', 'leak'],
      },
    ],
  },
]
