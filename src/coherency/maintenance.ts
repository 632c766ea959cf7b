import { copyOf, isDirty, withoutCopy, writtenBack, type Line } from './line.ts'
import type { Possibilities } from './possibility.ts'

const notDirty = (line: Line) => !isDirty(line)

/** DC CVAC. */
export const clean: Possibilities = {
  id: 'coherency-clean',
  title: 'DC CVAC: clean to the Point of Coherency',
  every: true,
  rules: [
    {
      id: 'coherency-clean-dirty',
      cite: ['dc-cvac'],
      says: 'The dirty copy is written to memory and stays, clean',
      because: 'cleaning makes what the cache alone has visible at the Point of Coherency',
      when: isDirty,
      gives: writtenBack,
    },
    {
      id: 'coherency-clean-nothing',
      cite: ['dc-cvac'],
      says: 'Nothing changes',
      because: 'there is no dirty copy, and cleaning removes none',
      when: notDirty,
      gives: (line) => line,
    },
  ],
}

/** DC CIVAC, and DC IVAC of a guest at EL1 while stage 2 is on. */
export const cleanInvalidate: Possibilities = {
  id: 'coherency-cleaninv',
  title: 'DC CIVAC: clean and invalidate to the Point of Coherency',
  every: true,
  rules: [
    {
      id: 'coherency-cleaninv-dirty',
      cite: ['dc-civac'],
      says: 'The dirty copy is written to memory and dropped',
      because: 'the copy is cleaned before it goes, also where memory holds something newer',
      when: isDirty,
      gives: (line) => copyOf(line),
    },
    {
      id: 'coherency-cleaninv-rest',
      cite: ['dc-civac'],
      says: 'No copy stays, and memory is as it was',
      because: 'there is no dirty copy to write; a clean one is invalidated',
      when: notDirty,
      gives: withoutCopy,
    },
  ],
}
