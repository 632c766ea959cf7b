import type { WalkFile, WalkFileId, WalkVector } from '../read/walk-vector.ts'
import type { Mismatch, Report } from './conformance.ts'
import { explainQemuWalk } from './qemu/walks.ts'
import { compare, type Verdict } from './verdict.ts'
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
  const columns = new Set([...Object.keys(expected), ...Object.keys(actual)])
  return { actual, mismatch: [...columns].some((column) => expected[column] !== actual[column]) }
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
export function walkConformance({ kind, walks }: WalkFile): Report {
  const mismatches: Mismatch[] = []
  const deviations = new Map<string, number>()
  for (const vector of walks) {
    const { actual, mismatch, deviation } = judges[kind](vector)
    if (mismatch) mismatches.push(mismatchOf(vector, actual))
    else if (deviation !== undefined) deviations.set(deviation, (deviations.get(deviation) ?? 0) + 1)
  }
  const found = kind === 'qemu-walks' ? deviations : null
  return { rows: walks.length, mismatches, deviations: found, notModelled: 0 }
}

/** The row's text is its question; of the answers only the columns that differ are shown. */
function mismatchOf({ line, text, expected }: WalkVector, actual: Verdict['actual']): Mismatch {
  const columns = [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
  const differing = columns.filter((column) => expected[column] !== actual[column])
  const only = (answer: Verdict['actual']) =>
    Object.fromEntries(differing.map((column) => [column, answer[column] ?? 'nothing']))
  return { where: `line ${line}`, inputs: { row: text }, expected: only(expected), actual: only(actual) }
}
