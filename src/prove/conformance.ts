import type { Vector, VectorFile, VectorKindId } from '../read/vector.ts'
import { doubtedVerdict, measuredVerdict } from './qemu-verdict.ts'
import { combineAnswer, mairAnswer, stage2Answer } from './sail-answers.ts'
import { compare, type Verdict } from './verdict.ts'

/** A row that the engine answers otherwise, with its answer. */
export interface Mismatch {
  readonly vector: Vector
  readonly actual: Verdict['actual']
}

/** What became of a file. */
export interface Report {
  readonly rows: number
  readonly mismatches: readonly Mismatch[]
  /** Rows of QEMU's where it deviates, by the name of the deviation; null for files of others. */
  readonly deviations: ReadonlyMap<string, number> | null
}

const judges: Readonly<Record<VectorKindId, (vector: Vector) => Verdict>> = {
  'sail-mair': ({ inputs, expected }) => compare(expected, mairAnswer(inputs)),
  'sail-s2attr': ({ inputs, expected }) => compare(expected, stage2Answer(inputs)),
  'sail-combine': ({ inputs, expected }) => compare(expected, combineAnswer(inputs)),
  'qemu-combine': measuredVerdict,
  'qemu-variants': measuredVerdict,
  'qemu-doubts-combine': doubtedVerdict,
  'qemu-doubts-variants': doubtedVerdict,
}

/** Holds the engine against every row of a file. */
export function conformance({ kind, vectors }: VectorFile): Report {
  const judge = judges[kind]
  const mismatches: Mismatch[] = []
  const deviations = new Map<string, number>()
  for (const vector of vectors) {
    const { actual, mismatch, deviation } = judge(vector)
    if (mismatch) mismatches.push({ vector, actual })
    else if (deviation !== undefined) deviations.set(deviation, (deviations.get(deviation) ?? 0) + 1)
  }
  return { rows: vectors.length, mismatches, deviations: kind.startsWith('qemu') ? deviations : null }
}
