import type { Plan } from '../../coherency/plans.ts'
import type { Run } from '../../coherency/run.ts'
import type { Step } from '../../coherency/script.ts'
import type { OwnScript } from '../../scenario/own-script.ts'
import { numberWord } from '../number-words.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import { dueOf, originWords, type Due, type Placed } from './own-due.ts'
import { attributeName } from './attribute.ts'
import { agentName, type OwnResolved, type OwnStepResolved } from './own-resolved.ts'
import { instruction } from './plan-words.ts'
import { deedWords, firstBad, tellRun, type OutcomeTold, type RunTeller, type StepTold } from './run-words.ts'

/** What tells the runs of a script of one's own. */
export interface OwnTelling {
  readonly own: OwnScript
  readonly resolved: OwnResolved
  /** The steps that are run. */
  readonly run: readonly Placed[]
  /** What each read has to give. */
  readonly due: readonly Due[]
}

/** Gathers it. */
export function ownTelling(own: OwnScript, resolved: OwnResolved): OwnTelling {
  const run = resolved.places.flatMap((at) => {
    const step = own.steps[at]
    return step ? [{ step, at }] : []
  })
  return { own, resolved, run, due: dueOf(own, run) }
}

/** The number that the reader knows a step that is run by. */
const numberOf = ({ resolved: { places } }: OwnTelling, op: number) => (places[op] ?? op) + 1

/** Whether a sequence of values has nothing that should not be read. */
export const isRight = ({ due }: OwnTelling, values: readonly string[]) =>
  values.every((one, at) => due[at]?.value === null || due[at]?.value === one)

/** An outcome whose run is told when it is first asked for: there may be thousands. */
export function tellOwn(telling: OwnTelling, values: readonly string[], run: Run): OutcomeTold {
  const good = isRight(telling, values)
  let told: readonly StepTold[] | null = null
  const steps = () => (told ??= tellRun(tellerOf(telling), run))
  return {
    values,
    good,
    get says() {
      return good ? goodSays(telling, values) : badSays(telling, steps())
    },
    get steps() {
      return steps()
    },
  }
}

function tellerOf({ own: { memory, cache }, resolved, due }: OwnTelling): RunTeller {
  const cached = cache ? `the cache a ${cache.state} copy of ${cache.value}` : 'nothing is cached'
  return {
    before: {
      what: `memory holds ${memory}`,
      says: asSentence(say(`memory holds ${memory}, and ${cached}`)),
    },
    stepWords: (step, op) => deedWords(step, throughWords(step, resolved.steps[resolved.places[op] ?? op])),
    wanted: due.map(({ value }) => value),
  }
}

/** The alias of an access; of one that counts as two, which of them it is in this run. */
function throughWords(step: Step, resolved: OwnStepResolved | undefined): string {
  const { counts = [], through = '' } = resolved ?? {}
  return counts.length > 1 && 'attr' in step ? `${through}, taken for ${attributeName[step.attr]}` : through
}

/** What is right, as a clause. */
export function rightClause({ run }: OwnTelling): string {
  const first = run.findIndex(({ step }) => step.do === 'write')
  const read = run.findIndex(({ step }) => step.do === 'read')
  if (first < 0) return 'each read gives what was there at the start'
  return first < read
    ? 'each read gives what was written last before it'
    : 'each read gives what was written last before it, or what was there at the start'
}

function goodSays(telling: OwnTelling, values: readonly string[]): Sentence {
  const reads = telling.run.flatMap(({ step }, op) => (step.do === 'read' ? [{ by: step.by, op }] : []))
  const open = telling.due.findIndex(({ value }) => value === null)
  const at = open < 0 ? 0 : open
  const [read, value] = [reads[at], values[at]]
  if (!read || value === undefined) return say('Nothing is read.')
  if (open < 0 && reads.length > 1) return asSentence(say(rightClause(telling)))
  const clause = `in step ${numberOf(telling, read.op)} of the script ${agentName[read.by]} reads ${value}`
  if (open < 0) return asSentence(say(`${clause}, ${telling.due[at]?.from}, as it should`))
  const from = originWords(telling.own, telling.run, read.op, value)
  return asSentence(
    say(`${clause}${from}: that is not wrong, as at the start the clean copy and memory differ`),
  )
}

function badSays(telling: OwnTelling, steps: readonly StepTold[]): Sentence {
  const wanted = telling.due.map(({ value }) => value)
  const { by, op, value, wanted: should, why } = firstBad(wanted, steps)
  const from = originWords(telling.own, telling.run, op, value)
  const read = telling.run.slice(0, op).filter(({ step }) => step.do === 'read').length
  const because = {
    'copy-hides': `it reads a copy in the cache, which hides that memory holds ${should}`,
    'past-the-copy': `it reads memory, past the cache, which alone holds ${should}`,
    nowhere: `nothing holds ${should} any more`,
  }
  const who = agentName[by as keyof typeof agentName]
  return asSentence(
    say(
      `in step ${numberOf(telling, op)} of the script ${who} reads ${value}${from}, and not ${should}, ${telling.due[read]?.from}: ${because[why]}`,
    ),
  )
}

/** How many outcomes there are, and which is right: one whole sentence. */
export function countSays(
  telling: OwnTelling,
  outcomes: readonly Pick<OutcomeTold, 'values' | 'good'>[],
): Sentence {
  const { own, due, run } = telling
  if (due.length === 0) return say('Nothing is read, so that there is nothing to tell right from wrong.')
  const count = outcomes.length
  const possible = count === 1 ? 'one outcome is possible' : `${numberWord(count)} outcomes are possible`
  const open = due.findIndex(({ value }) => value === null)
  if (open >= 0) {
    const at = run.filter(({ step }) => step.do === 'read')[open]?.at ?? 0
    return asSentence(
      say(
        `${possible}, and there is no one right one: at the start the clean copy holds ${own.cache?.value} and memory ${own.memory}, and step ${at + 1} of the script reads before anything is written`,
      ),
    )
  }
  const right = rightClause(telling)
  if (count === 1) return asSentence(say(`only one outcome is possible, and it is coherent: ${right}`))
  const good = outcomes.find((one) => one.good)?.values.join(', ')
  return asSentence(say(`${possible}, of which only ${good} is coherent: ${right}`))
}

/** A plan in words: `DC CIVAC by the VMM before its read in step 4 of the script`. */
export function ownPlanWords(telling: OwnTelling, plan: Plan, by: 'vmm' | 'guest'): string {
  const all = plan
    .map(({ op, where, do: what }, at) => {
      const who = at === 0 ? ` by ${agentName[by]}` : ''
      return `${instruction[what]}${who} ${where} its ${telling.run[op]?.step.do} in step ${numberOf(telling, op)}`
    })
    .join(' and ')
  return `${all} of the script`
}
