import { byValues, outcomes, type Outcome } from '../../coherency/outcomes.ts'
import { isCaseSafe, maxRepairs, repaired, smallestPlans, type Plan } from '../../coherency/plans.ts'
import type { Case } from '../../coherency/situation.ts'
import { mostOwnSteps, type OwnAgent, type OwnScript } from '../../scenario/own-script.ts'
import { listed } from '../listed.ts'
import { numberWord } from '../number-words.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import type { Alias, Aliases } from './aliases.ts'
import {
  aliasesOfAgents,
  agentName,
  resolveOwn,
  type OwnResolved,
  type OwnStepResolved,
} from './own-resolved.ts'
import { countSays, ownPlanWords, ownTelling, rightClause, tellOwn, type OwnTelling } from './own-words.ts'
import type { PlanTold } from './plan-words.ts'
import type { OutcomeTold } from './run-words.ts'

/** A repair of a script of one's own. */
export interface OwnPlan extends PlanTold {
  /** It is enough only as a value stands in two places: an old one that is read cannot be told from the new one. */
  readonly needsRepeat: boolean
}

/** What one of the two could do by itself. */
export interface OwnRepairs {
  readonly by: 'vmm' | 'guest'
  /**
   * The smallest sets of maintenance that leave only the coherent outcome, each place once, those last that need a repeated
   * value; null where two instructions are not enough.
   */
  readonly plans: readonly OwnPlan[] | null
  /** How many and how small they are, or why there is none: one whole sentence. */
  readonly says: Sentence
}

/** What a script of one's own comes to in a scenario. */
export interface OwnAnswer {
  readonly own: OwnScript
  /** The alias of each agent in the scenario; KVM's is the linear map. */
  readonly aliases: Readonly<Record<OwnAgent, Alias>>
  /** Each step of the script, in its order, with what its alias counts as. */
  readonly steps: readonly OwnStepResolved[]
  /** The place in `steps` of each step that is run: what `StepTold.op` and `Repair.op` count. */
  readonly places: readonly number[]
  /** Whether speculation may fill the line, and why: one whole sentence. */
  readonly fill: boolean
  readonly fillSays: Sentence
  /** The one coherent sequence of values; null where there is none, as a clean copy differs from memory at the start. */
  readonly good: readonly string[] | null
  /** Everything that may be read, sorted by its values. Without `good` those are good that read nothing wrong after the first write. */
  readonly outcomes: readonly OutcomeTold[]
  /** Of what should not be read that with the shortest run; null where there is none. */
  readonly bad: OutcomeTold | null
  readonly counts: { readonly outcomes: number; readonly good: number }
  /** How many outcomes are possible, and which is coherent: one whole sentence. */
  readonly says: Sentence
  /** What VMM and guest could do; nothing where nothing is wrong, and where there is no one coherent outcome. */
  readonly repairs: readonly OwnRepairs[]
}

/** Asks the model for a script of one's own; `aliases` are those of the scenario. */
export function ownAnswer(aliases: Aliases, own: OwnScript, { hits }: { readonly hits: boolean }): OwnAnswer {
  const resolved = resolveOwn(aliases, own, hits)
  const telling = ownTelling(own, resolved)
  const possible = outcomesOf(resolved)
  const told = possible.map(({ values, run }) => tellOwn(telling, values, run))
  const shortest = possible
    .map(({ run }, at) => ({ length: run.taken.length, one: told[at] }))
    .filter(({ one }) => one?.good === false)
    .toSorted((a, b) => a.length - b.length)[0]?.one
  const values = telling.due.flatMap(({ value }) => value ?? [])
  const good = values.length === telling.due.length ? values : null
  return {
    own,
    aliases: aliasesOfAgents(aliases),
    steps: resolved.steps,
    places: resolved.places,
    fill: resolved.readings.some(({ options }) => options.fill),
    fillSays: fillSays(aliases, own),
    good,
    outcomes: told,
    bad: shortest ?? null,
    counts: { outcomes: told.length, good: told.filter((one) => one.good).length },
    says: countSays(telling, told),
    repairs: good && shortest ? repairsOf(telling, good) : [],
  }
}

/** Every outcome of every reading, each once, with the shortest of its runs. */
function outcomesOf({ readings, start }: OwnResolved): readonly Outcome[] {
  const [first = [], ...others] = readings.map(({ script, options }) => outcomes(script, start, options))
  if (others.length === 0) return first
  const found = new Map<string, Outcome>()
  for (const one of [first, ...others].flat()) {
    const known = found.get(one.values.join())
    if (!known || one.run.taken.length < known.run.taken.length) found.set(one.values.join(), one)
  }
  return [...found.values()].toSorted((a, b) => byValues(a.values, b.values))
}

