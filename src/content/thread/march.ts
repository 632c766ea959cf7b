import { vmaKinds } from '../vma-kinds.ts'
import type { ThreadStep } from './step.ts'

/** March 2025: the bug, the rules, and what becomes of hosts that lack the hardware. */

export const bug: ThreadStep = {
  id: 'bug',
  title: 'What the bug was',
  says: [
    {
      says: 'The memory of a Grace GPU is coherent, and its driver leaves the VMA Normal Write-Back, VM_PFNMAP, over PFNs that are not in memblock.',
    },
    {
      says: 'On 10 March 2025 a patch proposes that stage 2 follow such a VMA; this is the kernel that the patch is to change.',
      cite: ['mail-v3'],
    },
  ],
  settings: { policy: 'before' },
  question: {
    aspect: 'type',
    asks: 'Which type does stage 2 of that kernel give the page?',
    options: ['normal', 'nc', 'device', 'none'],
  },
  besides: [{ says: 'The same VMA over a PFN in memblock', settings: { pfn: 'map-memory' } }],
  follows: [
    {
      says: 'The host maps the page Write-Back and the guest does not: what the VMM zeroed may still be dirty in the cache while the guest reads around it, and finds what the last owner left in memory.',
    },
    {
      says: 'So there is a bug to mend, whatever becomes of the wish: KVM must not give a cacheable VMA any other type.',
    },
  ],
}

export const rules: ThreadStep = {
  id: 'rules',
  title: 'What was merged, where the hardware allows it',
  says: [
    {
      says: 'On 26 March Oliver Upton lists what stage 2 should be for each kind of memory, and Linux 7.3 has these rules, with DIC added.',
      cite: ['mail-rules'],
    },
    { says: 'This host has FEAT_S2FWB and CTR_EL0.DIC, and the VMM sets no flag: there is none to set.' },
  ],
  settings: {},
  question: {
    aspect: 'type',
    asks: 'Which type does stage 2 give the page now?',
    options: ['device', 'nc', 'normal', 'none'],
  },
  besides: [
    { says: 'The driver maps the same PFNs Non-cacheable', settings: { pgprot: 'nc' } },
    {
      says: 'It also sets VM_ALLOW_ANY_UNCACHED, as for nvgrace resmem',
      settings: vmaKinds['nvgrace-resmem'].settings,
    },
  ],
  follows: [
    {
      says: 'Only the VMA and the hardware were asked: the driver that made the mapping says what is safe, and stage 2 follows it.',
    },
    { says: 'Any flag has to be measured by this: it must say something that pgprot does not say already.' },
  ],
}

export const fallback: ThreadStep = {
  id: 'fallback',
  title: 'Without FWB: degrade, or refuse',
  says: [
    {
      says: 'Without FEAT_S2FWB KVM would have to clean data caches by a kernel address that this memory may not have.',
    },
    {
      says: 'On 26 March Marc Zyngier writes that the mapping is device only there, as a fallback.',
      cite: ['mail-fallback-device'],
    },
  ],
  settings: { policy: 'fallback', fwb: false, dic: false },
  question: {
    aspect: 'coherency',
    asks: 'The VMM zeroes the page through its own mapping, the guest reads it, then both use it. What goes wrong first?',
    options: ['safe', 'leak', 'guest-to-vmm', 'none'],
  },
  besides: [
    { says: 'Linux 7.3 in its place', settings: { policy: 'linux-7.3' } },
    { says: 'The fallback on a host with FWB and DIC', settings: { fwb: true, dic: true } },
  ],
  follows: [
    { says: 'The fallback is the bug of the first link again, and nobody is told of it.' },
    {
      says: 'The plan of 16 April therefore has no fallback: what cannot be mapped as the driver maps it is refused.',
      cite: ['mail-plan'],
    },
  ],
}

export const firstAccess: ThreadStep = {
  id: 'first-access',
  title: 'When the VM dies',
  says: [
    {
      says: 'The patch v3 refuses cacheable PFNMAP on a host without FEAT_S2FWB, with -EINVAL.',
      cite: ['mail-v3'],
    },
    {
      says: 'Marc Zyngier answers on the same day, and objects to the moment at which the VMM learns it.',
      cite: ['mail-buy-in'],
    },
  ],
  settings: { policy: 'v3', fwb: false, dic: false },
  question: {
    aspect: 'receiver',
    asks: 'Who hears of it first?',
    options: ['memslot-ioctl', 'kvm-run', 'guest', 'nobody'],
  },
  besides: [
    { says: 'The plan of 16 April', settings: { policy: 'plan' } },
    { says: 'Linux 7.3', settings: { policy: 'linux-7.3' } },
  ],
  follows: [
    {
      says: 'The memslot exists, the guest runs, and its first access ends KVM_RUN with a bare errno that names no address; after a migration that loses a running VM.',
    },
    {
      says: 'So registration has to refuse as well, and a VMM that migrates has to know beforehand: on 18 March Marc Zyngier asks for a capability, and for a flag that is valid only with it.',
      cite: ['mail-fallback'],
    },
  ],
}
