import type { MemoryAttributes } from '../../arch/attributes.ts'
import type { AttributeInputs } from '../../arch/inputs.ts'
import type { ParFields } from '../../arch/par.ts'
import type { CitationId } from '../../cite/citations.ts'

/** X1: a feature not modelled. D1 to D9: departures from the architecture. R1 to R4: reserved encodings. */
export type DeviationId =
  'X1' | 'D1' | 'D2' | 'D4' | 'D5' | 'D6' | 'D7' | 'D8' | 'D9' | 'R1' | 'R2' | 'R3' | 'R4'

/** What is being reported, once every `takes` has had its say. */
export interface Reported {
  readonly at: AttributeInputs
  readonly final: MemoryAttributes
}

/**
 * A way in which QEMU 11.1.3 (`-cpu max`: with FEAT_XS and FEAT_MTE_PERM) departs from the architecture, or from the choice that the vectors make
 * where it leaves one. It is told without QEMU's own code: QEMU answers as the architecture would
 * for other inputs (`takes`), or reports the result otherwise (`reports`).
 */
export interface Deviation {
  readonly id: DeviationId
  readonly says: string
  /** The rules that QEMU departs from. */
  readonly cite: readonly CitationId[]
  /** The inputs that it concerns. */
  readonly when: (at: AttributeInputs) => boolean
  /** The inputs instead; `seen` is what earlier deviations have made of them. */
  readonly takes?: (seen: AttributeInputs) => Partial<AttributeInputs>
  readonly reports?: (par: ParFields, reported: Reported) => ParFields
}
