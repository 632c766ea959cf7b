import type { Parts } from '../resolve.ts'
import { coherencyAnswer } from './answer.ts'

/**
 * Ids of the rows of the model that take part in a wrong read of a story: those of the shortest run of each situation
 * that is unsafe. With `hits` also those that need the worst case.
 */
export function rowsOfWrongRuns(parts: Parts, hits: boolean): ReadonlySet<string> {
  const told = coherencyAnswer(parts, { hits, anyGuest: false })
  const steps = told.arises ? told.situations.flatMap(({ bad }) => bad?.steps ?? []) : []
  return new Set(steps.flatMap(({ rule }) => (rule ? [rule.id] : [])))
}
