import { stage1On, type AttributeInputs } from '../../arch/inputs.ts'
import type { Deviation } from './deviation.ts'
import {
  byteIs,
  innerNibble,
  isDeviceByte,
  isDeviceLeaf,
  isInnerNonCacheable,
  outerNibble,
  withFwb,
  withoutFwb,
} from './leaves.ts'

/** Where QEMU combines both stages wrongly. */
export const combining: readonly Deviation[] = [
  {
    id: 'D6',
    says: 'Under FWB a Device leaf of stage 2 overrides a stronger Device of stage 1',
    cite: ['s2-fwb1'],
    when: (at) => withFwb(at) && isDeviceLeaf(at) && (stage1On(at) ? isDeviceByte(at.mair) : !at.dc),
    takes: (seen) => ({ m: true, mair: stage1On(seen) && (seen.mair & 1) !== 0 ? 0x40 : 0x44 }),
  },
  {
    id: 'D7',
    says: 'Without FWB the inner nibble of the Normal stage is taken for a Device type too',
    cite: ['combine-types'],
    when: (at) => withoutFwb(at) && (mixesStage2(at) || mixesStage1(at)),
    // The low nibble then has XS 1, whatever FnXS says.
    takes: (seen) => ({
      fnxs: false,
      ...(isDeviceByte(seen.mair)
        ? { mair: 0x04 }
        : { memattr: innerNibble(seen.mair) === 0b0100 ? 0b0001 : 0b0010 }),
    }),
  },
  {
    id: 'D8',
    says: 'Write-Back Transient at stage 1 and Write-Through at stage 2: the transient hint is lost',
    cite: ['combine-cacheability'],
    when: (at) => withoutFwb(at) && byteIs(at, (mair) => !isDeviceByte(mair) && nonTransient(at) !== mair),
    takes: (seen) => ({ mair: nonTransient(seen) }),
  },
]

/** nGRE or GRE over a Normal leaf that is inner Non-cacheable. */
const mixesStage2 = (at: AttributeInputs) =>
  byteIs(at, (mair) => mair === 0x08 || mair === 0x0c) && isInnerNonCacheable(at)

/** A Normal byte with an inner nibble of NC, or of Write-Through without hints, over nGRE or GRE. */
const mixesStage1 = (at: AttributeInputs) =>
  byteIs(
    at,
    (mair) => !isDeviceByte(mair) && (innerNibble(mair) === 0b0100 || innerNibble(mair) === 0b1000),
  ) &&
  (at.memattr === 0b0010 || at.memattr === 0b0011)

/** The MAIR byte without the transient hint of each field that stage 2 makes Write-Through. */
function nonTransient({ mair, memattr }: AttributeInputs): number {
  const outer = nonTransientNibble(outerNibble(mair), memattr >> 2)
  return (outer << 4) | nonTransientNibble(innerNibble(mair), memattr & 0b11)
}

function nonTransientNibble(nibble: number, stage2: number): number {
  const isWriteBackTransient = nibble > 0b0100 && nibble < 0b1000
  return isWriteBackTransient && stage2 === 0b10 ? nibble | 0b1000 : nibble
}
