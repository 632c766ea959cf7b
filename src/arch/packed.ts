import {
  deviceTypes,
  hintNames,
  type Cacheability,
  type CacheField,
  type MemoryAttributes,
  type Shareability,
} from './attributes.ts'
import { effectiveFwb, stage2On, type AttributeInputs } from './inputs.ts'
import type { ParFields } from './par.ts'
import { first } from './rule.ts'
import { stage2Shareability } from './shareability.ts'
import { stage1, withShareability } from './stage1.ts'
import { stage2WithoutFwb, translateStage2, type AttributeOutcome } from './translate-attributes.ts'
import { fwbBit3 } from './with-fwb.ts'

/**
 * Packed outcomes for the whole of MAIR x SH x MemAttr x SH x FWB, 131,072 cells, for one PE and one set of
 * controls. Stage 1's SH only adds its shareability: 256 lines of 128 outcomes, one a MAIR byte, and behind
 * them what each of the 1,024 stage-1 leaves asks for. That fits a cache which the whole space does not, so
 * that a visit in any order is fast. See `lookUp`.
 */
export type Packed = Int32Array

/** Where the shareability that stage-1 leaves ask for begins. */
const asksAt = 256 * 128

const cacheabilities: readonly Cacheability[] = ['NC', 'WT', 'WB']

/** In an order in which the OR of two places is the place of the stronger; 0b10 is not used. */
const shareabilities: readonly Shareability[] = ['NSH', 'ISH', 'OSH', 'OSH']
const shareabilityAt = 24
const shareabilityBits = 0b11 << shareabilityAt
const packShareability = (sh: Shareability) => shareabilities.lastIndexOf(sh) << shareabilityAt
const shareabilityOf = (bits: number) => (bits >> shareabilityAt) & 0b11

const packField = (f: CacheField | null) =>
  f === null ? 0 : cacheabilities.indexOf(f.attr) | (hintNames.indexOf(f.hint) << 2) | (f.transient ? 16 : 0)

const unpackField = (bits: number): CacheField => ({
  attr: cacheabilities[bits & 3] ?? 'NC',
  hint: hintNames[(bits >> 2) & 3] ?? 'none',
  transient: (bits & 16) !== 0,
})

/** Attributes as bits: two fields of 5 bits or a Device type with its flag in 10:0, flags in 13:11, shareability in 25:24. */
export function packAttributes(at: MemoryAttributes): number {
  const type =
    at.device === null
      ? packField(at.inner) | (packField(at.outer) << 5)
      : deviceTypes.indexOf(at.device) | 0x400
  const flags = (at.tagged ? 1 : 0) | (at.notagaccess ? 2 : 0) | (at.xs ? 4 : 0)
  return type | (flags << 11) | packShareability(at.shareability)
}

/** The inverse of `packAttributes`. Other bits are ignored. */
export function unpackAttributes(bits: number): MemoryAttributes {
  const device = bits & 0x400 ? (deviceTypes[bits & 3] ?? 'nGnRnE') : null
  return {
    device,
    inner: device ? null : unpackField(bits & 31),
    outer: device ? null : unpackField((bits >> 5) & 31),
    shareability: shareabilities[shareabilityOf(bits)] ?? 'OSH',
    tagged: (bits & 0x800) !== 0,
    notagaccess: (bits & 0x1000) !== 0,
    xs: (bits & 0x2000) !== 0,
  }
}

/** A fault's stage in 15:14. Its shareability is the strongest, so that no other changes it. */
const packFault = (stage: number) => (stage << 14) | shareabilityBits

/** An outcome in 26 bits: its attributes and PAR_EL1.ATTR in 23:16, or a fault. PAR_EL1.SH follows from the shareability. */
export function packOutcome({ final, par, fault }: AttributeOutcome): number {
  return final && par ? packAttributes(final) | (par.attr << 16) : packFault(fault?.stage ?? 0)
}

/** The stage at which a packed outcome takes a fault; 0 where it takes none. */
export const packedFault = (outcome: number) => (outcome >> 14) & 0b11

