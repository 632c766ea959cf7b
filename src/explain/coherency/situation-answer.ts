import { isCaseSafe, smallestPlans, type Plan } from '../../coherency/plans.ts'
import type { Attribute } from '../../coherency/script.ts'
import { caseOf, type Case, type Mix, type Situation } from '../../coherency/situation.ts'
import { situations } from '../../coherency/situations.ts'
import { worstCase } from '../../coherency/worst-case.ts'
import { marked } from '../marked.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import { whyNoCare, type Aliases } from './aliases.ts'
import { attributeName } from './attribute.ts'
import { whoCanHelp, type HelpTold } from './help.ts'
import type { Host } from './host.ts'
import { tellPlans, type PlanTold } from './plan-words.ts'
import { worstOf, type OutcomeTold } from './run-words.ts'
import { badClause, goodClause, tellOutcomes, type Telling } from './situation-words.ts'

/** What a situation comes to in a story. */
export interface SituationAnswer {
  /** Its id, title, and what it shows in a sentence. */
  readonly situation: Situation
  /** What the guest's alias counts as here: of several that it may be, the one that is worst. */
  readonly guest: Attribute
  /** It is one that the guest may choose, not the one that it has in the scenario. */
  readonly guestChooses: boolean
  /** Only what should be read is read. */
  readonly safe: boolean
  /** `safe` in one whole sentence, with what may be read. */
  readonly verdict: Sentence
  /** The same as a clause without a capital: `the guest may read what the previous tenant left`. */
  readonly clause: string
  /** Everything that may be read, sorted by its values. */
  readonly outcomes: readonly OutcomeTold[]
  /** Of what should not be read that with the shortest run: the one to replay. Null where the situation is safe. */
  readonly bad: OutcomeTold | null
  /** The smallest repairs by the VMM; empty where none is needed, null where none is enough. */
  readonly plans: readonly PlanTold[] | null
  /** Who can help where no repair by the VMM is enough; else empty. */
  readonly help: readonly HelpTold[]
  /** What KVM's own maintenance has to do with it; null where the situation is safe. */
  readonly kvm: Sentence | null
  /** The script with its start, options and good values, for whoever runs it again: see `withPlan`. */
  readonly telling: Telling
}

/** What may be read once the VMM does what a plan says. */
export const withPlan = ({ telling }: SituationAnswer, plan: Plan): readonly OutcomeTold[] =>
  tellOutcomes(telling, plan)

/** What the situations depend on, besides the guest's alias. */
export interface Asking {
  readonly host: Host
  readonly aliases: Aliases
  /** All of `Mix` but the guest's attribute. */
  readonly mix: Omit<Mix, 'guest'>
  /** What the guest's alias may count as; of several the worst counts. */
  readonly guests: readonly Attribute[]
  /** The guest's type in words, if it is one. */
  readonly guestType: string | null
}

/** The answer to every situation, in their order. */
export const askSituations = (asking: Asking): readonly SituationAnswer[] =>
  situations.map((situation) => askSituation(situation, asking))

function askSituation(situation: Situation, asking: Asking): SituationAnswer {
  const { guest, one, plans } = worst(situation, asking)
  const mix: Mix = { ...asking.mix, guest }
  const telling: Telling = {
    situation,
    case: one,
    types: { vmm: asking.aliases.vmm.type, guest: asking.guestType ?? attributeName[guest] },
    kvm: asking.aliases.kvm,
  }
  const outcomes = tellOutcomes(telling)
  const bad = worstOf(outcomes)
  const clause = bad ? badClause(telling, bad) : goodClause(telling)
  return {
    situation,
    guest,
    guestChooses: asking.guestType === null,
    safe: bad === null,
    verdict: asSentence(say(bad ? `Unsafe: ${clause}` : `Safe: ${clause}, whatever happens by itself`)),
    clause,
    outcomes,
    bad,
    plans: plans && tellPlans(plans, one.script, goodClause(telling)),
    help: plans === null ? whoCanHelp(situation, mix) : [],
    kvm: bad && kvmSays(situation, mix, asking.host),
    telling,
  }
}

interface Worst {
  readonly guest: Attribute
  readonly one: Case
  readonly plans: readonly Plan[] | null
}

/** The plans are enough whichever of its attributes the guest's alias counts as. */
function worst(situation: Situation, { mix, guests }: Asking): Worst {
  const [only] = guests
  if (only !== undefined && guests.length === 1) {
    const one = caseOf(situation, { ...mix, guest: only })
    return { guest: only, one, plans: smallestPlans(one) }
  }
  const { worst: found, plans } = worstCase(situation, mix, guests)
  return { guest: found.guest, one: found.answer.case, plans }
}

/** Whether KVM's maintenance helps, would help, or comes too early to. */
function kvmSays(situation: Situation, mix: Mix, host: Host): Sentence {
  if (mix.maintains)
    return say(
      'KVM’s own DC CIVAC does not help: it comes once, as the page is mapped, and this goes wrong after it.',
    )
  return isCaseSafe(caseOf(situation, { ...mix, maintains: true }))
    ? marked(`DC CIVAC by KVM as it maps the page would be enough, and it does none: ${whyNoCare(host)}.`)
    : say(
        'KVM cleans nothing as it maps the page, and it would not help if it did: this goes wrong after it.',
      )
}
