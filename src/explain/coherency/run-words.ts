import type { Possibility } from '../../coherency/possibility.ts'
import { replay, type Moment } from '../../coherency/replay.ts'
import type { Run } from '../../coherency/run.ts'
import type { Script, State, Step } from '../../coherency/script.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'

/** Who a row of a run is about; `before` is the line as it was. */
export type Actor = 'before' | 'vmm' | 'guest' | 'kvm' | 'itself'

export const actorName: Readonly<Record<Actor, string>> = {
  before: 'before',
  vmm: 'VMM',
  guest: 'guest',
  kvm: 'KVM',
  itself: 'by itself',
}

/** One row of a run, as a table has it: who does what, and the line afterwards. */
export interface StepTold {
  readonly who: Actor
  /** Its place in the script that was run, from 0; null before it, and for what happens by itself or changes nothing. */
  readonly op: number | null
  /** The step of the script that was run, with whose attribute and what value; null where `op` is. */
  readonly step: Step | null
  /** What is done, in a cell: `writes zero, Write-Back`. */
  readonly what: string
  /** What becomes of the line by it, and why: one whole sentence. */
  readonly says: Sentence
  /** The row of the model behind it, which cites the manual; null for `before`, and where KVM maps without maintenance. */
  readonly rule: Possibility | null
  /** The line afterwards; in cells `dirty zero`, `clean zero`, `absent`; and what memory holds. */
  readonly state: State
  readonly cache: string
  readonly memory: string
  /** What is read: its value, and whether it is one that should be read; null where nothing is. */
  readonly read: { readonly value: string; readonly good: boolean } | null
  /** Nobody did it: a freedom of the hardware, to be marked as such. */
  readonly spontaneous: boolean
}

/** One sequence of values that may be read, with a shortest run in which it is. */
export interface OutcomeTold {
  readonly values: readonly string[]
  readonly good: boolean
  /** What is read, and why that is right or wrong: one whole sentence. */
  readonly says: Sentence
  /** The run, from the line as it was. */
  readonly steps: readonly StepTold[]
}

/** Of outcomes that are not good the one with the shortest run; null where there is none. */
export const worstOf = (all: readonly OutcomeTold[]): OutcomeTold | null =>
  all.filter(({ good }) => !good).toSorted((a, b) => a.steps.length - b.steps.length)[0] ?? null

/** What the rows of a run need to be told, whatever the script is of. */
export interface RunTeller {
  /** The line as it was: what memory holds, in a cell, and a whole sentence. */
  readonly before: Pick<StepTold, 'what' | 'says'>
  /** What a step does, in a cell; `op` is its place in the script that was run. */
  readonly stepWords: (step: Step, op: number) => string
  /** What each read should give, in their order; null where nothing that it gives is wrong. */
  readonly wanted: readonly (string | null)[]
}

/** A run as rows of a table, from the line as it was. */
export function tellRun(teller: RunTeller, run: Run): readonly StepTold[] {
  const first: StepTold = {
    ...lineOf(run.start),
    ...teller.before,
    who: 'before',
    op: null,
    step: null,
    rule: null,
    read: null,
    spontaneous: false,
  }
  const wanted = teller.wanted.values()
  const told = replay(run).moments.map((moment) =>
    moment.step === null ? byItself(moment) : inScript(teller, run.script, moment, wanted),
  )
  return [first, ...told]
}

const cacheWords = ({ cache }: State) => (cache ? `${cache.state} ${cache.value}` : 'absent')

/** The line as a row has it. */
export const lineOf = (state: State) => ({ state, cache: cacheWords(state), memory: state.memory })

function byItself({ row, state }: Moment): StepTold {
  const what = `${row.says.charAt(0).toLowerCase()}${row.says.slice(1)}`
  const says = reasonOf(row)
  return {
    ...lineOf(state),
    who: 'itself',
    op: null,
    step: null,
    what,
    says,
    rule: row,
    read: null,
    spontaneous: true,
  }
}

const reasonOf = ({ says, because }: Possibility) => asSentence(say(`${says}: ${because}`))

function inScript(
  { stepWords }: RunTeller,
  script: Script,
  { row, step, read, state }: Moment,
  wanted: Iterator<string | null>,
): StepTold {
  const op = step ?? 0
  const done = script[op] as Step
  const should = read === null ? null : (wanted.next().value ?? null)
  return {
    ...lineOf(state),
    who: done.by as Actor,
    op,
    step: done,
    what: stepWords(done, op),
    says: reasonOf(row),
    rule: row,
    read: read === null ? null : { value: read, good: should === null || should === read },
    spontaneous: false,
  }
}

/** A deed in a cell; `through` names the alias of an access. */
export function deedWords(step: Step, through: string): string {
  if (step.do === 'clean') return 'cleans the line, DC CVAC'
  if (step.do === 'cleaninv') return 'cleans and invalidates the line, DC CIVAC'
  return step.do === 'write' ? `writes ${step.value}, ${through}` : `reads, ${through}`
}

/** A read that is wrong, with the line that it met. */
export interface BadRead {
  readonly by: Actor
  readonly op: number
  readonly value: string
  /** What should have been read. */
  readonly wanted: string
  /** The copy in the cache was read, not memory. */
  readonly ofCopy: boolean
  /** What hides, or lost, what should have been read. */
  readonly why: 'copy-hides' | 'past-the-copy' | 'nowhere'
}

/** The first read of a run that is wrong. */
export const firstBad = (wanted: RunTeller['wanted'], steps: readonly StepTold[]): BadRead =>
  badReadAt(
    wanted,
    steps,
    steps.findIndex(({ read }) => read?.good === false),
  )

/** The read of a run at a place where it is wrong. */
export function badReadAt(wanted: RunTeller['wanted'], steps: readonly StepTold[], at: number): BadRead {
  const step = steps[at] as StepTold
  const reads = steps.slice(0, at).filter(({ read }) => read !== null).length
  const should = wanted[reads] ?? ''
  const { memory, cache } = (steps[at - 1] as StepTold).state
  return {
    by: step.who,
    op: step.op ?? 0,
    value: step.read?.value ?? '',
    wanted: should,
    ofCopy: step.rule?.id === 'coherency-read-copy' || step.rule?.id === 'coherency-read-hit',
    why: memory === should ? 'copy-hides' : cache?.value === should ? 'past-the-copy' : 'nowhere',
  }
}
