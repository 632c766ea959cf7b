import type { KvmInputs } from '../kvm/inputs.ts'

/**
 * The control that each of KVM's inputs comes from: the key of a setting, or `<key>-<flag>` for one flag of a
 * setting that holds several. A diagram lights it, and it can be picked.
 */
export const controlOf: Readonly<Record<keyof KvmInputs, string>> = {
  fwb: 'fwb',
  dic: 'dic',
  lpa2: 'lpa2',
  page: 'page',
  mte: 'mte',
  ipa: 'ipa',
  vma: 'map',
  pfnmap: 'vma-pfnmap',
  mixedmap: 'vma-mixedmap',
  io: 'vma-io',
  anyuncached: 'vma-uncached',
  hugetlb: 'vma-hugetlb',
  mteallowed: 'vma-mte',
  shared: 'vma-shared',
  maywrite: 'vma-shared',
  pgprot: 'pgprot',
  pfn: 'pfn',
  map: 'map',
  hpte: 'hpte',
  hwpoison: 'hwpoison',
  log: 'slot-log',
  readonly: 'slot-ro',
  gmem: 'slot-gmem',
  bit3: 'slot-bit3',
  gpa: 'gpa',
  size: 'size',
  hva: 'hva',
  overlap: 'overlap',
  swap: 'swap',
  acc: 'acc',
  addr: 'addr',
  s1ptw: 's1ptw',
  cm: 'ins',
  isv: 'ins',
  fsc: 'fsc',
}
