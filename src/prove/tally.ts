import type { Answer, Vector } from '../read/vector.ts'
import type { Mismatch, Report } from './conformance.ts'
import { differing, type Verdict } from './verdict.ts'

/** How the rows of a file are judged, and how one that is answered otherwise is told. */
interface Judging<In> {
  readonly judge: (vector: Vector<In>) => Verdict
  readonly mismatchOf: (vector: Vector<In>, actual: Answer) => Mismatch
  /** The file is QEMU's, so that its deviations count. */
  readonly deviates: boolean
}

/** Judges every row of a file, and counts what became of them. */
export function tally<In>(
  vectors: readonly Vector<In>[],
  { judge, mismatchOf, deviates }: Judging<In>,
): Report {
  const mismatches: Mismatch[] = []
  const deviations = new Map<string, number>()
  for (const vector of vectors) {
    const { actual, mismatch, deviation } = judge(vector)
    if (mismatch) mismatches.push(mismatchOf(vector, actual))
    else if (deviation !== undefined) deviations.set(deviation, (deviations.get(deviation) ?? 0) + 1)
  }
  return { rows: vectors.length, mismatches, deviations: deviates ? deviations : null, notModelled: 0 }
}

/** A mismatch of a row whose text is its question; of the answers only the columns that differ are shown. */
export function rowMismatch({ line, text, expected }: Vector<unknown>, actual: Answer): Mismatch {
  const columns = differing(expected, actual)
  const only = (answer: Answer) =>
    Object.fromEntries(columns.map((column) => [column, answer[column] ?? 'nothing']))
  return { where: `line ${line}`, inputs: { row: text }, expected: only(expected), actual: only(actual) }
}
