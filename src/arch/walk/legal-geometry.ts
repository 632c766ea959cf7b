import { recording, type Decision, type Rule } from '../rule.ts'
import { inputSize, startLevel } from './begin.ts'
import type { GranuleSize } from './granule.ts'
import type { WalkPe } from './pe.ts'
import { plainChoices, plainHalf, registersOf } from './registers-of.ts'
import { stage1Tables, stage2Tables, type Tables } from './tables.ts'
import { pow2 } from './word.ts'

/** Where walks begin. */
export interface FirstTable {
  readonly level: number
  /** How many tables are concatenated; 1 at stage 1. */
  readonly concatenated: number
  /** The bytes of all of them; less than a granule where not all of one table counts. */
  readonly bytes: number
}

/** A way to set up the tables of a stage, and what a PE makes of it. */
export interface Geometry {
  readonly stage: 1 | 2
  readonly granule: GranuleSize
  readonly ds: boolean
  /** TxSZ as written. */
  readonly txsz: number
  /** {SL2, SL0} as one number; 0 at stage 1. */
  readonly sl: number
  /** The limits of TxSZ on this PE, with this granule and DS. */
  readonly least: number
  readonly most: number
  /** The size of the input address in bits, after what the PE makes of TxSZ. */
  readonly inputBits: number
  /** The architecture allows it on this PE, and leaves nothing open. */
  readonly legal: boolean
  /** The PE does not walk such tables. */
  readonly refused: boolean
  /** The row that decides, and its reason with the values of the case. */
  readonly rule: Pick<Rule<never, unknown>, 'id' | 'cite' | 'says' | 'because' | 'status'>
  readonly because: string
  /** Null where the PE does not walk such tables, and where SL0 was not asked. */
  readonly first: FirstTable | null
}

/** Asks the tables of rules as a walk does. */
function decisionsOf(tables: Tables): readonly Decision[] {
  const log: Decision[] = []
  const decide = recording(log)
  if (decide(inputSize, tables) === null && tables.stage === 2) decide(startLevel, tables)
  return log
}

const refuses = ({ value }: Decision) => value !== null
const leavesOpen = ({ rule }: Decision) => rule.status !== undefined

/**
 * The row that decides: one that refuses, before one that leaves something open. A T0SZ that is clamped to what the start
 * level does not fit is refused, whatever the choice.
 */
function decidingOf({ stage }: Tables, decisions: readonly Decision[]): Decision {
  const deciding = decisions.find(refuses) ?? decisions.find(leavesOpen) ?? decisions.at(-1)
  if (!deciding) throw new RangeError(`stage ${stage}: no rule was asked`)
  return deciding
}

function firstTable({ start, tableBits, granule }: Tables): FirstTable {
  const bytes = pow2(tableBits)
  return { level: start, concatenated: Math.max(bytes / pow2(granule.bits), 1), bytes }
}

/** What the rules say of tables. */
function geometryOf(tables: Tables, decisions = decisionsOf(tables)): Geometry {
  const deciding = decidingOf(tables, decisions)
  const { stage, granule, ds, txsz, least, most, sl, inputBits } = tables
  const { id, cite, says, because, status } = deciding.rule
  return {
    stage,
    granule: granule.size,
    ds,
    txsz,
    least,
    most,
    sl,
    inputBits,
    legal: !refuses(deciding) && !leavesOpen(deciding),
    refused: refuses(deciding),
    rule: { id, cite, says, because, ...(status && { status }) },
    because: deciding.because,
    first: refuses(deciding) ? null : firstTable(tables),
  }
}

/** What a PE makes of TCR_EL1.{TxSZ, DS}, with a granule. Source: `AArch64_S1TxSZFaults`, `AArch64_S1StartLevel`. */
export function stage1Geometry(pe: WalkPe, granule: GranuleSize, ds: boolean, txsz: number): Geometry {
  const of = { ...plainHalf, granule, txsz }
  const registers = registersOf({ ...plainChoices, stage1: { ...plainChoices.stage1, ds, halves: [of, of] } })
  return geometryOf(stage1Tables(pe, registers, 0))
}

/**
 * What a PE makes of VTCR_EL2.{T0SZ, SL2, SL0, DS}, with a granule; `sl` has SL2 as bit 2.
 * Source: `AArch64_S2TxSZFaults`, `AArch64_S2InvalidSL`, `AArch64_S2InconsistentSL`.
 */
export function stage2Geometry(
  pe: WalkPe,
  granule: GranuleSize,
  ds: boolean,
  t0sz: number,
  sl: number,
): Geometry {
  const registers = registersOf({
    ...plainChoices,
    stage2: { ...plainChoices.stage2, granule, ds, t0sz, sl },
  })
  return geometryOf(stage2Tables(pe, registers))
}

/**
 * What a PE makes of VTCR_EL2.{T0SZ, DS} with a granule, before SL0 is looked at: it has no first table.
 * Source: `AArch64_S2TxSZFaults`.
 */
export function stage2Size(pe: WalkPe, granule: GranuleSize, ds: boolean, t0sz: number): Geometry {
  const registers = registersOf({ ...plainChoices, stage2: { ...plainChoices.stage2, granule, ds, t0sz } })
  const log: Decision[] = []
  const tables = stage2Tables(pe, registers)
  recording(log)(inputSize, tables)
  return { ...geometryOf(tables, log), first: null }
}
