import type { CitationId } from '../cite/citations.ts'

/** What a rule leaves open, in the manual's words. A rule without a status is fully architected. */
export type Status =
  'reserved' | 'res0' | 'unpredictable' | 'constrained-unpredictable' | 'implementation-defined'

/**
 * One row of a table. `says` is the decision in half a sentence, `because` its reason; both may name
 * inputs as `{key}`, which the page replaces by their names and values. `reads` lists the inputs that
 * the row looks at, besides the values that earlier steps hand on.
 */
export interface Rule<In, Out> {
  readonly id: string
  readonly cite: readonly CitationId[]
  readonly says: string
  /** Which inputs the row is for, where `because` does not say it by itself: an encoding, as the manual writes it. */
  readonly encoding?: string
  readonly because: string
  /** The reason with the values of this input, where they say more than `because`. */
  readonly shows?: (input: In) => string
  readonly reads: readonly string[]
  readonly when: (input: In) => boolean
  readonly gives: (input: In) => Out
  /** Whose value the result then is; rows that never have the last word say nothing. */
  readonly whose?: Whose
  /** The row hands on what it was given: it never decides, it only lets pass. */
  readonly keeps?: true
  readonly status?: Status
  /** Name of the architecture's choice that the row uses, as the golden vectors tag it. */
  readonly choice?: string
}

/** What a row says of itself, whatever it is asked and gives. */
export type Stated = Pick<Rule<never, unknown>, 'id' | 'cite' | 'says' | 'encoding' | 'because' | 'status'>

/** A table as its page lists it. With `every` all rows that apply count, else the first one decides. */
export interface Listed {
  readonly id: string
  readonly title: string
  readonly rules: readonly Stated[]
  readonly every?: true
}

/** Who a decided value comes from; neither stage where the result's own type decides. */
export type Whose = 'stage1' | 'stage2' | 'both' | 'neither'

/** What part of the result a table has a say in. */
export type Property = 'type' | 'hints' | 'shareability' | 'tags' | 'xs-attr'

/** Rules in the order of the manual. The rows cover every input: a test walks the whole space. */
export interface Table<In, Out> {
  readonly id: string
  readonly title: string
  readonly of: readonly Property[]
  readonly rules: readonly Rule<In, Out>[]
}

/** Which of the two cacheability fields a per-field table was asked about. */
export type Field = 'inner' | 'outer'

/** A table's answer, with the rows that were looked at first and did not apply. */
export interface Decision {
  readonly table: Table<never, unknown>
  readonly rule: Rule<never, unknown>
  readonly passedOver: readonly Rule<never, unknown>[]
  readonly value: unknown
  /** The row's reason, with the values of this input where the row shows them. */
  readonly because: string

  readonly field?: Field
}

/** Answers from a table: either the bare value, or the value with a record of the decision. */
export type Decide = <In, Out>(table: Table<In, Out>, input: In, field?: Field) => Out

/** Reads a table as the manual does: from the top, the first row that applies. @throws RangeError if none does. */
export const first: Decide = (table, input) => {
  for (const rule of table.rules) if (rule.when(input)) return rule.gives(input)
  throw new RangeError(`${table.id}: no row applies to ${JSON.stringify(input)}`)
}

/** A `Decide` that appends every decision it makes to `log`. */
export function recording(log: Decision[]): Decide {
  return (table, input, field) => {
    const at = table.rules.findIndex((rule) => rule.when(input))
    const rule = table.rules[at]
    if (!rule) throw new RangeError(`${table.id}: no row applies to ${JSON.stringify(input)}`)
    const value = rule.gives(input)
    const because = rule.shows?.(input) ?? rule.because
    log.push({ table, rule, value, because, passedOver: table.rules.slice(0, at), ...(field && { field }) })
    return value
  }
}
