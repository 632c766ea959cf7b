import type { Cacheability, Shareability } from './attributes.ts'

/**
 * Everything that attributes depend on. The names are the keys that links and controls use.
 * Flags are booleans; `mair` is a byte (0 to 255), `memattr` four bits, `sh` and `s2sh` two bits.
 */
export interface AttributeInputs {
  /** Features of the PE: FEAT_S2FWB, FEAT_XS, FEAT_MTE2, FEAT_MTE_PERM. */
  readonly fwb: boolean
  readonly xs: boolean
  readonly mte2: boolean
  readonly mteperm: boolean

  /** What the PE takes SH = 0b01 for (reserved, CONSTRAINED UNPREDICTABLE). */
  readonly sh01: Shareability
  /** What it takes a reserved MAIR byte for: Device-nGnRnE, or decoded field by field. */
  readonly resmair: 'ngnrne' | 'fields'
  /** Inner cacheability of a reserved MemAttr (FWB 0, MemAttr[1:0] = 0b00 of a Normal type). */
  readonly s2inner: Cacheability
  /** A reserved MemAttr under FWB: read as the pseudocode does, as Linux's walker does, or as Device-nGnRnE. */
  readonly fwbres: 'pseudocode' | 'walker' | 'ngnrne'
  /** "Apply effective shareability at stage 1": true, or the raw field is handed to stage 2. */
  readonly effsh: boolean
  /** An instruction fetch from Device: treated as Non-cacheable, or a Permission fault. */
  readonly fetchdev: 'nc' | 'fault'
  /** With SCTLR_EL1.C 0, Tagged memory leaves stage 1 still Tagged. */
  readonly c0tag: boolean
  /** FnXS acts without FEAT_XS too, where it is RES0: the pseudocode does not look at the feature. */
  readonly fnxsalways?: boolean

  /** SCTLR_EL1.{M, C, I}, the MAIR_EL1 byte that AttrIndx selects, and the leaf's SH. */
  readonly m: boolean
  readonly c: boolean
  readonly i: boolean
  readonly mair: number
  readonly sh: number

  /** Stage-2 leaf: MemAttr[5:2], SH[9:8], FnXS[11]. */
  readonly memattr: number
  readonly s2sh: number
  readonly fnxs: boolean

  /** HCR_EL2.{VM, DC, DCT, CD, ID, FWB}. */
  readonly vm: boolean
  readonly dc: boolean
  readonly dct: boolean
  readonly cd: boolean
  readonly id: boolean
  readonly hcrfwb: boolean

  /** HCR_EL2.PTW, for `walk` alone: a table of stage 1 in stage 2 Device memory is a Permission fault. */
  readonly ptw: boolean

  /**
   * A data access (`r`; address translation instructions count as data), an instruction fetch (`x`), or a read
   * of stage 1's tables (`walk`), of which only stage 2 is asked.
   */
  readonly acc: 'r' | 'x' | 'walk'
}

/** The modelled PE and controls of the golden vectors: all features but FEAT_MTE_PERM, Arm's choices. */
export const defaultInputs: AttributeInputs = {
  fwb: true,
  xs: true,
  mte2: true,
  mteperm: false,
  sh01: 'OSH',
  resmair: 'ngnrne',
  s2inner: 'NC',
  fwbres: 'pseudocode',
  effsh: true,
  fetchdev: 'nc',
  c0tag: false,
  m: true,
  c: true,
  i: true,
  mair: 0xff,
  sh: 0b11,
  memattr: 0b0110,
  s2sh: 0b11,
  fnxs: false,
  vm: true,
  dc: false,
  dct: false,
  cd: false,
  id: false,
  hcrfwb: true,
  ptw: false,
  acc: 'r',
}

/** HCR_EL2.FWB as the PE sees it: RES0 without FEAT_S2FWB. */
export const effectiveFwb = (at: AttributeInputs) => at.fwb && at.hcrfwb

/** SCTLR_EL1.M as stage 1 sees it: HCR_EL2.DC turns the translation off. */
export const stage1On = (at: AttributeInputs) => at.m && !at.dc

/** HCR_EL2.VM as stage 2 sees it: HCR_EL2.DC turns the translation on. */
export const stage2On = (at: AttributeInputs) => at.vm || at.dc
