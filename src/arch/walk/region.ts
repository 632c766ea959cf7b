import { lsbOf, runOf } from './granule.ts'
import type { Tables } from './tables.ts'
import { pow2 } from './word.ts'

/** A range of addresses, its bytes counted from `from`. */
export interface Region {
  readonly from: number
  readonly bytes: number
}

/** An address aligned down to `bytes`. */
export const alignedDown = (address: number, bytes: number) => Math.floor(address / bytes) * bytes

/** Whether two regions have an address in common. */
export const overlaps = (a: Region, b: Region) => a.from < b.from + b.bytes && b.from < a.from + a.bytes

/** Whether an address lies in a region. */
export const contains = ({ from, bytes }: Region, address: number) =>
  address >= from && address < from + bytes

/**
 * log2 of the bytes that a leaf maps in one piece: with the Contiguous bit a whole run, where the PE heeds the bit.
 * Source: `StageOA`.
 */
export function leafSize({ granule, pe }: Tables, level: number, contig: boolean): number {
  const run = contig && pe.contig === 'run' ? runOf(granule, level) : 0
  return lsbOf(granule, level) + run
}

/** The input addresses that the leaf at `level` for `input` maps in one piece. */
export function leafRegion(tables: Tables, level: number, contig: boolean, input: number): Region {
  const bytes = pow2(leafSize(tables, level, contig))
  return { from: alignedDown(input, bytes), bytes }
}
