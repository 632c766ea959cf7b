import { inputBitsFor } from '../../arch/walk/begin.ts'
import { granules, lsbOf } from '../../arch/walk/granule.ts'
import type { Geometry } from '../../arch/walk/legal-geometry.ts'
import type { WalkPe } from '../../arch/walk/pe.ts'
import { startLevel2 } from '../../arch/walk/tables.ts'

/** No feature that is modelled gives more bits of VA. Source: `AArch64_S1MinTxSZ`. */
const mostVa = 52

/** No more bits of address without FEAT_LVA, FEAT_LPA or DS. */
const plainBits = 48

const asked = ({ txsz }: Geometry) => 64 - txsz

/** What this PE does where the architecture leaves it the choice. */
const chooses: Readonly<Record<string, string>> = {
  'txsz-below-clamped': 'takes it',
  'txsz-below-fault': 'faults',
  'txsz-above-clamped': 'takes it',
  'txsz-above-fault': 'faults',
}

function choiceOf({ stage, rule, txsz, least, most }: Geometry): string {
  const does = chooses[rule.id]
  if (does === undefined) return ''
  const without = stage === 1 ? 'without FEAT_LVA' : 'without FEAT_LPA'
  const limit = txsz < least ? `a PE ${without} may fault or take ${least}` : `a PE may fault or take ${most}`
  return `; beyond it ${limit}, and this one ${does}`
}

/** The levels below one, or the page below level 3. */
const under = (level: number) =>
  level === 3 ? 'a page' : level === 2 ? 'level 3' : `levels ${level + 1} to 3`

/** What a VA of more than 48 bits needs. */
function largeVa(pe: WalkPe, { granule }: Geometry): string {
  const needs = `${granule} tables need ${granule === '64K' ? 'FEAT_LVA' : 'TCR_EL1.DS 1'}`
  const lacks = granule !== '64K' && !pe.lpa2 ? ', which needs FEAT_LPA2' : ''
  return `${needs} for a VA of more than ${plainBits} bits${lacks}`
}

const tooSmall = (pe: WalkPe, { granule, most }: Geometry) =>
  pe.ttst
    ? `the most that TxSZ can be with ${granule} tables is ${most}`
    : `the most that TxSZ can be without FEAT_TTST is ${most}`

function startOf({ granule, first }: Geometry): string {
  const { level } = first ?? { level: 3 }
  const size = granules[granule]
  if (level === 3) return `level 3 alone can resolve ${lsbOf(size, 3) + size.stride} bits`
  const bits = lsbOf(size, level)
  return `${under(level)} can resolve ${bits} bits, and a larger VA needs level ${level}`
}

/** Why a PE makes of TCR_EL1.TxSZ what it does. Source: `AArch64_S1TxSZFaults`, `AArch64_S1StartLevel`. */
export function sizeReason1(pe: WalkPe, geometry: Geometry): string {
  const { txsz, least, most } = geometry
  if (txsz > most) return tooSmall(pe, geometry) + choiceOf(geometry)
  if (txsz >= least) return startOf(geometry)
  const why = asked(geometry) > mostVa ? `a VA has at most ${mostVa} bits` : largeVa(pe, geometry)
  return why + choiceOf(geometry)
}

function tooLarge2(pe: WalkPe, geometry: Geometry): string {
  const { granule } = geometry
  if (asked(geometry) > pe.pa) return `an IPA is no larger than the PA of this PE, ${pe.pa} bits`
  const needs = granule === '64K' ? 'FEAT_LPA' : 'VTCR_EL2.DS 1'
  return `${granule} tables need ${needs} for an IPA of more than ${plainBits} bits`
}

/** Why a PE makes of VTCR_EL2.T0SZ what it does, before SL0 is looked at. Source: `AArch64_S2TxSZFaults`. */
export function sizeReason2(pe: WalkPe, geometry: Geometry): string {
  const { txsz, least, most, rule } = geometry
  if (txsz > most) return tooSmall(pe, geometry) + choiceOf(geometry)
  return txsz < least ? tooLarge2(pe, geometry) + choiceOf(geometry) : rule.because
}

function unfitting({ granule, sl, inputBits }: Geometry): string {
  const level = startLevel2(granules[granule], sl)
  const [least, most] = inputBitsFor(granules[granule], level)
  if (inputBits > most)
    return `the IPA is too large: 16 concatenated tables at level ${level} resolve ${most} bits at most`
  return `the IPA is too small: level ${level} must resolve at least one bit above the ${least - 1} of ${under(level)}`
}

/** Why stage 2 may start at the level of SL0, or not. Source: `AArch64_S2InvalidSL`, `AArch64_S2InconsistentSL`. */
export function startReason2(geometry: Geometry): string {
  const { rule, first, because } = geometry
  if (rule.id === 'sl0-inconsistent') return unfitting(geometry)
  if (!first) return because
  return first.concatenated > 1
    ? `an IPA too large for one table at level ${first.level}, but not for 16 concatenated ones`
    : `one table at level ${first.level} resolves an IPA of this size`
}
