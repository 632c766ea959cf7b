import type { CoherencyFile } from '../read/coherency-outcomes.ts'
import type { Decisions } from '../read/kernel-decisions.ts'
import type { WalkFile } from '../read/walk-vector.ts'
import type { Answer, Vector, VectorFile, VectorKindId } from '../read/vector.ts'
import { coherencyConformance } from './coherency-conformance.ts'
import { kernelConformance } from './kernel-conformance.ts'
import { doubtedVerdict, measuredVerdict } from './qemu-verdict.ts'
import { combineAnswer, mairAnswer, stage2Answer } from './sail-answers.ts'
import { tally } from './tally.ts'
import { compare, type Verdict } from './verdict.ts'
import { walkConformance } from './walk-conformance.ts'

/** A row that the engine answers otherwise: where it stands, what it asks, and both answers. */
export interface Mismatch {
  readonly where: string
  readonly inputs: object
  readonly expected: Answer
  readonly actual: Answer
}

/** What became of a file. */
export interface Report {
  readonly rows: number
  readonly mismatches: readonly Mismatch[]
  /** Rows of QEMU's where it deviates, by the name of the deviation; null for files of others. */
  readonly deviations: ReadonlyMap<string, number> | null
  /** Rows that are given and ask for what no floor models yet; they do not count as rows. */
  readonly notModelled: number
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

/** Holds the engine against every row of a golden file. */
export function conformance(file: VectorFile | WalkFile | Decisions | CoherencyFile): Report {
  if (file.kind === 'kernel-decisions') return kernelConformance(file)
  if (file.kind === 'coherency-outcomes') return coherencyConformance(file)
  return 'walks' in file ? walkConformance(file) : vectorConformance(file)
}

const vectorConformance = ({ kind, vectors }: VectorFile): Report =>
  tally(vectors, { judge: judges[kind], mismatchOf, deviates: kind.startsWith('qemu') })

const mismatchOf = ({ line, text, inputs, expected }: Vector, actual: Answer): Mismatch => ({
  where: `line ${line}: ${text}`,
  inputs,
  expected,
  actual,
})
