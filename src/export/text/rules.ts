import type { Decision } from '../../arch/rule.ts'
import { citations } from '../../cite/citations.ts'
import { properties } from '../../explain/answer.ts'
import type { AccessAnswer } from '../../explain/access.ts'
import { fill, plain } from '../../explain/sentence.ts'
import { names } from './names.ts'
import { paragraph } from './paragraph.ts'

/** A decision, and what it decided. */
interface LastWord {
  readonly of: readonly string[]
  readonly decision: Decision
}

/** Where a rule stands: its first pseudocode function, else its topic. */
function placeOf({ rule }: Decision): string {
  const places = rule.cite.map((id) => citations[id])
  const pseudocode = places.flatMap((place) => ('pseudocode' in place ? place.pseudocode : []))
  const topics = places.flatMap((place) =>
    place.kind === 'arm' ? place.topic : place.kind === 'linux' ? place.function : [],
  )
  return pseudocode[0] ?? topics[0] ?? ''
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
    ...paragraph(`${placeOf(decision)}, rule ${decision.rule.id}`, '    '),
  ])
}
