import type { Word } from './word.ts'

/** What is asked of a translation: an access, or an address translation instruction. */
export interface Access {
  readonly va: Word
  /** Read, write or instruction fetch; `any` is AT S1E1A, which asks for no permission. */
  readonly acc: 'r' | 'w' | 'x' | 'any'
  /** The Exception level that it comes from. */
  readonly el: 0 | 1
  /** It is made with EL0's permissions: at EL0, or by LDTR and STTR at EL1. */
  readonly el0: boolean
  /** PSTATE.PAN 1, and this is an access that it is for: a privileged load or store, AT S1E1RP and AT S1E1WP. */
  readonly pan: boolean
  readonly aligned: boolean
  /** An AT instruction: it never sets dirty state. `AT S1E*` reports stage 1 alone. */
  readonly at: 'S1' | 'S12' | null
}

/** A plain read at EL1, with PSTATE.PAN 0. */
export const readOf = (va: Word): Access => ({
  va,
  acc: 'r',
  el: 1,
  el0: false,
  pan: false,
  aligned: true,
  at: null,
})
