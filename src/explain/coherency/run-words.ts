import { outcomes } from '../../coherency/outcomes.ts'
import { repaired, type Plan } from '../../coherency/plans.ts'
import type { Possibility } from '../../coherency/possibility.ts'
import { replay, type Moment } from '../../coherency/replay.ts'
import type { Run } from '../../coherency/run.ts'
import type { Script, State, Step } from '../../coherency/script.ts'
import type { Case, Situation } from '../../coherency/situation.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import type { KvmCare } from './aliases.ts'

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
  /** What is read: its value, and whether it is the one that should be read; null where nothing is. */
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

/** What tells the runs of a case. */
export interface Telling {
  readonly situation: Situation
  readonly case: Case
  /** The types of VMM and guest in words, as their accesses name them. */
  readonly types: Readonly<Record<'vmm' | 'guest', string>>
  readonly kvm: KvmCare
}

const meanings: Readonly<Record<string, string>> = {
  zero: 'the VMM’s zeros',
  guest: 'what the guest wrote',
  vmm: 'what the VMM wrote',
  old: 'the old data',
}

/** What a value stands for: `what the previous tenant left`; of the reader's own value `what it wrote`. */
export const meaningOf = (value: string, { memory }: Situation, reader?: string) =>
  value === reader ? 'what it wrote' : (meanings[value] ?? (value === memory.value ? memory.is : value))

/** Every outcome of a case, told; with a plan, of the script with its repairs. */
export function tellOutcomes(telling: Telling, plan: Plan = []): readonly OutcomeTold[] {
  const { script, start, options } = telling.case
  return outcomes(repaired(script, plan), start, options).map(({ values, run }) => {
    const good = values.every((value, at) => value === telling.case.good[at])
    const steps = tellRun(telling, run, plan)
    return { values, good, says: good ? goodSays(telling) : badSays(telling, steps), steps }
  })
}

/** Of outcomes that are not good the one with the shortest run; null where there is none. */
export const worstOf = (all: readonly OutcomeTold[]): OutcomeTold | null =>
  all.filter(({ good }) => !good).toSorted((a, b) => a.steps.length - b.steps.length)[0] ?? null

const cacheWords = ({ cache }: State) => (cache ? `${cache.state} ${cache.value}` : 'absent')

function tellRun(telling: Telling, run: Run, plan: Plan): readonly StepTold[] {
  const { situation } = telling
  const first: StepTold = {
    ...lineOf(run.start),
    who: 'before',
    op: null,
    what: `memory holds ${situation.memory.value}`,
    says: say(`Memory holds ${meaningOf(situation.memory.value, situation)}, and nothing is cached.`),
    rule: null,
    read: null,
    spontaneous: false,
  }
  const wanted = telling.case.good.values()
  const told = replay(run).moments.map((moment) =>
    moment.step === null ? byItself(moment) : inScript(telling, run.script, moment, wanted),
  )
  return withMapping(telling, [first, ...told], mapsBefore(telling, plan))
}

const lineOf = (state: State) => ({ state, cache: cacheWords(state), memory: state.memory })

function byItself({ row, state }: Moment): StepTold {
  const what = `${row.says.charAt(0).toLowerCase()}${row.says.slice(1)}`
  const says = reasonOf(row)
  return { ...lineOf(state), who: 'itself', op: null, what, says, rule: row, read: null, spontaneous: true }
}

const reasonOf = ({ says, because }: Possibility) => asSentence(say(`${says}: ${because}`))

function inScript(
  { types, kvm }: Telling,
  script: Script,
  { row, step: op, read, state }: Moment,
  wanted: Iterator<string>,
): StepTold {
  const step = script[op ?? 0] as Step
  const who = step.by as Actor
  const good = read === null ? true : wanted.next().value === read
  return {
    ...lineOf(state),
    who,
    op,
    what: who === 'kvm' ? kvm.words : stepWords(step, types),
    says: reasonOf(row),
    rule: row,
    read: read === null ? null : { value: read, good },
    spontaneous: false,
  }
}

