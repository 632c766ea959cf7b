import type { Check, KernelFunction } from './check.ts'
import { factNamed, holds, operandsIn, readCondition } from './condition.ts'
import { faultOutcome, hostOf, type KvmOutcome } from './decide.ts'
import type { Exit } from './exit.ts'
import type { Fact, Facts } from './fact.ts'
import { faultFacts } from './fault-facts.ts'
import { faultWord, startState } from './fault-word.ts'
import type { KvmInputs } from './inputs.ts'
import { memslotFacts, memslotWord } from './memslot-facts.ts'
import type { Policy } from './policy.ts'
import { assignments } from './steps.ts'

/** What a check asked, as it found it. `reads` are the inputs that it comes from; none where a check set it. */
export interface Operand {
  readonly name: string
  readonly value: boolean
  readonly reads: readonly (keyof KvmInputs)[]
}

/** Evaluated and passed over; taken, to leave or to open its block; sets values; not reached. */
export type RowState = 'passed-over' | 'taken' | 'sets' | 'not-reached'

/** A check with what became of it. Operands of a row that was not reached have no values, so it lists none. */
export interface TraceRow {
  readonly check: Check
  readonly state: RowState
  readonly operands: readonly Operand[]
  /** 0 in the function itself, 1 in a block of it. */
  readonly depth: number
}

/** A function with its rows. `entered` is false where the path ended before it or its condition did not hold. */
export interface TraceFunction {
  readonly fn: KernelFunction
  readonly entered: boolean
  readonly operands: readonly Operand[]
  readonly rows: readonly TraceRow[]
}

/** A path with every row, and the row that ended it. */
export interface Trace {
  readonly functions: readonly TraceFunction[]
  readonly last: TraceRow
}

/** Every row of a path, in the order of the source. */
export const rowsIn = ({ functions }: Pick<Trace, 'functions'>): readonly TraceRow[] =>
  functions.flatMap(({ rows }) => rows)

/** An answer with the checks that gave it. */
export interface ExplainedKvm extends KvmOutcome {
  readonly policy: Policy
  readonly traces: { readonly memslot: Trace; readonly fault: Trace }
}

/** Answers as `decide` does, with a trace of every check. The call that is told may have other inputs than the access. */
export function explainKvm(policy: Policy, at: KvmInputs, call: KvmInputs = at): ExplainedKvm {
  const slot = new Path(memslotFacts, memslotWord(call), 0)
  const fault = new Path(faultFacts, faultWord(at), startState(at))
  const traces = { memslot: slot.through(policy.memslot), fault: fault.through(policy.fault) }
  return {
    policy,
    traces,
    memslot: slot.exit,
    fault: faultOutcome(fault.exit, fault.state, hostOf(at)),
  }
}

/** Operands of a row that was not reached. */
const none: readonly Operand[] = []

/** Walks the rows as they stand, evaluating each condition by its text. */
class Path {
  state: number
  private ended: TraceRow | null = null
  private readonly facts: Facts
  private readonly input: number

  constructor(facts: Facts, input: number, start: number) {
    this.facts = facts
    this.input = input
    this.state = start
  }

  get exit(): Exit {
    return this.last.check.exit as Exit
  }

  /** The row that ended the path. @throws RangeError if none did */
  private get last(): TraceRow {
    if (!this.ended) throw new RangeError('checks: none ended the path')
    return this.ended
  }

  through(functions: readonly KernelFunction[]): Trace {
    return { functions: functions.map((fn) => this.callOf(fn)), last: this.last }
  }

  private callOf(fn: KernelFunction): TraceFunction {
    const reached = this.ended === null
    const operands = reached ? this.operandsOf(fn.when ?? '') : []
    const entered = reached && (fn.when === undefined || this.holds(fn.when))
    const rows: TraceRow[] = []
    for (const check of fn.checks) this.addRows(rows, check, 0, entered)
    return { fn, entered, operands, rows }
  }

  private addRows(rows: TraceRow[], check: Check, depth: number, entered: boolean) {
    const reached = entered && this.ended === null
    const operands = reached ? this.operandsOf(check.test) : none
    const held = reached && this.holds(check.test)
    const row: TraceRow = { check, state: stateOf(check, reached, held), operands, depth }
    if (held) this.apply(row)
    rows.push(row)
    for (const inner of check.inner ?? []) this.addRows(rows, inner, depth + 1, held)
  }

  private apply(row: TraceRow) {
    if (row.check.exit) this.ended = row
    if (!row.check.sets) return
    const { clear, set } = assignments(row.check.sets, this.facts)
    this.state = (this.state & ~clear) | set
  }

  private holds(test: string): boolean {
    return holds(readCondition(test), (name) => this.isSet(factNamed(this.facts, name)))
  }

  private operandsOf(test: string): readonly Operand[] {
    return operandsIn(test).map((name) => {
      const fact = factNamed(this.facts, name)
      return { name, value: this.isSet(fact), reads: fact.reads }
    })
  }

  private isSet({ word, bit }: Fact): boolean {
    return ((word === 'in' ? this.input : this.state) & bit) !== 0
  }
}

function stateOf(check: Check, reached: boolean, held: boolean): RowState {
  if (!reached) return 'not-reached'
  if (!held) return 'passed-over'
  return check.sets ? 'sets' : 'taken'
}
