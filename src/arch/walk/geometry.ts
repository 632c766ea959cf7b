import { inputBitsFor } from './begin.ts'
import { granules, lsbOf, type GranuleSize } from './granule.ts'
import { startLevel2 } from './tables.ts'
import { pow2 } from './word.ts'

/** Concatenated tables at the start level resolve up to four bits. Source: `stage2_pgtable_levels`. */
const concatenatedBits = 4

/** KVM has no less, so that a block of the host's PMD can be one at stage 2. Source: `kvm_get_vtcr`. */
const leastLevels = 2

/**
 * The levels of stage 2 that KVM gives an IPA of `ipaBits`: as few as concatenation allows, at least two.
 * Source: `stage2_pgtable_levels`, `ARM64_HW_PGTABLE_LEVELS`, `kvm_get_vtcr` of Linux 6.17.
 */
export function kvmLevels(size: GranuleSize, ipaBits: number): number {
  const { bits, stride } = granules[size]
  return Math.max(Math.ceil((ipaBits - concatenatedBits - bits) / stride), leastLevels)
}

/** KVM's start level; 3 where an IPA is too small for two levels, which KVM's never is. */
export function startLevelFor(size: GranuleSize, ipaBits: number): number {
  const start = 4 - kvmLevels(size, ipaBits)
  const [least] = inputBitsFor(granules[size], start)
  return ipaBits < least ? 3 : start
}

/**
 * {SL2, SL0} for a start level, SL2 as bit 2. Source: `AArch64_S2StartLevel`, `VTCR_EL2_LVLS_TO_SL0`.
 * @throws RangeError where no value names the level
 */
export function slFor(size: GranuleSize, level: number): number {
  const sl = [0, 1, 2, 3, 4].find((one) => startLevel2(granules[size], one) === level)
  if (sl === undefined) throw new RangeError(`start level is ${level}, which no SL0 of ${size} tables names`)
  return sl
}

/** The tables of stage 2 for one size of IPA. */
export interface Stage2Geometry {
  readonly granule: GranuleSize
  readonly ipaBits: number
  readonly t0sz: number
  readonly levels: number
  readonly start: number
  /** {SL2, SL0}; KVM never needs SL2. */
  readonly sl: number
  /** How many tables lie one after the other at the start level. */
  readonly concatenated: number
  /** The bytes of all of them; less than a granule where not all of one table counts. */
  readonly tableBytes: number
}

/**
 * Stage 2 as KVM sets it up for an IPA of `ipaBits` bits on a host with pages of `size`: VTCR_EL2.{T0SZ, SL0}, and what
 * follows from them. Source: `kvm_get_vtcr` of Linux 6.17.
 * @throws RangeError where `ipaBits` is not one of 32 to 52, the sizes that KVM can have
 */
export function kvmGeometry(size: GranuleSize, ipaBits: number): Stage2Geometry {
  if (!Number.isInteger(ipaBits) || ipaBits < 32 || ipaBits > 52)
    throw new RangeError(`ipaBits is ${ipaBits}, not 32 to 52`)
  const levels = kvmLevels(size, ipaBits)
  const start = 4 - levels
  const tableBytes = pow2(ipaBits - lsbOf(granules[size], start) + 3)
  return {
    granule: size,
    ipaBits,
    t0sz: 64 - ipaBits,
    levels,
    start,
    sl: slFor(size, start),
    concatenated: Math.max(tableBytes / pow2(granules[size].bits), 1),
    tableBytes,
  }
}
