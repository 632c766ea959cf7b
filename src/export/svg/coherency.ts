import { layoutLine } from '../../diagrams/aliases/layout.ts'
import type { CoherencyAnswer, NoQuestion } from '../../explain/coherency/answer.ts'
import { momentOf, nothingAsked, shownOf } from '../../explain/coherency/shown.ts'
import { lineView } from '../../explain/coherency/view.ts'
import { plain } from '../../explain/sentence.ts'
import { fold } from '../fold.ts'
import { linesBlock, section, type Block } from './stack.ts'

const columns = 112

/** Act 5 as blocks: what the gravest situation comes to, its run at its end, and what the answer takes for granted. */
export function coherencyBlocks(answer: CoherencyAnswer | NoQuestion): readonly Block[] {
  const heading = linesBlock(['Coherency'], 'heading', 18, section)
  if (!answer.arises) return [heading, linesBlock(fold(plain(answer.says), columns), 'because', 17, 4)]
  const shown = shownOf(answer, nothingAsked)
  const { steps } = shown.outcome
  const { id, memory } = shown.situation.situation
  const memoryIs = (value: string) => (value === memory.value ? memory.is : null)
  const view = lineView({ aliases: answer.aliases, steps, memoryIs }, momentOf(steps, null))
  const taken = answer.taken.flatMap(({ badge, says }) => fold(`${badge}: ${plain(says)}`, columns))
  return [
    heading,
    linesBlock(fold(`${id}: ${plain(shown.situation.verdict)}`, columns), 'because', 17, 4),
    { ...layoutLine(view, false), gap: 8 },
    linesBlock(taken, 'because', 17, 8),
  ]
}
