import type { WalkFile, WalkFileId, WalkVector } from '../read/walk-vector.ts'
import type { Report } from './conformance.ts'
import { explainQemuWalk } from './qemu/walks.ts'
import { rowMismatch, tally } from './tally.ts'
import { compare, differing, type Verdict } from './verdict.ts'
import { atAnswer, geometryAnswer, permissionAnswer, walkAnswer } from './walk-answers.ts'

const judges: Readonly<Record<WalkFileId, (vector: WalkVector) => Verdict>> = {
  'sail-perms': ({ inputs, expected }) => compare(expected, permissionAnswer(inputs)),
  'sail-geom-s1': ({ inputs, expected }) => compare(expected, geometryAnswer(inputs)),
  'sail-geom-s2': ({ inputs, expected }) => compare(expected, geometryAnswer(inputs)),
  'sail-walks': walkVerdict,
  'qemu-walks': qemuVerdict,
}

/** A walk answers in both directions: a column that only one side has is a mismatch. */
function walkVerdict({ inputs, expected }: WalkVector): Verdict {
  const actual = walkAnswer(inputs)
  return { actual, mismatch: differing(expected, actual).length > 0 }
}

/** A row agrees, or QEMU deviates there for a reason that the row's inputs give, or it is a mismatch. */
function qemuVerdict({ inputs, expected }: WalkVector): Verdict {
  const verdict = compare(expected, atAnswer(inputs))
  const [instruction] = inputs.instructions
  if (!verdict.mismatch || instruction === undefined) return verdict
  const deviation = explainQemuWalk(inputs, instruction, BigInt(expected['par'] ?? 0))
  return deviation === null ? verdict : { ...verdict, mismatch: false, deviation }
}

/** Holds the walker against every row of a golden file about walks. */
export const walkConformance = ({ kind, walks }: WalkFile): Report =>
  tally(walks, { judge: judges[kind], mismatchOf: rowMismatch, deviates: kind === 'qemu-walks' })
