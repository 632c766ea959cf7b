import { byItself } from './by-itself.ts'
import { copyOf, hasCopy, isDirty, memoryOf, type Line } from './line.ts'
import { isRead, lineAfter, rowOf, valueRead, type Moves } from './moves.ts'
import type { Possibility } from './possibility.ts'
import { questionOf } from './question.ts'
import type { Run } from './run.ts'
import type { State } from './script.ts'

/** One row of a run as it happens. */
export interface Moment {
  readonly row: Possibility
  /** Which step of the script it is, from 0; null for what happens by itself. */
  readonly step: number | null
  /** What the step reads; null where it is no read. */
  readonly read: string | null
  /** The line afterwards. */
  readonly state: State
}

/** A run gone again. */
export interface Replay {
  readonly outcome: readonly string[]
  readonly moments: readonly Moment[]
}

/**
 * Goes a run again, row by row. A row of `byItself` happens by itself, any other is the next step of the script.
 * @throws RangeError naming the field that is no question's, or the row in `taken` that cannot happen there
 */
export function replay({ script, start, options, taken }: Run): Replay {
  const { names, start: first, steps, itself } = questionOf(script, start, options)
  const nameOf = (value: number) => names[value] as string
  let line = first
  let done = 0
  const moments = taken.map((id, at): Moment => {
    const alone = byItself.rules.some((row) => row.id === id)
    const move = moveNamed(alone ? itself : steps[done], line, id, `taken[${at}]`)
    line = lineAfter(move.number)
    const step = alone ? null : done++
    const read = isRead(move.number) ? nameOf(valueRead(move.number)) : null
    return { row: move.row, step, read, state: stateOf(line, nameOf) }
  })
  if (done < steps.length)
    throw new RangeError(`taken has rows for ${done} steps, and the script has ${steps.length}`)
  return { outcome: moments.flatMap(({ read }) => (read === null ? [] : [read])), moments }
}

function moveNamed(moves: Moves | undefined, line: Line, id: string, field: string) {
  const rows = moves?.table.rules ?? []
  const number = moves?.from(line).find((one) => rows[rowOf(one)]?.id === id)
  const row = number === undefined ? undefined : rows[rowOf(number)]
  if (number !== undefined && row) return { number, row }
  throw new RangeError(`${field} is ${JSON.stringify(id)}, which cannot happen there`)
}

/** The line with the names of its values. */
function stateOf(line: Line, nameOf: (value: number) => string): State {
  const memory = nameOf(memoryOf(line))
  if (!hasCopy(line)) return { memory, cache: null }
  return { memory, cache: { state: isDirty(line) ? 'dirty' : 'clean', value: nameOf(copyOf(line)) } }
}
