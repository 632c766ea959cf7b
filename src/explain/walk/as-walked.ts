import { mairByteAt } from '../../arch/walk/leaf-attributes.ts'
import { takenInHand } from '../../scenario/inputs.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { WalkAnswer } from './answer.ts'
import type { WalkRead } from './reads.ts'

const bits = ({ value }: WalkRead, msb: number, lsb: number) =>
  Number((value >> BigInt(lsb)) & ((1n << BigInt(msb - lsb + 1)) - 1n))

/** SH of a leaf, which with DS is the register's. */
const shareabilityOf = (read: WalkRead) =>
  read.descriptor.tables.ds ? read.descriptor.tables.sh : bits(read, 9, 8)

/**
 * The scenario whose attributes the access meets: that of the settings, or where descriptors were set by hand, with
 * the fields of the leaves that the walk came to.
 */
export function asWalked(scenario: Scenario, { reads, setup }: WalkAnswer): Scenario {
  if (setup.byHand.size === 0) return scenario
  const leaf1 = reads.findLast(({ stage }) => stage === 1)
  const leaf2 = reads.findLast(({ stage, purpose }) => stage === 2 && purpose === 'access')
  return {
    ...scenario,
    ...(scenario.s2 === 'kvm' && takenInHand(scenario)),
    ...(leaf1 && {
      mair: mairByteAt(setup.regime.registers.mair, bits(leaf1, 4, 2)),
      sh: shareabilityOf(leaf1),
    }),
    ...(leaf2 && {
      memattr: bits(leaf2, 5, 2),
      s2sh: shareabilityOf(leaf2),
      fnxs: bits(leaf2, 11, 11) === 1,
    }),
  }
}
