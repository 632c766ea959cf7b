import type { GranuleSize } from '../../arch/walk/granule.ts'
import type { Stage2Geometry } from '../../arch/walk/geometry.ts'
import { stage1Geometry, stage2Size } from '../../arch/walk/legal-geometry.ts'
import { sizeReason1, sizeReason2 } from './geometry-reasons.ts'
import { runsOf, type Run } from './runs.ts'
import type { Setup } from './setup.ts'
import { kvmChoice, startRows, type StartRow } from './start-levels.ts'

/** The sizes of VA that TCR_EL1.TxSZ can give, with the scenario's granule and DS. */
export interface Stage1Sizes {
  /** Stage 1 translates: if not, nothing looks at them. */
  readonly on: boolean
  readonly granule: GranuleSize
  readonly ds: boolean
  /** Which half of the VA space the access is in: T0SZ or T1SZ. */
  readonly half: 0 | 1
  readonly txsz: number
  readonly runs: readonly Run[]
}

/** The sizes of IPA and the start levels that VTCR_EL2 can give, with the scenario's granule, DS and PA size. */
export interface Stage2Sizes {
  readonly on: boolean
  readonly granule: GranuleSize
  readonly ds: boolean
  /** The size of PA of this PE, in bits. */
  readonly pa: number
  readonly t0sz: number
  readonly runs: readonly Run[]
  readonly starts: readonly StartRow[]
  /** What KVM chooses for the present size of IPA; null for a size that it cannot have. */
  readonly kvm: Stage2Geometry | null
}

/** Which sizes and start levels are legal, and why the others are not. */
export interface GeometryView {
  readonly stage1: Stage1Sizes
  readonly stage2: Stage2Sizes
}

const everyTxsz = Array.from({ length: 64 }, (_, txsz) => txsz)

/** Takes a walk's setup; gives what each TxSZ would be. Source: `AArch64_S1TxSZFaults`, `AArch64_S1StartLevel`. */
export function stage1Sizes({ regime, tables1 }: Pick<Setup, 'regime' | 'tables1'>): Stage1Sizes {
  const { pe, granule, ds, half, txsz } = tables1
  const every = everyTxsz.map((txsz) => stage1Geometry(pe, granule.size, ds, txsz))
  const runs = runsOf(every, (one) => sizeReason1(pe, one), txsz)
  return { on: regime.stage1On, granule: granule.size, ds, half, txsz, runs }
}

/**
 * Takes a walk's setup; gives what each T0SZ would be, and then each start level.
 * Source: `AArch64_S2TxSZFaults`, `AArch64_S2InvalidSL`, `AArch64_S2InconsistentSL`.
 */
export function stage2Sizes({ regime }: Pick<Setup, 'regime'>): Stage2Sizes {
  const { pe, granule, ds, txsz } = regime.stage2
  const every = everyTxsz.map((t0sz) => stage2Size(pe, granule.size, ds, t0sz))
  const refused = every[txsz]?.refused ?? true
  return {
    on: regime.stage2On,
    granule: granule.size,
    ds,
    pa: pe.pa,
    t0sz: txsz,
    runs: runsOf(every, (one) => sizeReason2(pe, one), txsz),
    starts: startRows(regime.stage2, refused),
    kvm: refused ? null : kvmChoice(regime.stage2, 64 - txsz),
  }
}

/** Takes a walk's setup; gives what its registers could say of sizes and start levels. */
export const geometryView = (setup: Pick<Setup, 'regime' | 'tables1'>): GeometryView => ({
  stage1: stage1Sizes(setup),
  stage2: stage2Sizes(setup),
})
