import type { AttributeInputs } from '../arch/inputs.ts'
import type { Column, Value } from './columns.ts'

/** An answer by the names of a vector file's columns. */
export type Answer = Readonly<Record<string, Value>>

/** One row of a vector file: what was asked, and what whoever wrote the file answered. */
export interface Vector<In = AttributeInputs> {
  readonly line: number
  readonly text: string
  readonly inputs: In
  readonly expected: Answer
}

/** The modelled PE and controls that a row names; what it does not say is as in the file's kind. */
export type ConfigOf = (name: string) => AttributeInputs

/** How the rows of one kind of file are read. */
export interface VectorKind<In = AttributeInputs, Id = VectorKindId> {
  readonly id: Id
  readonly columns: Readonly<Record<string, Column>>
  /** The columns that are the answer; the others are the question. */
  readonly answers: readonly string[]
  readonly inputs: (row: Row, configOf: ConfigOf) => In
}

export type VectorKindId =
  | 'sail-mair'
  | 'sail-s2attr'
  | 'sail-combine'
  | 'qemu-combine'
  | 'qemu-variants'
  | 'qemu-doubts-combine'
  | 'qemu-doubts-variants'

/** Reads one row's values by column. */
export interface Row {
  readonly number: (column: string) => number
  readonly text: (column: string) => string
}

/** A whole file. */
export interface VectorFile {
  readonly kind: VectorKindId
  readonly vectors: readonly Vector[]
}
