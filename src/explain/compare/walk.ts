import { faultShort } from '../walk/fault-words.ts'
import { faultRegisters } from '../walk/fault-registers.ts'
import { hex } from '../words.ts'
import { fact, type Aspect } from './fact.ts'
import { ofFault } from './why.ts'

/** Act 3: how many descriptors are read, and where the walk leads or what stops it. */
export const walkAspects: readonly Aspect[] = [
  {
    id: 'walk-reads',
    noun: 'number of reads',
    of: ({ walk }) => walk && fact(String(walk.reads.length)),
  },
  {
    id: 'walk-fault',
    noun: 'fault of the walk',
    of: ({ walk }) => (walk ? fact(...stopped(walk.fault)) : null),
  },
  {
    id: 'walk-pa',
    noun: 'PA',
    of: ({ walk }) => (walk && !walk.fault ? fact(hex(walk.translation.pa)) : null),
  },
  {
    id: 'walk-registers',
    noun: 'syndrome',
    of: ({ walk }) =>
      walk?.fault
        ? fact(
            faultRegisters(walk)
              .map(({ name, value, by }) => `${name}=${value}${by === undefined ? '' : ` by ${by}`}`)
              .join(', '),
          )
        : null,
  },
]

type Stop = Parameters<typeof ofFault>[0] | null

const stopped = (fault: Stop): Parameters<typeof fact> =>
  fault === null ? ['none'] : [faultShort(fault), ofFault(fault)]
