import type { Claim, Demonstration } from './claim.ts'
import { dmabuf, mixedmap, neither, noDic, noFwb, registers, writeCombined } from './memory.ts'

const hosts = [
  { says: 'with FWB and DIC', settings: {} },
  { says: 'with FWB and without DIC', settings: noDic },
  { says: 'with neither', settings: neither },
] as const

/** The bug and its fix on one host, the fix beside the bug. */
const fixOn = ({ says, settings }: (typeof hosts)[number]): readonly [Demonstration, Demonstration] => [
  {
    name: `Linux 6.9 to 6.16, ${says}`,
    settings: { policy: 'before', ...settings },
    look: 'Accepted, mapped Device under the host’s Write-Back.',
    expects: { memslot: 0, type: 'device', hazard: 'leak' },
  },
  {
    name: `The bugfix, ${says}`,
    settings: { policy: 'block', ...settings },
    look: 'Refused, whatever the host.',
    expects: { memslot: 'EINVAL' },
    differs: ['memslot'],
  },
]

const [withBoth, withFwb, withNeither] = hosts

/** The plan of 16 April 2025, and the answer to its first item. */
export const planClaims: readonly Claim[] = [
  {
    id: 'p1',
    code: 'P1',
    group: 'plan',
    claim: 'Cacheable PFNMAP is to be blocked when the memslot is made and when the guest faults.',
    who: 'Ankit Agrawal, the plan',
    cite: ['mail-plan'],
    became:
      'Merged in 6.17. The checks differ: the memslot asks for VM_PFNMAP and gives -EINVAL, the fault asks for PFNMAP or MIXEDMAP that is not in memblock and gives -EFAULT. So cacheable PFNMAP of system RAM fails at the memslot only, and MIXEDMAP at the fault only.',
    sources: [
      'commit-block-cacheable',
      'commit-allow-cacheable',
      'linux-prepare-memslot',
      'linux-s2-pin-pfn',
    ],
    demonstrations: [
      {
        name: 'At the memslot, the bugfix',
        settings: { policy: 'block' },
        look: 'Registration refuses the VMA.',
        expects: { memslot: 'EINVAL' },
      },
      {
        name: 'At the fault, the bugfix',
        settings: { policy: 'block', swap: true },
        look: 'The memslot was made over anonymous RAM and the VMA mapped there later, with MAP_FIXED: the fault has to refuse, and does.',
        expects: { memslot: 0, fault: 'EINVAL' },
        differs: ['memslot'],
      },
      {
        name: 'At the memslot, Linux 7.3 without FWB',
        settings: noFwb,
        look: 'As merged, where the host cannot follow.',
        expects: { memslot: 'EINVAL' },
      },
      {
        name: 'At the fault, Linux 7.3 without FWB',
        settings: { ...noFwb, swap: true },
        look: 'The fault refuses too, with another errno.',
        expects: { memslot: 0, fault: 'EFAULT' },
        differs: ['memslot', 'fault'],
      },
      {
        name: 'System RAM as cacheable PFNMAP, at the memslot',
        settings: { ...dmabuf, ...noFwb },
        look: 'A dma-buf in memblock is refused as well, although KVM could maintain it; up to 6.16 it was accepted.',
        expects: { memslot: 'EINVAL' },
      },
      {
        name: 'System RAM as cacheable PFNMAP, swapped in',
        settings: { ...dmabuf, ...noFwb, swap: true },
        look: 'Mapped into an existing memslot, as libkrun does with dma-bufs, the same memory is mapped Write-Back, and KVM cleans it: the fault looks at the PFN, the memslot does not.',
        expects: { memslot: 0, type: 'normal', dcache: 'clean+inval PoC' },
        differs: ['memslot'],
      },
      {
        name: 'Cacheable MIXEDMAP outside of memblock',
        settings: { ...mixedmap, ...noFwb },
        look: 'The memslot asks for VM_PFNMAP alone and accepts it; the fault refuses it.',
        expects: { memslot: 0, fault: 'EFAULT' },
      },
    ],
  },
  {
    id: 'p1b',
    code: "P1'",
    group: 'plan',
    claim: 'Blocking cacheable PFNMAP is a bugfix.',
    who: 'Oliver Upton',
    cite: ['mail-optin'],
    became:
      'It was committed by itself, as 2a8dfab26677; the commit that lets through what FWB and DIC make safe followed in the same pull request.',
    sources: ['commit-block-cacheable', 'commit-allow-cacheable'],
    demonstrations: [...fixOn(withBoth), ...fixOn(withFwb), ...fixOn(withNeither)],
  },
  {
    id: 'p2',
    code: 'P2',
    group: 'plan',
    claim: 'With FEAT_S2FWB cacheable PFNMAP is enabled, by following pgprot.',
    who: 'Ankit Agrawal, the plan',
    cite: ['mail-plan'],
    became:
      'Merged in 6.17 with one condition more: DIC, without which KVM would invalidate instruction caches by a kernel address that this memory may not have. Catalin Marinas found it on 29 April 2025.',
    sources: ['mail-dic', 'commit-allow-cacheable'],
    demonstrations: [
      {
        name: 'The plan, cacheable',
        settings: { policy: 'plan' },
        look: 'Write-Back by MemAttr 0b0110, which forces it.',
        expects: { memslot: 0, type: 'normal', memattr: 0b0110, final: 'WB' },
      },
      {
        name: 'Linux 7.3, cacheable',
        settings: {},
        look: 'The same leaf as merged.',
        expects: { memslot: 0 },
        same: ['type', 'memattr', 'final'],
      },
      {
        name: 'Linux 7.3, write-combine',
        settings: writeCombined,
        look: 'What is not cacheable stays so: nvgrace resmem is Non-cacheable.',
        expects: { type: 'nc', memattr: 0b0101 },
        differs: ['type'],
      },
      {
        name: 'Linux 7.3, Device',
        settings: registers,
        look: 'The registers of vfio-platform stay Device.',
        expects: { type: 'device', memattr: 0b0001 },
        differs: ['type'],
      },
      {
        name: 'The plan, FWB without DIC, a fetch',
        settings: { policy: 'plan', ...noDic, acc: 'x' },
        look: 'The hole: KVM has to invalidate instructions by an address that does not exist.',
        expects: { type: 'normal', icache: 'inval PoU', withoutAddress: true },
      },
      {
        name: 'Linux 7.3, FWB without DIC',
        settings: noDic,
        look: 'FWB alone is enough by the claim.',
        expects: { memslot: 0, type: 'normal' },
        departs: 'Linux 7.3 asks for DIC besides FWB, because of that hole.',
      },
    ],
  },
  {
    id: 'p3',
    code: 'P3',
    group: 'plan',
    claim: 'A capability is to be exposed, which is false without FEAT_S2FWB.',
    who: 'Ankit Agrawal, the plan',
    cite: ['mail-plan', 'mail-capability-only'],
    became:
      'Merged in 6.17 as KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED, number 243. It is to be asked on the VM fd, and it is false without DIC as well.',
    sources: ['commit-cacheable-cap', 'doc-cacheable-cap'],
    demonstrations: [
      {
        name: 'The plan, with FWB and DIC',
        settings: { policy: 'plan' },
        look: 'The capability is true.',
        expects: { capability: 1 },
      },
      {
        name: 'The plan, FWB without DIC',
        settings: { policy: 'plan', ...noDic },
        look: 'DIC was not known to matter yet.',
        expects: { capability: 1 },
      },
      {
        name: 'The plan, with neither',
        settings: { policy: 'plan', ...neither },
        look: 'The capability is false.',
        expects: { capability: 0 },
        differs: ['capability'],
      },
      {
        name: 'Linux 7.3, with FWB and DIC',
        settings: {},
        look: 'The capability as merged is true.',
        expects: { capability: 1 },
      },
      {
        name: 'Linux 7.3, with neither',
        settings: neither,
        look: 'It is false.',
        expects: { capability: 0 },
        differs: ['capability'],
      },
      {
        name: 'Linux 7.3, FWB without DIC',
        settings: noDic,
        look: 'By FWB alone it would be true.',
        expects: { capability: 1 },
        departs: 'As merged the capability is FWB and DIC, like the checks that it tells of.',
      },
    ],
  },
]
