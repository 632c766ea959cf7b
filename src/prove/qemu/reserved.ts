import type { AttributeInputs } from '../../arch/inputs.ts'
import type { ParFields } from '../../arch/par.ts'
import type { Deviation, Reported } from './deviation.ts'
import {
  byteIs,
  innerNibble,
  isDeviceByte,
  isDeviceLeaf,
  isXsByte,
  outerNibble,
  withFwb,
  withoutFwb,
} from './leaves.ts'
import { passesByte, unknownDevice } from './xs.ts'

const nGnRnE: ParFields = { attr: 0x00, sh: 0b10 }

/** Encodings that the architecture leaves open: QEMU need not answer as the vectors choose. */
export const reserved: readonly Deviation[] = [
  {
    id: 'R1',
    says: 'A reserved MAIR byte is handed on nibble by nibble',
    cite: ['mair-reserved'],
    when: (at) => byteIs(at, isReservedByte),
    takes: (seen) => (isDeviceByte(seen.mair) ? reservedDevice(seen) : reservedNormal(seen)),
    reports: reportByte,
  },
  {
    id: 'R2',
    says: 'Under FWB, MemAttr 0b10xx and 0b110x are Device-nGnRnE',
    cite: ['s2-fwb1'],
    when: (at) => withFwb(at) && at.memattr >= 0b1000 && at.memattr < 0b1110,
    reports: () => nGnRnE,
  },
  {
    id: 'R3',
    says: 'Under FWB, MemAttr 0b0100 is Device-nGnRnE',
    cite: ['s2-fwb1'],
    when: (at) => withFwb(at) && at.memattr === 0b0100,
    reports: () => nGnRnE,
  },
  {
    id: 'R4',
    says: 'Without FWB, the reserved inner field of MemAttr 0b1000 and 0b1100 is Write-Back',
    cite: ['s2-fwb0-cacheability'],
    when: (at) => withoutFwb(at) && (at.memattr === 0b1000 || at.memattr === 0b1100),
    takes: () => ({ s2inner: 'WB' }),
  },
]

/** 0b0000xx1x, and an inner nibble of 0b0000 under a Normal outer one that has no meaning of its own. */
function isReservedByte(mair: number): boolean {
  if (isDeviceByte(mair)) return (mair & 0b10) !== 0
  return innerNibble(mair) === 0 && mair !== 0xf0 && !isXsByte(mair)
}

const reservedDevice = (seen: AttributeInputs) => (withoutFwb(seen) ? unknownDevice(seen) : {})

function reservedNormal(seen: AttributeInputs): Partial<AttributeInputs> {
  if (withoutFwb(seen) && isDeviceLeaf(seen)) return { memattr: 0b0000 }
  const isForced = withFwb(seen) && seen.memattr === 0b0110
  return { mair: seen.mair | (isForced ? 0b1111 : 0b1000) }
}

/** An inner nibble of 0b0000 comes out as it went in; so does a reserved Device byte that is handed on. */
function reportByte(par: ParFields, { at }: Reported): ParFields {
  if (isDeviceByte(par.attr)) return passesByte(at) ? { ...par, attr: at.mair } : par
  if (innerNibble(par.attr) !== 0b1000) return par
  const attr = outerNibble(par.attr) << 4
  return { attr, sh: attr === 0x40 ? 0b10 : par.sh }
}
