import {
  choiceOf,
  coherencyAnswer,
  type CoherencyAnswer,
  type CoherencyChoice,
} from '../../../src/explain/coherency/answer.ts'
import type { SituationAnswer } from '../../../src/explain/coherency/situation-answer.ts'
import type { Use, UseId } from '../../../src/explain/coherency/user-space.ts'
import { resolve } from '../../../src/explain/resolve.ts'
import { defaults } from '../../../src/scenario/scenario.ts'
import type { Scenario } from '../../../src/scenario/schema.ts'

/** What a story comes to. @throws Error where the question does not arise */
export function asked(changes: Partial<Scenario>, choice: Partial<CoherencyChoice> = {}): CoherencyAnswer {
  const told = coherencyAnswer(resolve({ ...defaults, ...changes }), { ...choiceOf(defaults), ...choice })
  if (!told.arises) throw new Error('the question does not arise')
  return told
}

/** One situation of an answer. */
export function situationIn({ situations }: CoherencyAnswer, id: string): SituationAnswer {
  const found = situations.find(({ situation }) => situation.id === id)
  if (!found) throw new Error(id)
  return found
}

/** The ids of the situations that are unsafe. */
export const unsafeIn = ({ situations }: CoherencyAnswer) =>
  situations.filter(({ safe }) => !safe).map(({ situation }) => situation.id)

/** One row of the table. */
export function usedFor(uses: readonly Use[], id: UseId): Use {
  const found = uses.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}
