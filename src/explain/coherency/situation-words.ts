import { outcomes } from '../../coherency/outcomes.ts'
import { repaired, type Plan } from '../../coherency/plans.ts'
import type { Case, Situation } from '../../coherency/situation.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import type { KvmCare } from './aliases.ts'
import {
  badReadAt,
  deedWords,
  firstBad,
  lineOf,
  tellRun,
  type BadRead,
  type OutcomeTold,
  type RunTeller,
  type StepTold,
} from './run-words.ts'

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
  const all = outcomes(repaired(script, plan), start, options)
  return all.map(({ values, run }) => {
    const good = values.every((value, at) => value === telling.case.good[at])
    const steps = withMapping(telling, tellRun(tellerOf(telling), run), mapsBefore(telling, plan))
    return {
      values,
      good,
      says: good ? goodSays(telling, steps, all.length === 1) : badSays(telling, steps),
      steps,
    }
  })
}

function tellerOf({ situation, case: { good }, types, kvm }: Telling): RunTeller {
  const { value } = situation.memory
  return {
    before: {
      what: `memory holds ${value}`,
      says: say(`Memory holds ${meaningOf(value, situation)}, and nothing is cached.`),
    },
    stepWords: (step) =>
      step.by === 'kvm' ? kvm.words : deedWords(step, types[step.by as keyof typeof types]),
    wanted: good,
  }
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
    step: null,
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

/** That all is well, and by what it came where another run ends otherwise. */
const goodSays = (telling: Telling, steps: readonly StepTold[], only: boolean): Sentence =>
  asSentence(say(`${goodClause(telling)}${only ? ', whatever happens by itself' : `: ${whyGood(steps)}`}`))

/** What made the last read good, from the run: what happened by itself in time, else the line that the read met. */
function whyGood(steps: readonly StepTold[]): string {
  const last = steps.findLastIndex(({ read }) => read !== null)
  for (let at = last - 1; at > 0; at -= 1) {
    const [before, now] = [steps[at - 1], steps[at]]
    if (!before || !now?.spontaneous) continue
    const { cache, memory } = before.state
    // A fill copies what memory holds: no read is good by it that would not be good without.
    if (!cache) continue
    return memory === now.state.memory && cache.state === 'clean'
      ? 'an older copy was dropped from the cache in time'
      : 'what was dirty in the cache was written back to memory in time'
  }
  const { read, rule } = steps[last] as StepTold
  const { cache } = (steps[last - 1] as StepTold).state
  if (rule?.id === 'coherency-read-copy' || rule?.id === 'coherency-read-hit')
    return 'a copy in the cache answers it'
  if (!cache) return 'no older copy was in the cache'
  if (cache.value === read?.value) return 'memory holds it too'
  return cache.state === 'dirty'
    ? 'what is dirty in the cache was not written back by then'
    : 'it reads memory, past an older copy in the cache'
}

/** A read that is wrong, in words: who reads, what that is, and what it should have been. */
function badRead({ situation }: Telling, bad: BadRead) {
  const by = bad.by as 'vmm' | 'guest'
  const [is = '', should = ''] = [bad.value, bad.wanted].map((one) => meaningOf(one, situation, by))
  return { ...bad, reader: readers[by], is, should }
}

/** The same as a clause: `the guest may read what the previous tenant left`. */
export function badClause(telling: Telling, { steps }: Pick<OutcomeTold, 'steps'>): string {
  const { reader, value, is, should } = badRead(telling, firstBad(telling.case.good, steps))
  const instead = value === telling.situation.memory.value ? '' : ` in place of ${should}`
  return `${reader} may read ${is}${instead}`
}

const badSays = (telling: Telling, steps: readonly StepTold[]) =>
  toldBad(telling, firstBad(telling.case.good, steps))

/** What a step of a run reads that it should not, and why: one whole sentence. */
export const wrongReadSays = (telling: Telling, steps: readonly StepTold[], at: number) =>
  toldBad(telling, badReadAt(telling.case.good, steps, at))

function toldBad(telling: Telling, bad: BadRead): Sentence {
  const { reader, is, should, ofCopy, why } = badRead(telling, bad)
  const instead = {
    'copy-hides': `which hides that memory holds ${should}`,
    'past-the-copy': `past the cache, which alone holds ${should}`,
    nowhere: `as nothing holds ${should} any more`,
  }
  const from = ofCopy ? 'a copy in the cache' : 'memory'
  return asSentence(say(`${reader} reads ${is} from ${from}, ${instead[why]}`))
}
