import { lines, type Line, type Value } from './line.ts'
import { happens, type Possibilities } from './possibility.ts'
import type { Options } from './script.ts'

/**
 * One row that may happen, as a small integer: the line afterwards in bits [9:0], the place of the row in its table in
 * [12:10], whether something is read in [13], and what is read in [17:14].
 */
export type Move = number

const wasRead = 1 << 13

export const lineAfter = (move: Move): Line => move & (lines - 1)
export const rowOf = (move: Move) => (move >> 10) & 0b111
export const isRead = (move: Move) => (move & wasRead) !== 0
/** What is read; 0 where nothing is. */
export const valueRead = (move: Move): Value => move >> 14

/** A table, with a value and options: what may become of each line. Rows are asked once for a line, then looked up. */
export class Moves {
  readonly table: Possibilities
  readonly #value: Value
  readonly #options: Options
  readonly #from: (readonly Move[] | undefined)[] = Array.from({ length: lines }, () => undefined)

  constructor(table: Possibilities, value: Value, options: Options) {
    this.table = table
    this.#value = value
    this.#options = options
  }

  /** Every move from a line, in the order of the rows. */
  from(line: Line): readonly Move[] {
    return (this.#from[line] ??= this.#ask(line))
  }

  #ask(line: Line): readonly Move[] {
    return this.table.rules.flatMap((row, at) => {
      if (!happens(row, line, this.#options)) return []
      const read = row.returns ? wasRead | (row.returns(line) << 14) : 0
      return [row.gives(line, this.#value) | (at << 10) | read]
    })
  }
}

const known = new Map<Possibilities, Map<number, Moves>>()

/** The moves of a table; of the same table, value and options always the same object. */
export function movesOf(table: Possibilities, value: Value, options: Options): Moves {
  const key = (value << 2) | (Number(options.fill) << 1) | Number(options.hits)
  const ofTable = known.get(table) ?? new Map<number, Moves>()
  known.set(table, ofTable)
  const moves = ofTable.get(key) ?? new Moves(table, value, { fill: options.fill, hits: options.hits })
  ofTable.set(key, moves)
  return moves
}
