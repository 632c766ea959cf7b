import { granules } from '../../arch/walk/granule.ts'
import { kvmGeometry, type Stage2Geometry } from '../../arch/walk/geometry.ts'
import { stage2Geometry } from '../../arch/walk/legal-geometry.ts'
import { startLevel2, type Tables } from '../../arch/walk/tables.ts'
import { bin } from '../words.ts'
import { startReason2 } from './geometry-reasons.ts'
import { isIn, nearestIn, runsOf, spanOf, type Run, type Span } from './runs.ts'

/** What of stage 2's tables decides which start levels they may have. */
export type Stage2Shape = Pick<Tables, 'pe' | 'granule' | 'ds' | 'least' | 'most' | 'txsz' | 'sl'>

/** Sizes of IPA of which a start level makes the same. */
export interface StartRun extends Run {
  /** The sizes among them for which KVM starts there; null for none. */
  readonly kvm: Span | null
}

/** What a value of SL0, with SL2, makes of every size of IPA that T0SZ can give. */
export interface StartRow {
  /** {SL2, SL0} as one number. */
  readonly sl: number
  readonly encoding: string
  /** The level that it names; null where it names none. */
  readonly level: number | null
  /** It is the scenario's own. */
  readonly present: boolean
  readonly runs: readonly StartRun[]
}

/** The sizes of IPA that KVM can have. Source: `kvm_get_vtcr`. */
const kvmSizes: Span = { least: 32, most: 52 }

/** KVM's stage 2 for an IPA; null for a size that KVM cannot have. */
export const kvmChoice = ({ granule }: Stage2Shape, ipaBits: number): Stage2Geometry | null =>
  isIn(kvmSizes, ipaBits) ? kvmGeometry(granule.size, ipaBits) : null

/** The values of {SL2, SL0}, from the highest level that they name down; SL2 counts with 4K tables and DS 1. */
function encodings({ granule, ds }: Stage2Shape): readonly number[] {
  if (granule.size !== '4K') return [3, 2, 1, 0]
  return ds ? [4, 2, 1, 0, 3, 5, 6, 7] : [2, 1, 0, 3]
}

const encodingOf = ({ granule, ds }: Stage2Shape, sl: number) =>
  `${granule.size === '4K' && ds ? `SL2 ${sl >> 2}, ` : ''}SL0 ${bin(sl & 0b11, 2)}`

function levelOf({ granule }: Stage2Shape, sl: number): number | null {
  if (sl > 4 || (granule.size === '64K' && sl === 3)) return null
  return startLevel2(granules[granule.size], sl)
}

function kvmSpan(shape: Stage2Shape, sl: number, { asked, legality }: Run): Span | null {
  if (legality !== 'legal') return null
  const sizes: number[] = []
  for (let bits = asked.least; bits <= asked.most; bits++)
    if (kvmChoice(shape, bits)?.sl === sl) sizes.push(bits)
  return sizes.length > 0 ? spanOf(sizes) : null
}

function rowOf(shape: Stage2Shape, present: number | null, sl: number): StartRow {
  const { pe, granule, ds, least, most } = shape
  const every = Array.from({ length: most - least + 1 }, (_, at) =>
    stage2Geometry(pe, granule.size, ds, least + at, sl),
  )
  const runs = runsOf(every, startReason2, sl === shape.sl ? present : null)
  return {
    sl,
    encoding: encodingOf(shape, sl),
    level: levelOf(shape, sl),
    present: sl === shape.sl,
    runs: runs.map((run) => ({ ...run, kvm: kvmSpan(shape, sl, run) })),
  }
}

/**
 * Every start level against every size of IPA that T0SZ can give, from the largest. A T0SZ that the PE clamps stands where
 * it is clamped to; `refused` says that the PE refuses it, so that none is present.
 */
export function startRows(shape: Stage2Shape, refused: boolean): readonly StartRow[] {
  const present = refused ? null : nearestIn(shape, shape.txsz)
  return encodings(shape).map((sl) => rowOf(shape, present, sl))
}
