import type { Decision } from '../../arch/rule.ts'
import { properties } from '../../explain/answer.ts'
import type { AccessAnswer } from '../../explain/access.ts'
import { fill, plain } from '../../explain/sentence.ts'
import { names } from './names.ts'
import { paragraph } from './paragraph.ts'
import { placeOf } from './place.ts'

/** A decision, and what it decided. */
interface LastWord {
  readonly of: readonly string[]
  readonly decision: Decision
}

/** The last word on each property; one that was the last word on several stands once. */
function lastWords({ answers }: AccessAnswer): readonly LastWord[] {
  const words = properties.flatMap((property) => {
    const { decided } = answers[property]
    return decided.map((decision) => {
      const field = decided.length > 1 && decision.field ? ` (${decision.field})` : ''
      return { of: `${names[property]}${field}`, decision }
    })
  })
  const rules = [...new Set(words.map(({ decision }) => decision))]
  return rules.map((decision) => ({
    of: words.filter((word) => word.decision === decision).map(({ of }) => of),
    decision,
  }))
}

/** The rules that had the last word: what each says, why, and where it stands. */
export function rules(access: AccessAnswer): readonly string[] {
  return lastWords(access).flatMap(({ of, decision }) => [
    ...paragraph(`${of.join(', ')}: ${decision.rule.says}`, '    ', '  '),
    ...paragraph(plain(fill(decision.because, access.scenario)), '    '),
    ...paragraph(`${placeOf(decision.rule)}, rule ${decision.rule.id}`, '    '),
  ])
}
