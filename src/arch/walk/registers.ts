import type { Word } from './word.ts'

/** The registers that a walk of the EL1&0 regime reads. Fields that nothing here reads may hold anything. */
export interface Registers {
  readonly sctlr: Word
  readonly tcr: Word
  readonly ttbr0: Word
  readonly ttbr1: Word
  readonly mair: Word
  readonly hcr: Word
  readonly vtcr: Word
  readonly vttbr: Word
  /** SCTLR_EL2, whose EE is the byte order of stage 2's tables. */
  readonly sctlr2: Word
}

const zero: Word = { hi: 0, lo: 0 }

/** Every register 0: both stages off. */
export const noRegisters: Registers = {
  sctlr: zero,
  tcr: zero,
  ttbr0: zero,
  ttbr1: zero,
  mair: zero,
  hcr: zero,
  vtcr: zero,
  vttbr: zero,
  sctlr2: zero,
}
