import { type Plan, type Repair } from '../../coherency/plans.ts'
import type { Maintenance, Script } from '../../coherency/script.ts'
import { asSentence, plain, say, type Sentence } from '../sentence.ts'

/** A smallest set of maintenance that makes a situation safe. */
export interface PlanTold {
  readonly plan: Plan
  /** `DC CIVAC by the VMM before its second read`. */
  readonly words: string
  /** The same as a whole sentence that says what it repairs. */
  readonly says: Sentence
}

export const instruction: Readonly<Record<Maintenance, string>> = { clean: 'DC CVAC', cleaninv: 'DC CIVAC' }

/** The same spelled out, for its first mention. */
const spelledOut: Readonly<Record<string, string>> = {
  'DC CVAC': 'DC CVAC (clean)',
  'DC CIVAC': 'DC CIVAC (clean and invalidate)',
}

/** Said once wherever instructions are told. */
export const dsbSays: Sentence = say('Each instruction is followed by a DSB, which completes it.')

/** The most accesses of one kind that an agent of a situation has is two. */
const ordinals = ['first', 'second'] as const

/** The access that a repair stands at: `its second read`, `its write`. */
function accessWords(script: Script, { op }: Repair): string {
  const { by, do: what } = script[op] as Script[number]
  const alike = script.flatMap((step, at) => (step.by === by && step.do === what ? [at] : []))
  return alike.length < 2 ? `its ${what}` : `its ${ordinals[alike.indexOf(op)]} ${what}`
}

/** A plan in words, the agent named once: `DC CVAC by the VMM after its write and DC CIVAC before its second read`. */
export function planWords(plan: Plan, script: Script, who = 'the VMM'): string {
  return plan
    .map((repair, at) => {
      const by = at === 0 ? ` by ${who}` : ''
      return `${instruction[repair.do]}${by} ${repair.where} ${accessWords(script, repair)}`
    })
    .join(' and ')
}

/** One of several plans that differ in the instruction alone. */
export interface PlanChoice {
  readonly plan: Plan
  /** What it takes: `DC CVAC`; of two repairs `DC CVAC and DC CIVAC`. */
  readonly instruction: string
}

/** Plans of one repair at one place, together. */
export interface PlanGroup {
  /** What is enough, the instructions spelled out where the list first names them: one whole sentence. */
  readonly says: Sentence
  readonly choices: readonly PlanChoice[]
}

/** Plans by what their words have after the instruction; those of two repairs are told apart by all of their words. */
function alike(plans: readonly PlanTold[]): readonly (readonly PlanTold[])[] {
  const groups = new Map<string, PlanTold[]>()
  for (const told of plans) {
    const rest = told.words.slice(leading(told).length)
    groups.set(rest, [...(groups.get(rest) ?? []), told])
  }
  return [...groups.values()]
}

/** The instruction that may be another in plans that stand together. */
const leading = ({ plan: [only, ...others] }: PlanTold) =>
  only && others.length === 0 ? instruction[only.do] : ''

const wordsOf = (group: readonly PlanTold[]) =>
  group.map(leading).join(' or ') + (group[0] ? group[0].words.slice(leading(group[0]).length) : '')

/** Plans to choose from, one of which is enough; of one repair at one place the instructions stand together: `DC CVAC or DC CIVAC by ...`. */
export const choiceOfPlans = (plans: readonly PlanTold[]): readonly string[] => alike(plans).map(wordsOf)

/** The same as entries of a list, with what is to choose in each. */
export function groupedPlans(plans: readonly PlanTold[]): readonly PlanGroup[] {
  const named = new Set<string>()
  const spell = (words: string) =>
    words.replace(/DC CI?VAC/g, (name) => {
      if (named.has(name)) return name
      named.add(name)
      return spelledOut[name] ?? name
    })
  return alike(plans).map((group) => {
    const [first] = group as readonly [PlanTold]
    const says = plain(first.says).replace(first.words, wordsOf(group))
    return {
      says: say(spell(says)),
      choices: group.map(({ plan }) => ({
        plan,
        instruction: plan.map((repair) => instruction[repair.do]).join(' and '),
      })),
    }
  })
}

/** Tells plans; `good` is what they make happen, as a clause. */
export const tellPlans = (plans: readonly Plan[], script: Script, good: string): readonly PlanTold[] =>
  plans
    .filter((plan) => plan.length > 0)
    .map((plan) => {
      const words = planWords(plan, script)
      return {
        plan,
        words,
        says: asSentence(say(`${words} ${plan.length === 1 ? 'is' : 'are'} enough: then ${good}`)),
      }
    })
