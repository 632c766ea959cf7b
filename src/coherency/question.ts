import { byItself } from './by-itself.ts'
import { checkQuestion } from './check-question.ts'
import { withClean, withDirty, type Line, type Value } from './line.ts'
import { movesOf, type Moves } from './moves.ts'
import type { Options, Script, State } from './script.ts'
import { tableOf } from './tables.ts'

/** A script with its start, in small integers. */
export interface Question {
  /** The names of the values, by their numbers. */
  readonly names: readonly string[]
  readonly start: Line
  /** What each step may do. */
  readonly steps: readonly Moves[]
  /** What may happen before, between and after them. */
  readonly itself: Moves
}

/** Numbers the values and looks up the moves. @throws RangeError naming the field that is no question's, and its value */
export function questionOf(script: Script, start: State, options: Options): Question {
  checkQuestion(script, start, options)
  const names: string[] = []
  const numberOf = (name: string): Value => {
    if (!names.includes(name)) names.push(name)
    return names.indexOf(name)
  }
  return {
    names,
    start: lineOf(start, numberOf),
    steps: script.map((step) =>
      movesOf(tableOf(step), step.do === 'write' ? numberOf(step.value) : 0, options),
    ),
    itself: movesOf(byItself, 0, options),
  }
}

function lineOf({ memory, cache }: State, numberOf: (name: string) => Value): Line {
  const line = numberOf(memory)
  if (cache === null) return line
  return (cache.state === 'dirty' ? withDirty : withClean)(line, numberOf(cache.value))
}
