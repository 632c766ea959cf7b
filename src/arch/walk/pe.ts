/**
 * What the modelled PE has and how it chooses where the architecture leaves the walk a choice: the features by
 * their FEAT names, `pa` the physical address size in bits (ID_AA64MMFR0_EL1.PARange).
 */
export interface WalkPe {
  readonly pa: number
  readonly lpa: boolean
  readonly lva: boolean
  readonly lpa2: boolean
  /** FEAT_TTST: small translation tables, TxSZ up to 48 (47 with 64K). */
  readonly ttst: boolean
  readonly xnx: boolean
  readonly hafdbs: boolean
  readonly hpds: boolean
  readonly e0pd: boolean
  /** FEAT_PAN3: SCTLR_EL1.EPAN. */
  readonly pan3: boolean

  /** TxSZ above its maximum: clamped to it, or a Translation fault (IMPLEMENTATION DEFINED). */
  readonly txszabove: 'clamp' | 'fault'
  /** TxSZ below its minimum on a PE without FEAT_LVA (stage 1) or FEAT_LPA (stage 2). */
  readonly txszbelow: 'clamp' | 'fault'
  /**
   * A Contiguous bit under an output address that is not aligned to the run: the low bits come from the input
   * address, or the bit is ignored (CONSTRAINED UNPREDICTABLE).
   */
  readonly contig: 'run' | 'ignored'
  /** A block descriptor with nT 1: a Translation fault, or taken as it is (IMPLEMENTATION DEFINED). */
  readonly nt: 'fault' | 'ignore'
}

/** The PE of the golden vectors. */
export const defaultPe: WalkPe = {
  pa: 52,
  lpa: true,
  lva: true,
  lpa2: true,
  ttst: true,
  xnx: true,
  hafdbs: true,
  hpds: true,
  e0pd: true,
  pan3: true,
  txszabove: 'clamp',
  txszbelow: 'clamp',
  contig: 'run',
  nt: 'fault',
}

/** Sizes of physical addresses in bits, by ID_AA64MMFR0_EL1.PARange; FEAT_D128's 56 is not modelled. */
export const physicalSizes: readonly number[] = [32, 36, 40, 42, 44, 48, 52]
