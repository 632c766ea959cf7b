import type { Outcome } from '../resolve.ts'
import { firstLetterUp } from '../sentence.ts'
import type { Aspect } from './fact.ts'
import { isSameWhy, type Why } from './why.ts'

/** One thing in which two answers are compared. */
export interface Row {
  readonly id: string
  /** As a table writes it, and as it stands within a sentence. */
  readonly label: string
  readonly noun: string
  /** Null where that answer has no such thing. */
  readonly a: string | null
  readonly b: string | null
  readonly differs: boolean
  /** Whether both have the value, by other rules. */
  readonly byOther: boolean
  /** The rules and checks that made it on either side; none where a value follows from settings alone. */
  readonly why: { readonly a: readonly Why[]; readonly b: readonly Why[] }
}

/** The rows of two answers; what neither has is left out. */
export function rowsOf(aspects: readonly Aspect[], a: Outcome, b: Outcome): readonly Row[] {
  return aspects.flatMap(({ id, noun, label = firstLetterUp(noun), of }) => {
    const [one, other] = [of(a), of(b)]
    if (!one && !other) return []
    const why = { a: one?.why ?? [], b: other?.why ?? [] }
    const differs = one?.words !== other?.words
    return {
      id,
      label,
      noun,
      a: one?.words ?? null,
      b: other?.words ?? null,
      differs,
      byOther: !differs && !isSameWhy(why.a, why.b),
      why,
    }
  })
}
