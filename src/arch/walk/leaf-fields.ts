import { packed, type Field } from './fields.ts'
import type { Tables } from './tables.ts'

/** What a block or page descriptor of either stage holds, besides its address. */
interface LeafFields {
  /** Ignored where SH is the register's, which it is with DS. */
  readonly sh: number
  readonly af: boolean
  readonly dbm: boolean
  readonly contig: boolean
  /** nT, which a block alone has. */
  readonly nt: boolean
  /** Bits [58:55], which are left to software. */
  readonly software: number
}

/** What a block or page descriptor of stage 1 holds. Source: *VMSAv8-64 descriptor formats*. */
export interface Leaf1 extends LeafFields {
  readonly attrindx: number
  /** AP[2:1]. */
  readonly ap: number
  readonly ng: boolean
  readonly pxn: boolean
  readonly uxn: boolean
}

/** What a block or page descriptor of stage 2 holds. */
export interface Leaf2 extends LeafFields {
  readonly memattr: number
  readonly s2ap: number
  /** XN[1:0]. */
  readonly xn: number
  readonly fnxs: boolean
}

/** The hierarchical permissions of a table descriptor of stage 1. */
export interface TableFields {
  readonly apTable: number
  readonly uxnTable: boolean
  readonly pxnTable: boolean
}

/** A leaf of stage 2 for ordinary memory: Write-Back, Inner Shareable, nothing forbidden. `fwb` is HCR_EL2.FWB. */
export const ramLeaf = (fwb: boolean): Leaf2 => ({
  memattr: fwb ? 0b0110 : 0b1111,
  s2ap: 0b11,
  sh: 0b11,
  xn: 0b00,
  af: true,
  fnxs: false,
  dbm: false,
  contig: false,
  nt: false,
  software: 0,
})

/** Fields that leaves of both stages have; bits [9:8] are an address with DS, bit 16 is one in a page. */
const common = (
  { ds }: Tables,
  level: number,
  { sh, af, dbm, contig, nt, software }: LeafFields,
): readonly Field[] => [
  ['sh', 8, 2, ds ? 0 : sh],
  ['af', 10, 1, af],
  ['nt', 16, 1, nt && level < 3],
  ['dbm', 51, 1, dbm],
  ['contig', 52, 1, contig],
  ['software', 55, 4, software],
]

/** A leaf of stage 1 without address and type. @throws RangeError where a field cannot hold its value */
export const leaf1Bits = (tables: Tables, level: number, leaf: Leaf1): bigint =>
  packed(
    ...common(tables, level, leaf),
    ['attrindx', 2, 3, leaf.attrindx],
    ['ap', 6, 2, leaf.ap],
    ['ng', 11, 1, leaf.ng],
    ['pxn', 53, 1, leaf.pxn],
    ['uxn', 54, 1, leaf.uxn],
  )

/** A leaf of stage 2 without address and type. @throws RangeError where a field cannot hold its value */
export const leaf2Bits = (tables: Tables, level: number, leaf: Leaf2): bigint =>
  packed(
    ...common(tables, level, leaf),
    ['memattr', 2, 4, leaf.memattr],
    ['s2ap', 6, 2, leaf.s2ap],
    ['fnxs', 11, 1, leaf.fnxs],
    ['xn', 53, 2, leaf.xn],
  )

/** What stands in every table descriptor of stage 1 besides its address. @throws RangeError likewise */
export const tableBits = ({ apTable, uxnTable, pxnTable }: TableFields): bigint =>
  packed(['pxnTable', 59, 1, pxnTable], ['uxnTable', 60, 1, uxnTable], ['apTable', 61, 2, apTable])
