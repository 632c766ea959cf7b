import type { Preset } from '../../scenario/preset.ts'

/** Encodings that the architecture reserves. Their answers depend on a choice of the CPU. */
export const reservedPresets: readonly Preset[] = [
  {
    id: 'reserved-mair',
    name: 'A reserved MAIR byte',
    says: 'MAIR byte 0x10 is UNPREDICTABLE; this CPU is taken to read it as Device-nGnRnE, and MemAttr 0b0111 passes that through.',
    source: ['mair-reserved'],
    settings: { mair: 0x10, memattr: 0b0111 },
  },
  {
    id: 'reserved-memattr-fwb',
    name: 'A reserved MemAttr under FWB',
    says: 'MemAttr 0b0100 under FWB is reserved; the pseudocode reads it as 0b0101, Non-cacheable.',
    source: ['s2-fwb1'],
    settings: { memattr: 0b0100 },
  },
  {
    id: 'reserved-memattr',
    name: 'A reserved MemAttr without FWB',
    says: 'MemAttr 0b1100 is outer Write-Back with a reserved inner field, which this CPU is taken to read as Non-cacheable.',
    source: ['s2-fwb0-cacheability'],
    settings: { fwb: false, hcrfwb: false, memattr: 0b1100 },
  },
  {
    id: 'reserved-sh',
    name: 'A reserved SH',
    says: 'SH 0b01 is reserved: CONSTRAINED UNPREDICTABLE, and this CPU is taken to read it as Outer Shareable.',
    source: ['sh-decode'],
    settings: { sh: 0b01 },
  },
]
