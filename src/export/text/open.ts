import type { OpenPoint } from '../../explain/open.ts'
import type { AccessAnswer } from '../../explain/access.ts'
import { asSentence, plain } from '../../explain/sentence.ts'
import { badge } from '../../explain/badge.ts'
import { paragraph } from './paragraph.ts'

function point({ status, says, others, matters }: OpenPoint): readonly string[] {
  return [
    ...paragraph(`[${badge[status]}] ${plain(asSentence(says))}`, '    ', '  '),
    ...others.flatMap(({ choice, gives }) => paragraph(`if "${choice}": ${gives}`, '      ', '    - ')),
    ...(matters ? [] : paragraph('The answer does not depend on it.', '    ')),
  ]
}

/** What the architecture leaves open about the answer, with the other permitted answers. */
export const open = (access: AccessAnswer) => access.open.flatMap(point)
