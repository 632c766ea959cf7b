import { combining } from './combining.ts'
import { controls } from './controls.ts'
import type { Deviation } from './deviation.ts'
import { withFwb } from './leaves.ts'
import { reserved } from './reserved.ts'
import { xsBytes, xsNotTracked } from './xs.ts'

const noTagAccess: Deviation = {
  id: 'D9',
  says: 'Under FWB, MemAttr 0b1110 is taken for 0b1111',
  cite: ['s2-fwb1', 'feat-mte-perm'],
  when: (at) => withFwb(at) && at.memattr === 0b1110,
  takes: () => ({ memattr: 0b1111 }),
}

/** Every deviation of QEMU 11.1.3, in the order in which they act on one another. */
export const deviations: readonly Deviation[] = [
  xsNotTracked,
  ...controls,
  ...xsBytes,
  ...combining,
  noTagAccess,
  ...reserved,
]
