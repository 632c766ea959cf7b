/** In the order in which the checks ask: the graph of decisions takes six at once. */
export const faultBit = {
  translation: 1 << 0,
  permission: 1 << 1,
  accessFlag: 1 << 2,
  beyondHost: 1 << 3,
  beyondVm: 1 << 4,
  noSlot: 1 << 5,
  write: 1 << 6,
  readonly: 1 << 7,
  iabt: 1 << 8,
  exec: 1 << 9,
  gmem: 1 << 10,
  vma: 1 << 11,
  logging: 1 << 12,
  exclAtomic: 1 << 13,
  special: 1 << 14,
  pfnmap: 1 << 15,
  io: 1 << 16,
  hwpoison: 1 << 17,
  pteWrite: 1 << 18,
  vmWrite: 1 << 19,
  mixedmap: 1 << 20,
  mapMemory: 1 << 21,
  cacheable: 1 << 22,
  fwb: 1 << 23,
  dic: 1 << 24,
  anyUncached: 1 << 25,
  mte: 1 << 26,
  mteAllowed: 1 << 27,
  s1ptw: 1 << 28,
  cm: 1 << 29,
  isv: 1 << 30,
} as const

/**
 * Bits of the word of state. Those from `w` up to `lpa2` say what the leaf looks like. Those from `hugetlb` on are given by
 * the inputs: the word of inputs has no room for them. No bit that a check sets stands in a group of theirs: the graph takes six at once.
 */
export const stateBit = {
  w: 1 << 0,
  x: 1 << 1,
  nc: 1 << 2,
  device: 1 << 3,
  pmd: 1 << 4,
  pud: 1 << 5,
  relax: 1 << 6,
  lpa2: 1 << 7,
  pfn: 1 << 8,
  writable: 1 << 9,
  isDevice: 1 << 10,
  nonCacheable: 1 << 11,
  forcePte: 1 << 12,
  pfnPoison: 1 << 13,
  pfnError: 1 << 14,
  cacheableDevmem: 1 << 15,
  hugetlb: 1 << 20,
  hostPmd: 1 << 21,
  hostPud: 1 << 22,
  fitsPmd: 1 << 23,
  fitsPud: 1 << 24,
  bit3: 1 << 25,
  normal: 1 << 26,
  cow: 1 << 27,
  otherGranule: 1 << 28,
} as const

/** The bits of the word of state that the inputs give; checks only read them. */
export const givenBits =
  stateBit.hugetlb |
  stateBit.hostPmd |
  stateBit.hostPud |
  stateBit.fitsPmd |
  stateBit.fitsPud |
  stateBit.bit3 |
  stateBit.normal |
  stateBit.cow |
  stateBit.otherGranule