function fillSays(aliases: Aliases, { steps }: OwnScript): Sentence {
  const cached = steps.some((step) => 'as' in step && (step.as === 'WB' || step.as === 'WT'))
  const names = [
    ...(aliases.vmm.cacheable ? ['the VMM’s alias'] : []),
    ...(aliases.guest.cacheable ? ['the guest’s alias'] : []),
    ...(aliases.linear.cacheable ? ['the kernel’s linear map'] : []),
    ...(cached ? ['an alias by hand'] : []),
  ]
  if (names.length === 0)
    return say('Speculation does not bring the line into the cache: no alias of it is cacheable.')
  return asSentence(
    say(
      `speculation may bring the line into the cache at any time: ${listed(names)} ${names.length === 1 ? 'is' : 'are'} cacheable`,
    ),
  )
}

const repairsOf = (telling: OwnTelling, good: readonly string[]): readonly OwnRepairs[] =>
  (['vmm', 'guest'] as const).map((by) => repairsBy(by, telling, good))

/** The search adds to the accesses of `vmm`; the model does not look at names, so that the guest takes that one for itself. */
const playedBy = (by: 'vmm' | 'guest', name: string) =>
  by === 'vmm' ? name : name === 'vmm' ? 'guest' : name === 'guest' ? 'vmm' : name

function repairsBy(by: 'vmm' | 'guest', telling: OwnTelling, good: readonly string[]): OwnRepairs {
  const who = agentName[by]
  if (!telling.run.some(({ step }) => step.by === by && 'as' in step))
    return {
      by,
      plans: null,
      says: asSentence(say(`in this script ${who} makes no access beside which it could maintain the line`)),
    }
  const { readings, start } = telling.resolved
  const cases = readings.map(({ script, options }): Case => ({
    script: script.map((step) => ({ ...step, by: playedBy(by, step.by) })),
    start,
    options,
    good,
  }))
  const found = smallestPlans(...cases)
  const plans = found && eachPlaceOnce(found, cases)
  return {
    by,
    plans: plans && tellPlans(telling, plans, by, cases.map(toldApart)),
    says: repairsSay(who, plans),
  }
}

/** Behind an access is before the next one, if both are by the same: the scripts that come of it are one. */
function eachPlaceOnce(plans: readonly Plan[], [first]: readonly Case[]): readonly Plan[] {
  const made = new Map<string, Plan>()
  for (const plan of plans) {
    const script = JSON.stringify(repaired(first?.script ?? [], plan))
    if (!made.has(script)) made.set(script, plan)
  }
  return [...made.values()]
}

/** The case with a value of its own for each write. There are fewer steps than values. */
function toldApart({ script, good, ...rest }: Case): Case {
  const apart = script.map((step, op) =>
    step.do === 'write' ? { ...step, value: `${step.value} of ${op}` } : step,
  )
  const reads = script.flatMap(({ do: what }, op) => (what === 'read' ? [op] : []))
  const lastWritten = (op: number) => apart.slice(0, op).findLast((step) => step.do === 'write')?.value
  return { ...rest, script: apart, good: reads.map((op, at) => lastWritten(op) ?? good[at] ?? '') }
}

function tellPlans(
  telling: OwnTelling,
  plans: readonly Plan[],
  by: 'vmm' | 'guest',
  apart: readonly Case[],
): readonly OwnPlan[] {
  const told = plans.map((plan): OwnPlan => {
    const words = ownPlanWords(telling, plan, by)
    const isEnough = apart.every((one) => isCaseSafe({ ...one, script: repaired(one.script, plan) }))
    const says = asSentence(say(`${words} is enough: then ${rightClause(telling)}`))
    return { plan, words, says, needsRepeat: !isEnough }
  })
  return told.toSorted((a, b) => Number(a.needsRepeat) - Number(b.needsRepeat))
}

function repairsSay(who: string, plans: readonly Plan[] | null): Sentence {
  if (!plans)
    return say(
      `Up to ${numberWord(maxRepairs)} instructions of maintenance by ${who}, beside its own accesses, do not make it coherent.`,
    )
  const size = plans[0]?.length ?? 0
  const what = size === 1 ? 'One instruction' : 'Two instructions'
  const count = plans.length
  const ways =
    count === 1 ? 'in one way' : `in ${count === 2 ? 'either' : 'any'} of ${numberWord(count)} ways`
  return say(`${what} of maintenance by ${who} can make it coherent, ${ways}.`)
}

/** The script with what a plan adds; null where it would have more steps than it may. */
export function ownWithPlan({ own, places }: OwnAnswer, by: 'vmm' | 'guest', plan: Plan): OwnScript | null {
  const at = (place: number, where: 'before' | 'after') =>
    plan.filter((one) => places[one.op] === place && one.where === where).map((one) => ({ by, do: one.do }))
  const steps = own.steps.flatMap((step, place) => [...at(place, 'before'), step, ...at(place, 'after')])
  return steps.length > mostOwnSteps ? null : { ...own, steps }
}
