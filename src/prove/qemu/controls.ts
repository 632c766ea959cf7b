import { byteIs, withFwb } from './leaves.ts'
import type { Deviation } from './deviation.ts'

/** Controls that QEMU does not look at. */
export const controls: readonly Deviation[] = [
  {
    id: 'D1',
    says: 'SCTLR_EL1.C = 0 is ignored',
    cite: ['s1-translate', 'sctlr-el1'],
    when: (at) => !at.c && byteIs(at, () => true),
    takes: () => ({ c: true }),
  },
  {
    id: 'D2',
    says: 'HCR_EL2.CD = 1 is ignored under FWB',
    cite: ['s2-translate', 'hcr-el2'],
    when: (at) => at.cd && withFwb(at),
    takes: () => ({ cd: false }),
  },
]
