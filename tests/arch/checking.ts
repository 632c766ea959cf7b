import { recording, type Decide, type Decision } from '../../src/arch/rule.ts'
import { Recorder } from '../../src/arch/walk/recorder.ts'
import { plainRows, type PlainRow } from './plain-rows.ts'
import { plainWalkRows } from './plain-walk-rows.ts'

/** A decision whose row is not the one that has to decide, or whose list of rows passed over is not those above it. */
export interface Wrong {
  readonly table: string
  readonly decided: string
  readonly expected: string
}

/**
 * A `Decide` that holds each decision against the plain rows: the row named decides, and all rows above it were passed over.
 * What is wrong is put into `wrong`. A table that has no plain rows is wrong as well.
 */
export function checking(plain: readonly PlainRow[], wrong: Wrong[]): Decide {
  const rowOf = new Map(plain)
  return (table, input, field) => {
    const log: Decision[] = []
    const value = recording(log)(table, input, field)
    const [{ rule, passedOver } = { rule: null, passedOver: [] }] = log
    const expected = rowOf.get(table)?.(input as never) ?? 'a plain row'
    const decided = rule?.id ?? 'none'
    const above = table.rules.slice(0, passedOver.length + 1).map(({ id }) => id)
    if (decided !== expected || above.join() !== [...passedOver.map(({ id }) => id), decided].join())
      wrong.push({ table: table.id, decided, expected })
    return value
  }
}

const ofWalks = [...plainRows, ...plainWalkRows]

/** Records a walk, and holds each of its decisions against the plain rows. */
export class CheckingRecorder extends Recorder {
  readonly wrong: Wrong[] = []
  readonly #check = checking(ofWalks, this.wrong)

  override readonly decide: Decide = (table, input, field) => {
    this.#check(table, input, field)
    return recording(this.decisions)(table, input, field)
  }
}
