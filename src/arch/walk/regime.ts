import type { AttributeInputs } from '../inputs.ts'
import { LeafAttributes } from './leaf-attributes.ts'
import type { WalkPe } from './pe.ts'
import type { Registers } from './registers.ts'
import { stage1Tables, stage2Tables, type Tables } from './tables.ts'
import { first } from '../rule.ts'
import { inputSize, startLevel } from './begin.ts'
import { kindsOf, type Kinds } from './descriptor.ts'
import { baseRegister } from './table-base.ts'
import { bitOf, type Word } from './word.ts'

/** The features and choices that attributes depend on, besides registers and leaves. */
export type AttributePe = Pick<
  AttributeInputs,
  | 'fwb'
  | 'xs'
  | 'mte2'
  | 'mteperm'
  | 'sh01'
  | 'resmair'
  | 's2inner'
  | 'fwbres'
  | 'effsh'
  | 'fetchdev'
  | 'c0tag'
  | 'fnxsalways'
>

/** The EL1&0 regime as its registers set it up: what a translation needs, decoded once. */
export interface Regime {
  readonly pe: WalkPe
  readonly registers: Registers
  /** Stage 1's tables, TTBR0_EL1's and TTBR1_EL1's. */
  readonly stage1: readonly [CheckedTables, CheckedTables]
  readonly stage2: CheckedTables
  /** Stage 1 translates: SCTLR_EL1.M, and neither HCR_EL2.DC nor TGE. */
  readonly stage1On: boolean
  /** Stage 2 translates: HCR_EL2.VM or DC. */
  readonly stage2On: boolean
  readonly tge: boolean
  readonly wxn: boolean
  readonly epan: boolean
  /** What the attributes of every access of this regime have in common; a leaf gives the rest. */
  readonly attributes: AttributeInputs
  /** The attributes that its leaves give, kept by their fields. */
  readonly leaves: LeafAttributes
}

/** Stage 1's tables of the half that a VA is in, by its bit 55. */
export const tables1Of = ({ stage1 }: Regime, va: Word) => stage1[((va.hi >>> 23) & 1) as 0 | 1]

/** Tables with what their rules say of them all, asked once. */
export interface CheckedTables extends Tables {
  /** The PE does not walk them at all: what `inputSize` and `startLevel` say. */
  readonly refused: boolean
  readonly kinds: Kinds
}

const checked1 = (tables: Tables): CheckedTables => ({
  ...tables,
  refused: first(inputSize, tables) !== null,
  kinds: kindsOf(tables),
})

const checked2 = (tables: Tables): CheckedTables => ({
  ...tables,
  refused: first(inputSize, tables) !== null || first(startLevel, tables) !== null,
  kinds: kindsOf(tables),
})

/**
 * A regime whose first tables lie at `base1` (an IPA, of both halves) and `base2` (a PA). Nothing else is decoded again.
 * @throws RangeError where a register cannot hold its base
 */
export function withBases(regime: Regime, base1: number, base2: number): Regime {
  const [lower, upper] = regime.stage1
  const ttbr = baseRegister(base1)
  const registers = { ...regime.registers, ttbr0: ttbr, ttbr1: ttbr, vttbr: baseRegister(base2) }
  const stage2 = { ...regime.stage2, base: base2 }
  const moved = {
    ...regime,
    registers,
    stage1: [
      { ...lower, base: base1 },
      { ...upper, base: base1 },
    ] as const,
    stage2,
  }
  return { ...moved, leaves: new LeafAttributes(moved) }
}

/** Decodes the registers. Source: `AArch64_GetS1TTWParams`, `AArch64_GetS2TTWParams`, `AArch64_S1Enabled`. */
export function regimeOf(pe: WalkPe, attributePe: AttributePe, registers: Registers): Regime {
  const { sctlr, hcr } = registers
  const dc = bitOf(hcr, 12)
  const tge = bitOf(hcr, 27)
  const m = bitOf(sctlr, 0) && !tge
  const vm = bitOf(hcr, 0)
  const ptw = bitOf(hcr, 2) && !tge
  const regime = {
    pe,
    registers,
    stage1: [checked1(stage1Tables(pe, registers, 0)), checked1(stage1Tables(pe, registers, 1))] as const,
    stage2: checked2(stage2Tables(pe, registers)),
    stage1On: m && !dc,
    stage2On: vm || dc,
    tge,
    wxn: bitOf(sctlr, 19),
    epan: pe.pan3 && bitOf(sctlr, 57),
    attributes: {
      ...attributePe,
      m,
      c: bitOf(sctlr, 2),
      i: bitOf(sctlr, 12),
      mair: 0,
      sh: 0,
      memattr: 0,
      s2sh: 0,
      fnxs: false,
      vm,
      dc,
      dct: bitOf(hcr, 57),
      cd: bitOf(hcr, 32),
      id: bitOf(hcr, 33),
      hcrfwb: bitOf(hcr, 46),
      ptw,
      acc: 'r' as const,
    },
  }
  return { ...regime, leaves: new LeafAttributes(regime) }
}
