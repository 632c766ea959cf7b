import { vmaKinds } from '../vma-kinds.ts'
import type { ThreadStep } from './step.ts'

/** April to June 2025: the flag as proposed and as posted, the instruction side, and what was merged. */

const usemem = vmaKinds['nvgrace-usemem'].settings
const registers = vmaKinds['vfio-platform'].settings

export const proposal: ThreadStep = {
  id: 'proposal',
  title: 'The capability paired with a flag',
  says: [
    {
      says: 'On 22 April Oliver Upton asks that the capability be paired with a memslot flag, by which user space says that it expects Write-Back.',
      cite: ['mail-optin'],
    },
    {
      says: 'The VMM here is one of today: it registers the GPU memory of a host with FWB and DIC, and sets no flag.',
    },
  ],
  settings: { policy: 'optin' },
  question: {
    aspect: 'memslot',
    asks: 'What does KVM_SET_USER_MEMORY_REGION2 return?',
    options: ['0', '-EFAULT', '-EINVAL'],
  },
  besides: [
    { says: 'With the flag', settings: { slot: 'bit3' } },
    {
      says: 'Registers of vfio-platform with the flag (refusing them is this page’s own reading of the mails)',
      settings: { ...registers, slot: 'bit3' },
    },
    { says: 'The same registers without the flag', settings: registers },
  ],
  showsSmaps: true,
  follows: [
    { says: 'GPU memory fails without the flag.' },
    {
      says: 'Registers fail with the flag.',
      interpretation:
        'No mail says it of them: the flag expects Write-Back, which their driver has ruled out.',
    },
    { says: 'For both smaps shows the same VmFlags: no code there tells pgprot.' },
    {
      says: 'Jason Gunthorpe objects on the same day that the VMM does not know when to set the flag.',
      cite: ['mail-flag-restated'],
    },
    { says: 'Sean Christopherson is very strongly opposed to a memslot flag.', cite: ['mail-no-flag'] },
  ],
}

export const posted: ThreadStep = {
  id: 'posted',
  title: 'The flag as posted',
  says: [
    {
      says: 'v4 to v6 of May 2025 have the flag as code, KVM_MEM_ENABLE_CACHEABLE_PFNMAP.',
      cite: ['mail-v6-flag'],
    },
    {
      says: 'A VMM that cannot tell its VMAs apart sets it on every slot, here on one over registers of vfio-platform.',
    },
  ],
  settings: { policy: 'optin-v6', ...registers, slot: 'bit3' },
  question: {
    aspect: 'type',
    asks: 'The slot asks for cacheable memory. Which type does stage 2 give the page?',
    options: ['normal', 'none', 'nc', 'device'],
  },
  besides: [
    {
      says: 'GPU memory in a slot without the flag, swapped in after registration',
      settings: { ...usemem, slot: 'none', swap: true },
    },
    { says: 'GPU memory in a slot without the flag', settings: { ...usemem, slot: 'none' } },
    { says: 'The registers under the sketch strict of 6 June', settings: { policy: 'optin-strict' } },
  ],
  follows: [
    {
      says: 'With the flag memory may come out Device, and without it Write-Back: the fault path never asks for the flag, and on this host registration asks for it of cacheable PFNMAP only.',
    },
    {
      says: 'Sean Christopherson refuses it on 6 June for that: as posted the flag guarantees nothing.',
      cite: ['mail-flag-refused'],
    },
  ],
}

export const instructions: ThreadStep = {
  id: 'instructions',
  title: 'The hole on the instruction side',
  says: [
    { says: 'The plan of 16 April asks the host for FWB, and for nothing else.', cite: ['mail-plan'] },
    {
      says: 'On 29 April Catalin Marinas looks at the instruction side; here a guest fetches from GPU memory, on a host with FWB and without DIC.',
      cite: ['mail-dic'],
    },
  ],
  settings: { policy: 'plan', dic: false, acc: 'x' },
  question: {
    aspect: 'maintenance',
    asks: 'Which caches does KVM maintain as it maps the page?',
    options: ['none', 'by-address', 'without-address', 'unmapped'],
  },
  besides: [
    { says: 'The plan on a host with DIC', settings: { dic: true } },
    { says: 'Linux 7.3 on this host', settings: { policy: 'linux-7.3' } },
  ],
  follows: [
    {
      says: 'No check of the plan refuses a host without DIC; merged code asks for FWB and DIC, at registration and at the fault.',
      cite: ['commit-allow-cacheable'],
    },
    {
      says: 'What the host must have to map such memory safely is known to the kernel alone: a flag of the VMM tells it nothing about that.',
    },
  ],
}

export const merged: ThreadStep = {
  id: 'merged',
  title: 'What the flag gets today',
  says: [
    {
      says: 'On 13 June Oliver Upton gives the flag up and keeps the capability, and Linux 6.17 is released so.',
      cite: ['mail-flag-dropped'],
    },
    { says: 'A VMM that was written for v6 sets bit 3 for its GPU memory, on a host with FWB and DIC.' },
  ],
  settings: { policy: 'linux-6.17', slot: 'bit3' },
  question: {
    aspect: 'memslot',
    asks: 'What does KVM_SET_USER_MEMORY_REGION2 return?',
    options: ['-EFAULT', '-EINVAL', '0'],
  },
  besides: [
    { says: 'Without the bit', settings: { slot: 'none' } },
    {
      says: 'Without the bit, and the driver maps it Device-nGnRnE',
      settings: { slot: 'none', pgprot: 'device_nGnRnE' },
    },
  ],
  follows: [
    {
      says: 'Bit 3 is no flag, whatever the memory; the type follows pgprot alone, and what is left of the pair is a capability to be read.',
    },
  ],
  summary: [
    {
      says: 'Nothing was left for the flag to decide: the driver’s pgprot says what the memory is, the host’s FWB and DIC say whether KVM can follow, and neither is the VMM’s to choose.',
      claim: 's2',
      cite: ['mail-no-flag'],
    },
    {
      says: 'A VMM does not know when to set it, and what it may want to know beforehand the capability tells without a flag; so the pair of capability and flag came apart in June.',
      claim: 'o4',
      cite: ['mail-flag-restated', 'mail-flag-dropped'],
    },
    {
      says: 'What it was meant for, a guarantee of Write-Back for a range of any memory, the posted code did not give, and a complete one was not at hand.',
      claim: 'o6',
      cite: ['mail-flag-refused', 'mail-flag-dropped'],
    },
  ],
}
