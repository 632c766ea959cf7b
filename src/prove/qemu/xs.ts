import { effectiveFwb, stage1On, stage2On, type AttributeInputs } from '../../arch/inputs.ts'
import { encodePar } from '../../arch/par.ts'
import { first } from '../../arch/rule.ts'
import type { Deviation } from './deviation.ts'
import { byteIs, isDeviceByte, isDeviceLeaf, isInnerNonCacheable, isXsByte, withoutFwb } from './leaves.ts'

/** QEMU hands on the MAIR byte itself, so that its XS is reported as it stands. */
export function passesByte(at: AttributeInputs): boolean {
  if (!stage2On(at)) return true
  if (effectiveFwb(at)) return passesUnderFwb(at)
  return byteIs(at, isXsByte) && !isDeviceLeaf(at) && !isInnerNonCacheable(at)
}

function passesUnderFwb(at: AttributeInputs): boolean {
  if ((at.memattr & 0b0111) === 0b0111) return true
  return at.memattr === 0b0101 && (stage1On(at) ? isDeviceByte(at.mair) : !at.dc)
}

/** FEAT_XS, which `-cpu max` claims to have. */
export const xsNotTracked: Deviation = {
  id: 'X1',
  says: 'XS is not tracked: FnXS is ignored, and a combined result is reported with XS 1',
  cite: ['feat-xs', 'par-attr'],
  when: (at) => at.xs && (!passesByte(at) || at.fnxs),
  takes: () => ({ fnxs: false }),
  reports: (par, { at, final }) => (passesByte(at) ? par : encodePar(at, { ...final, xs: true }, first)),
}

/** The bytes of FEAT_XS, taken for what their nibbles would mean without it. */
export const xsBytes: readonly Deviation[] = [
  {
    id: 'D4',
    says: 'MAIR 0x01, 0x05, 0x09 and 0x0d without FWB: the low nibble is no Device type that QEMU knows',
    cite: ['mair-el1', 'combine-types'],
    when: (at) => withoutFwb(at) && byteIs(at, (mair) => isDeviceByte(mair) && (mair & 0b11) === 0b01),
    takes: unknownDevice,
  },
  {
    id: 'D5',
    says: 'MAIR 0x40 and 0xa0: the inner nibble 0b0000 is taken for nGnRnE, for no type, or for Non-cacheable',
    cite: ['mair-el1', 'combine-types', 's2-fwb1'],
    when: (at) =>
      byteIs(at, isXsByte) && (withoutFwb(at) ? isDeviceLeaf(at) || losesInner(at) : isForced(at)),
    takes: (seen) => {
      if (effectiveFwb(seen)) return { mair: 0xef, c: true, cd: false }
      return isDeviceLeaf(seen) ? { mair: 0x44, memattr: 0b0000 } : { mair: 0x40 }
    },
  },
]

/** The stage-2 leaf alone decides: a Device type that QEMU does not know is GRE, Normal inner-NC is nGnRE. */
export function unknownDevice(seen: AttributeInputs): Partial<AttributeInputs> {
  return { mair: isInnerNonCacheable(seen) ? 0x04 : 0x0c }
}

/** 0xa0 over a leaf with an outer field of Non-cacheable and a cacheable inner one: QEMU makes it 0x40. */
const losesInner = (at: AttributeInputs) =>
  at.mair === 0xa0 && !at.cd && (at.memattr === 0b0110 || at.memattr === 0b0111)

/** 0xa0 forced to Write-Back. */
const isForced = (at: AttributeInputs) => at.mair === 0xa0 && stage2On(at) && at.memattr === 0b0110
