import { choice } from '../kinds/choice.ts'
import { flags } from '../kinds/flags.ts'
import { noVma } from './reasons.ts'

export const vma = flags({
  key: 'vma',
  group: 'vma',
  label: 'vm_flags',
  name: 'vm_flags',
  flags: [
    { word: 'pfnmap', label: 'VM_PFNMAP', code: 'pf' },
    { word: 'io', label: 'VM_IO', code: 'io' },
    { word: 'mixedmap', label: 'VM_MIXEDMAP', code: 'mm' },
    { word: 'uncached', label: 'VM_ALLOW_ANY_UNCACHED', code: '??' },
    { word: 'hugetlb', label: 'VM_HUGETLB', code: 'ht' },
    { word: 'mte', label: 'VM_MTE_ALLOWED' },
    { word: 'shared', label: 'VM_SHARED', code: 'sh' },
  ],
  initial: ['pfnmap', 'io', 'shared'],
  cite: ['linux-prepare-memslot', 'linux-s2-pin-pfn', 'linux-hva-to-pfn'],
  idle: noVma,
})

export const pgprot = choice({
  key: 'pgprot',
  group: 'vma',
  label: 'pgprot',
  options: [
    { value: 'normal', label: 'MT_NORMAL' },
    { value: 'normal_tagged', label: 'MT_NORMAL_TAGGED' },
    { value: 'nc', label: 'MT_NORMAL_NC' },
    { value: 'device_nGnRE', label: 'MT_DEVICE_nGnRE' },
    { value: 'device_nGnRnE', label: 'MT_DEVICE_nGnRnE' },
  ],
  initial: 'normal',
  cite: ['linux-prepare-memslot', 'linux-s2-vma-info'],
  idle: noVma,
})

export const pfn = choice({
  key: 'pfn',
  group: 'vma',
  label: 'PFN',
  name: 'What backs the PFN',
  options: [
    { value: 'map-memory', label: 'in memblock' },
    { value: 'zone-device', label: 'ZONE_DEVICE page' },
    { value: 'none', label: 'no struct page' },
  ],
  initial: 'none',
  cite: ['linux-s2-pin-pfn', 'linux-hva-to-pfn'],
  idle: noVma,
})