/** PAR_EL1.{ATTR, SH} of a packed outcome that is no fault. */
export const packedPar = (outcome: number): ParFields => ({
  attr: (outcome >> 16) & 0xff,
  sh: [0b00, 0b11, 0b10, 0b10][shareabilityOf(outcome)] ?? 0b10,
})

/** Numbers the distinct types of keys in order of first sight: the number of each key, and a key of each number. */
function distinct(keys: Int32Array) {
  const seen = new Map<number, number>()
  const items: number[] = []
  const numbers = keys.map((key, item) => {
    const type = key & ~shareabilityBits
    const known = seen.get(type)
    if (known !== undefined) return known
    seen.set(type, items.length)
    return items.push(item) - 1
  })
  return { numbers, items }
}

const stage1LeafOf = (at: AttributeInputs, leaf: number): AttributeInputs => ({
  ...at,
  mair: leaf >> 2,
  sh: leaf & 3,
})

const stage2LeafOf = (at: AttributeInputs, leaf: number): AttributeInputs => ({
  ...at,
  memattr: leaf >> 3,
  s2sh: (leaf >> 1) & 3,
  hcrfwb: (leaf & 1) !== 0,
})

const underFwb = 1 << 26
const deniesTags = 1 << 27

/** What stage 2 of a leaf depends on. Under FWB that is its instruction, without it the decoded type. */
function stage2Key(at: AttributeInputs): number {
  if (!stage2On(at)) return 0
  if (effectiveFwb(at)) {
    const instruction = (first(fwbBit3, at) << 1) | (at.memattr >= 0b1110 ? 1 : 0)
    return underFwb | instruction | packShareability(first(stage2Shareability, at))
  }
  const attrs = stage2WithoutFwb(at, first)
  if (!attrs) return packFault(2)
  return packAttributes(attrs) | (at.mteperm && at.memattr === 0b0100 ? deniesTags : 0)
}

/**
 * Builds the packed table by the rules. `at` gives everything but the five swept fields.
 *
 * The shareability that a stage asks for changes nothing but the shareability of the result. Each pair of
 * types is therefore worked out once, Non-shareable at both stages, and what both ask for is laid over it.
 * A test compares every cell with the rules.
 */
export function packCombine(at: AttributeInputs): Packed {
  const decoded = Array.from({ length: 1024 }, (_, leaf) => stage1(stage1LeafOf(at, leaf), first))
  const leaves = Array.from({ length: 128 }, (_, leaf) => stage2LeafOf(at, leaf))
  const keys1 = Int32Array.from(decoded, (attrs) => (attrs ? packAttributes(attrs) : packFault(1)))
  const keys2 = Int32Array.from(leaves, stage2Key)
  const rows = distinct(keys1)
  const columns = distinct(keys2)
  const types2 = columns.items.map((leaf): AttributeInputs => ({ ...at, ...leaves[leaf], s2sh: 0b00 }))
  const outcomes = rows.items.flatMap((leaf) => {
    const s1 = decoded[leaf]
    if (!s1) return types2.map(() => packFault(1))
    const nonShareable = withShareability(s1, 'NSH')
    return types2.map((leaf2) => packOutcome(translateStage2(leaf2, nonShareable, first)))
  })
  const cells = new Int32Array(asksAt + 1024)
  for (let mair = 0; mair < 256; mair++) {
    const row = (rows.numbers[mair << 2] as number) * types2.length
    for (let leaf2 = 0; leaf2 < 128; leaf2++) {
      const outcome = outcomes[row + (columns.numbers[leaf2] as number)] as number
      cells[(mair << 7) | leaf2] = outcome | asks(keys2[leaf2])
    }
  }
  keys1.forEach((key, leaf1) => (cells[asksAt + leaf1] = asks(key)))
  return cells
}

/** The shareability that a key asks for, in its place. */
const asks = (key = 0) => key & shareabilityBits

/**
 * One cell. `leaf1` is mair << 2 | sh (0 to 1023), `leaf2` memattr << 3 | s2sh << 1 | fwb (0 to 127).
 * Returns a packed outcome (`packOutcome`).
 */
export const lookUp = (table: Packed, leaf1: number, leaf2: number) =>
  (table[((leaf1 << 5) & 0x7f80) | leaf2] as number) | (table[asksAt + leaf1] as number)
