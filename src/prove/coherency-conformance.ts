import { answer } from '../coherency/answer.ts'
import { outcomes, type Outcome } from '../coherency/outcomes.ts'
import { listsText, plansText, scriptText } from '../read/coherency-outcomes.ts'
import type { CoherencyFile, CoherencyInputs } from '../read/coherency-outcomes.ts'
import type { Answer } from '../read/vector.ts'
import type { Report } from './conformance.ts'
import { rowMismatch, tally } from './tally.ts'
import { differing, type Verdict } from './verdict.ts'

/** Holds the model of one line against every row of a golden file. */
export const coherencyConformance = ({ rows }: CoherencyFile): Report =>
  tally(rows, {
    judge: ({ inputs, expected }): Verdict => {
      const actual = answerTo(inputs)
      return { actual, mismatch: differing(expected, actual).length > 0 }
    },
    mismatchOf: rowMismatch,
    deviates: false,
  })

/** The engine's answer in the columns of the file; of a situation also what it made the question into. */
function answerTo(asked: CoherencyInputs): Answer {
  if (asked.kind === 'script')
    return { outcomes: outcomesText(outcomes(asked.script, asked.start, asked.options)) }
  const { case: one, outcomes: possible, plans } = answer(asked.situation, asked.mix)
  return {
    memory: one.start.memory,
    script: scriptText(one.script),
    fill: Number(one.options.fill),
    outcomes: outcomesText(possible),
    good: listsText([one.good]),
    plans: plansText(plans),
  }
}

const outcomesText = (possible: readonly Outcome[]) => listsText(possible.map(({ values }) => values))
