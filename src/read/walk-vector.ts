import type { Access } from '../arch/walk/access.ts'
import type { AttributePe } from '../arch/walk/regime.ts'
import type { AtInstruction } from '../arch/walk/par-word.ts'
import { defaultInputs } from '../arch/inputs.ts'
import type { WalkPe } from '../arch/walk/pe.ts'
import type { Registers } from '../arch/walk/registers.ts'
import type { Word } from '../arch/walk/word.ts'
import type { Vector, VectorKind } from './vector.ts'

/** What a row about a walk asks. */
export interface WalkInputs {
  readonly pe: WalkPe
  readonly attributePe: AttributePe
  readonly registers: Registers
  readonly memory: readonly (readonly [number, Word])[]
  readonly access: Access
  /** Instructions that the row asks about besides the access, or instead of it. */
  readonly instructions: readonly AtInstruction[]
  /** PSTATE.PAN, for the instructions. */
  readonly pan: boolean
}

/** One row of a file about walks. */
export type WalkVector = Vector<WalkInputs>

export type WalkFileId = 'sail-perms' | 'sail-geom-s1' | 'sail-geom-s2' | 'sail-walks' | 'qemu-walks'

/** A kind of file about walks that is told by the columns of its header. */
export type WalkTableKind = VectorKind<WalkInputs, WalkFileId>

/** A whole file about walks. */
export interface WalkFile {
  readonly kind: WalkFileId
  readonly walks: readonly WalkVector[]
}

const { fwb, xs, mte2, mteperm, sh01, resmair, s2inner, fwbres, effsh, fetchdev, c0tag } = defaultInputs

/** The choices of the golden vectors. */
export const defaultAttributePe: AttributePe = {
  fwb,
  xs,
  mte2,
  mteperm,
  sh01,
  resmair,
  s2inner,
  fwbres,
  effsh,
  fetchdev,
  c0tag,
  fnxsalways: true,
}
