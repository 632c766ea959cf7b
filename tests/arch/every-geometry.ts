import type { GranuleSize } from '../../src/arch/walk/granule.ts'
import { stage1Geometry, stage2Geometry, type Geometry } from '../../src/arch/walk/legal-geometry.ts'
import type { WalkPe } from '../../src/arch/walk/pe.ts'

const sizes: readonly GranuleSize[] = ['4K', '16K', '64K']
const below = (end: number) => Array.from({ length: end }, (_, at) => at)

/** Every granule, DS and TxSZ of stage 1 on a PE; DS 1 only where it counts. */
export function* everyStage1Geometry(pe: WalkPe): Generator<Geometry> {
  for (const granule of sizes)
    for (const ds of [false, true])
      for (const txsz of below(64)) {
        const geometry = stage1Geometry(pe, granule, ds, txsz)
        if (geometry.ds === ds) yield geometry
      }
}

/** Every granule, DS, T0SZ, SL0 and SL2 of stage 2 on a PE; DS 1 and SL2 1 only where they count. */
export function* everyStage2Geometry(pe: WalkPe): Generator<Geometry> {
  for (const granule of sizes)
    for (const ds of [false, true])
      for (const t0sz of below(64))
        for (const sl of below(8)) {
          const geometry = stage2Geometry(pe, granule, ds, t0sz, sl)
          if (geometry.ds === ds && geometry.sl === sl) yield geometry
        }
}
