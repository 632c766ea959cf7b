import type { Stated } from '../arch/rule.ts'
import type { Line, Value } from './line.ts'
import type { Options } from './script.ts'

/** One row: something that may become of the line. Rows do not exclude each other: of those that apply, any may happen. */
export interface Possibility extends Stated {
  /** The freedom without which it does not happen. */
  readonly needs?: keyof Options
  readonly when: (line: Line) => boolean
  /** The line afterwards; `value` is what a write brings, and 0 for what brings none. */
  readonly gives: (line: Line, value: Value) => Line
  /** What a read returns. Rows of reads have it, others do not. */
  readonly returns?: (line: Line) => Value
}

/** Everything that may become of the line by one kind of step. At least one row applies to every state. */
export interface Possibilities {
  readonly id: string
  readonly title: string
  readonly rules: readonly Possibility[]
  /** All rows that apply count. */
  readonly every: true
}

/** Whether a row may happen: it applies, and what it needs is there. */
export const happens = ({ when, needs }: Possibility, line: Line, options: Options) =>
  when(line) && (needs === undefined || options[needs])
