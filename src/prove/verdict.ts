import type { Answer } from '../read/vector.ts'

/** What became of one row. */
export interface Verdict {
  readonly actual: Answer
  readonly mismatch: boolean
  /** The name of the deviation of QEMU that the row shows. */
  readonly deviation?: string
}

/** Compares the columns that are expected; others do not count. */
export function compare(expected: Answer, answer: Answer): Verdict {
  const columns = Object.keys(expected).filter((column) => column in answer)
  const actual = Object.fromEntries(columns.map((column) => [column, answer[column] ?? '']))
  const mismatch = Object.keys(expected).some((column) => expected[column] !== actual[column])
  return { actual, mismatch }
}

/** The columns in which two answers differ; one that only one of them has is such a column. */
export const differing = (expected: Answer, actual: Answer): readonly string[] =>
  [...new Set([...Object.keys(expected), ...Object.keys(actual)])].filter(
    (column) => expected[column] !== actual[column],
  )