function stepWords(step: Step, types: Telling['types']): string {
  if (step.do === 'clean') return 'cleans the line, DC CVAC'
  if (step.do === 'cleaninv') return 'cleans and invalidates the line, DC CIVAC'
  const through = types[step.by as 'vmm' | 'guest']
  return step.do === 'write' ? `writes ${step.value}, ${through}` : `reads, ${through}`
}

/** Before which step of the script KVM maps, where that is no step of its own; null where it is. */
function mapsBefore({ situation, case: { script } }: Telling, plan: Plan): number | null {
  if (script.some(({ by }) => by === 'kvm')) return null
  const at = situation.deeds.findIndex((deed) => deed.do === 'map')
  return at < 0 ? null : at + plan.filter(({ op }) => op < at).length
}

/** Puts KVM's row where it maps without maintenance: after the step before it, what happens by itself following. */
function withMapping({ kvm }: Telling, steps: readonly StepTold[], op: number | null): readonly StepTold[] {
  if (op === null) return steps
  const at = op === 0 ? 0 : steps.findIndex((step) => step.op === op - 1)
  const before = steps[at] as StepTold
  const mapping: StepTold = {
    ...lineOf(before.state),
    who: 'kvm',
    op: null,
    what: kvm.words,
    says: kvm.says,
    rule: null,
    read: null,
    spontaneous: false,
  }
  return [...steps.slice(0, at + 1), mapping, ...steps.slice(at + 1)]
}

const readers = { vmm: 'the VMM', guest: 'the guest' } as const

/** Who reads last, and what it has to read, as a clause: `the VMM reads what the guest wrote`. */
export function goodClause({ situation, case: { script, good } }: Telling): string {
  const by = script.findLast(({ do: what }) => what === 'read')?.by as 'vmm' | 'guest'
  return `${readers[by]} reads ${meaningOf(good.at(-1) ?? '', situation, by)}`
}

const goodSays = (telling: Telling): Sentence => asSentence(say(`${goodClause(telling)}, as it should`))

/** A read that is wrong, with the line that it met, and what should have been read. */
function wrongRead({ case: { good } }: Telling, steps: readonly StepTold[], at: number) {
  const step = steps[at] as StepTold
  const reads = steps.slice(0, at).filter(({ read }) => read !== null).length
  return {
    by: step.who as 'vmm' | 'guest',
    value: step.read?.value ?? '',
    met: (steps[at - 1] as StepTold).state,
    ofCopy: step.rule?.id === 'coherency-read-copy' || step.rule?.id === 'coherency-read-hit',
    wanted: good[reads] ?? '',
  }
}

const firstWrong = (steps: readonly StepTold[]) => steps.findIndex(({ read }) => read?.good === false)

/** The same as a clause: `the guest may read what the previous tenant left`. */
export function badClause(telling: Telling, { steps }: Pick<OutcomeTold, 'steps'>): string {
  const { by, value, wanted } = wrongRead(telling, steps, firstWrong(steps))
  const [is, should] = [value, wanted].map((one) => meaningOf(one, telling.situation, by))
  const instead = value === telling.situation.memory.value ? '' : ` in place of ${should}`
  return `${readers[by]} may read ${is}${instead}`
}

const badSays = (telling: Telling, steps: readonly StepTold[]) =>
  wrongReadSays(telling, steps, firstWrong(steps))

/** What a step of a run reads that it should not, and why: one whole sentence. */
export function wrongReadSays(telling: Telling, steps: readonly StepTold[], at: number): Sentence {
  const { by, value, met, ofCopy, wanted } = wrongRead(telling, steps, at)
  const [is, should] = [value, wanted].map((one) => meaningOf(one, telling.situation, by))
  const instead =
    met.memory === wanted
      ? `which hides that memory holds ${should}`
      : met.cache?.value === wanted
        ? `past the cache, which alone holds ${should}`
        : `as nothing holds ${should} any more`
  return asSentence(
    say(`${readers[by]} reads ${is} from ${ofCopy ? 'a copy in the cache' : 'memory'}, ${instead}`),
  )
}
