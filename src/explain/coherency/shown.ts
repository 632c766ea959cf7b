import { takesRepair, type Plan, type Repair } from '../../coherency/plans.ts'
import { fixField } from '../../scenario/coherency-fields.ts'
import { listed } from '../listed.ts'
import type { CoherencyAnswer, NoQuestion } from './answer.ts'
import { planWords } from './plan-words.ts'
import { worstOf, type OutcomeTold, type StepTold } from './run-words.ts'
import { withPlan, type SituationAnswer } from './situation-answer.ts'
import { gravest } from './verdict.ts'

/** What the reader asked to see of act 5; null where nothing in particular. */
export interface Asked {
  /** The id of a situation. */
  readonly situation: string | null
  /** Repairs to be put in; their `op` is the place among the deeds of the situation, whatever KVM maintains. */
  readonly fix: Plan | null
  /** The values of the outcome to be replayed. */
  readonly run: readonly string[] | null
}

/** Nothing in particular: what is gravest is shown. */
export const nothingAsked: Asked = { situation: null, fix: null, run: null }

/** What act 5 shows: a situation, repaired or not, all that may be read then, and the outcome that is replayed. */
export interface Shown {
  readonly situation: SituationAnswer
  /** The repairs that were put in; none where none were asked for, or those asked for have no place here. */
  readonly fix: Plan
  /** The same in words: `DC CVAC by the VMM after its write`. */
  readonly fixWords: string
  /** Everything that may be read with the repairs. */
  readonly outcomes: readonly OutcomeTold[]
  /** Only what should be read is read. */
  readonly safe: boolean
  /** The outcome that is replayed. */
  readonly outcome: OutcomeTold
  /** What was asked for and is not there, as whole sentences. */
  readonly missing: readonly string[]
}

/** At first the gravest of what is unsafe is shown, and of its outcomes the bad one with the shortest run. */
export function shownOf(answer: CoherencyAnswer, asked: Asked): Shown {
  const named = answer.situations.find(({ situation }) => situation.id === asked.situation)
  const situation = named ?? usual(answer)
  const wanted = inScript(situation, asked.fix ?? [])
  const fits = wanted.every((repair) => hasPlace(situation, repair))
  const fix = fits ? wanted : []
  const outcomes = fix.length > 0 ? withPlan(situation, fix) : situation.outcomes
  const chosen = asked.run && outcomes.find(({ values }) => isSame(values, asked.run ?? []))
  const outcome = chosen ?? worstOfAll(outcomes)
  return {
    situation,
    fix,
    fixWords: fix.length > 0 ? planWords(fix, situation.telling.case.script) : '',
    outcomes,
    safe: outcomes.every(({ good }) => good),
    outcome,
    missing: [
      ...(asked.situation !== null && !named
        ? [`There is no situation ${asked.situation}: ${situation.situation.id} is shown.`]
        : []),
      ...(fits || !asked.fix ? [] : [noPlace(situation, asked.fix)]),
      ...(asked.run !== null && !chosen ? [cannotBeRead(asked.run, outcome.values)] : []),
    ],
  }
}

/** Says that an outcome that was asked for is none here, and which is replayed. */
export function cannotBeRead(asked: readonly string[], replayed: readonly string[]): string {
  const told = replayed.length === 0 ? 'the run, which reads nothing,' : replayed.join(', ')
  return asked.length === 0
    ? `This script reads something: ${told} is replayed.`
    : `${asked.join(', ')} cannot be read here: ${told} is replayed.`
}

function usual({ situations }: CoherencyAnswer): SituationAnswer {
  const one = gravest(situations) ?? situations[0]
  if (!one) throw new RangeError('a model without situations')
  return one
}

/** Says of repairs that they have no place here, and where they would have. */
function noPlace({ situation: { deeds } }: SituationAnswer, fix: Plan): string {
  const own = deeds.flatMap((deed, at) => (takesRepair(deed) ? [at + 1] : []))
  const places = `${own.length === 1 ? 'step' : 'steps'} ${listed(own)}`
  return `fix=${fixField.encode(fix)} is not put in: a repair stands before or after an access of the VMM’s own, here ${places} of the situation.`
}

/** A repair stands at an access of the VMM's own. */
const hasPlace = ({ telling }: SituationAnswer, { op }: Repair) => {
  const step = telling.case.script[op]
  return step !== undefined && takesRepair(step)
}

/** How many deeds before a place in the script are no step of it: KVM's mapping, where it maintains nothing. */
function unscripted({ situation, telling }: SituationAnswer): number {
  return telling.case.script.some(({ by }) => by === 'kvm')
    ? Infinity
    : situation.deeds.findIndex((deed) => deed.do === 'map')
}

const nowhere = -1

const inScript = (situation: SituationAnswer, plan: Plan): Plan => {
  const map = unscripted(situation)
  // Before or after the mapping itself there is no place.
  return plan.map((repair) =>
    repair.op < map ? repair : { ...repair, op: repair.op === map ? nowhere : repair.op - 1 },
  )
}

/** A plan with places among the deeds, as an address keeps it. */
export const amongDeeds = (situation: SituationAnswer, plan: Plan): Plan => {
  const map = unscripted(situation)
  return plan.map((repair) => (repair.op >= map ? { ...repair, op: repair.op + 1 } : repair))
}

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((value, at) => value === b[at])

/** The bad outcome with the shortest run, or the good one. */
function worstOfAll(outcomes: readonly OutcomeTold[]): OutcomeTold {
  const one = worstOf(outcomes) ?? outcomes[0]
  if (!one) throw new RangeError('a script without an outcome')
  return one
}

/** What is to be replayed where nobody asked for anything: the gravest situation and its bad outcome; null where all is well. */
export function replayOf(
  answer: CoherencyAnswer | NoQuestion,
): { readonly situation: SituationAnswer; readonly outcome: OutcomeTold } | null {
  const situation = answer.arises ? gravest(answer.situations) : null
  return situation?.bad ? { situation, outcome: situation.bad } : null
}

/** The moment that is shown where none is picked: the last. */
export const momentOf = (steps: readonly StepTold[], picked: number | null): number =>
  picked !== null && picked >= 0 && picked < steps.length ? picked : steps.length - 1
