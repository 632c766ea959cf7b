import type { Leaf1, Leaf2, TableFields } from './leaf-fields.ts'
import { alignedDown, leafSize } from './region.ts'
import type { Tables } from './tables.ts'
import { inputOf } from './walker.ts'
import { lowBits, pow2, type Word } from './word.ts'

/** What stage 1 shall make of the VA. */
export interface Stage1Plan {
  /** The shape of the tables of the VA's half; where they lie does not count. */
  readonly tables: Tables
  readonly leafLevel: number
  readonly leaf: Leaf1
  /** What stands in every table descriptor. */
  readonly table: TableFields
  /** Where the leaf leads: the bits above what it maps count, the others are the VA's. */
  readonly ipa: number
}

/** What stage 2 shall make of the access's IPA, and of those of stage 1's tables. */
export interface Stage2Plan {
  /** The shape of the tables; where they lie does not count. */
  readonly tables: Tables
  readonly leafLevel: number
  readonly leaf: Leaf2
  /** Where the leaf leads: the bits above what it maps count, the others are the IPA's. */
  readonly pa: number
  /** The level and the leaf by which stage 1's tables are mapped; 3 as a rule, as a hypervisor maps a guest's memory. */
  readonly ramLevel: number
  readonly ram: Leaf2
}

/** A chosen translation: plain data, from which tables are built. A stage that is off is null. */
export interface TablePlan {
  readonly va: Word
  readonly stage1: Stage1Plan | null
  readonly stage2: Stage2Plan | null
}

/** The bits of an address that a descriptor can hold: 52 with DS or with 64K tables of FEAT_LPA, else 48. */
export const descriptorAddressBits = ({ ds, wide }: Tables) => (ds || wide ? 52 : 48)

/** The IPA of the access: the VA itself where stage 1 is off. Source: `StageOA`, `AArch64_S1DisabledOutput`. */
export function ipaOf({ va, stage1 }: TablePlan): number {
  if (stage1 === null) return (va.hi & 0x00ff_ffff) * pow2(32) + (va.lo >>> 0)
  const { tables, leafLevel, leaf, ipa } = stage1
  const size = leafSize(tables, leafLevel, leaf.contig)
  return alignedDown(ipa, pow2(size)) + lowBits(inputOf(va, tables.inputBits), size)
}

/** The PA of the access: its IPA where stage 2 is off. Source: `StageOA`. */
export function paOf(plan: TablePlan): number {
  const ipa = ipaOf(plan)
  if (plan.stage2 === null) return ipa
  const { tables, leafLevel, leaf, pa } = plan.stage2
  const size = leafSize(tables, leafLevel, leaf.contig)
  return alignedDown(pa, pow2(size)) + lowBits(ipa, size)
}

/** A block may be asked for where there are none: the walk meets an invalid descriptor. */
function checkLevel(name: string, { start }: Tables, level: number): void {
  if (!Number.isInteger(level) || level < start || level > 3)
    throw new RangeError(`${name} is ${level}, not one of ${start} to 3`)
}

function checkAddress(name: string, tables: Tables, address: number): void {
  const bits = descriptorAddressBits(tables)
  if (!Number.isInteger(address) || address < 0 || address >= pow2(bits))
    throw new RangeError(`${name} is ${address}, not an address of ${bits} bits, which a descriptor can hold`)
}

/** @throws RangeError where there are no tables of a level, or a descriptor cannot hold an address; it names the field */
export function checkPlan({ stage1, stage2 }: TablePlan): void {
  if (stage1) {
    checkLevel('stage1.leafLevel', stage1.tables, stage1.leafLevel)
    checkAddress('stage1.ipa', stage1.tables, stage1.ipa)
  }
  if (stage2) {
    checkLevel('stage2.leafLevel', stage2.tables, stage2.leafLevel)
    checkLevel('stage2.ramLevel', stage2.tables, stage2.ramLevel)
    checkAddress('stage2.pa', stage2.tables, stage2.pa)
  }
}
