import { first, type Rule, type Table } from '../rule.ts'
import type { Trace } from './trace.ts'

/** A table that walks ask in every step, with its rows laid out so that an answer without a record costs little. */
export interface Question<In, Out> {
  readonly table: Table<In, Out>
  readonly answer: (input: In) => Out
}

/** Takes a table of rules; its rows are asked from the top, as `first` does. */
export function question<In, Out>(table: Table<In, Out>): Question<In, Out> {
  const whens = table.rules.map(({ when }) => when)
  const gives = table.rules.map((rule) => rule.gives)
  const count = whens.length
  const answer = (input: In): Out => {
    for (let at = 0; at < count; at += 1)
      if ((whens[at] as Rule<In, Out>['when'])(input)) return (gives[at] as Rule<In, Out>['gives'])(input)
    return first(table, input)
  }
  return { table, answer }
}

/** Answers, and lets the trace record the decision where there is one. */
export const ask = <In, Out>({ table, answer }: Question<In, Out>, input: In, trace: Trace | null): Out =>
  trace === null ? answer(input) : trace.decide(table, input)
