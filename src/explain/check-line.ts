import type { RowState } from '../kvm/trace.ts'
import type { ExitNote } from './check-exit.ts'
import type { Piece } from './check-pieces.ts'

/** What became of a function: its rows are shown, all passed over and folded, not called, or not reached. */
export type FunctionState = 'shown' | 'folded' | 'not-called' | 'not-reached'

/** A kernel function. */
export interface FunctionLine {
  readonly kind: 'function'
  readonly id: string
  /** With parentheses. */
  readonly name: string
  readonly file: string
  /** The release in which it was read. */
  readonly version: string
  readonly state: FunctionState
  /** What became of it or of its folded rows, in words; empty where all of them follow. */
  readonly says: string
  /** The condition on which it is called at all, where that did not hold. */
  readonly when: readonly Piece[]
  /** What picking the line does: show every row of the act, or hide those that say little. */
  readonly toggle: 'show' | 'hide' | null
}

/** A check with what became of it. */
export interface CheckLine {
  readonly kind: 'check'
  readonly id: string
  /** The function that it is a row of. */
  readonly fn: string
  /** 0 on the path of the function, 1 in a block that a condition opens. */
  readonly depth: number
  readonly state: RowState
  /** The head of a loop: it opens a block that every path goes through. */
  readonly isLoop: boolean
  readonly pieces: readonly Piece[]
  readonly exit: ExitNote | null
  readonly since: string | null
  /** Whether it ended the path. */
  readonly ends: boolean
}

export type Line = FunctionLine | CheckLine

/** An act as lines, in the order of the source. */
export interface CheckAct {
  readonly id: 'memslot' | 'fault'
  readonly lines: readonly Line[]
  /** What a pick of a line that folds or unfolds says: `memslot-steps`. */
  readonly foldId: string
}

/** What became of a check, in words. */
export const stateSays: Readonly<Record<RowState, string>> = {
  'passed-over': 'passed over',
  taken: 'taken',
  sets: 'taken, sets a value',
  'not-reached': 'not reached',
}
