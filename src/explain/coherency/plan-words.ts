import { type Plan, type Repair } from '../../coherency/plans.ts'
import type { Maintenance, Script } from '../../coherency/script.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'

/** A smallest set of maintenance that makes a situation safe. */
export interface PlanTold {
  readonly plan: Plan
  /** `DC CIVAC by the VMM before its second read`. */
  readonly words: string
  /** The same as a whole sentence that says what it repairs. */
  readonly says: Sentence
}

export const instruction: Readonly<Record<Maintenance, string>> = { clean: 'DC CVAC', cleaninv: 'DC CIVAC' }

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

/** Plans to choose from, one of which is enough; of one repair at one place the instructions stand together: `DC CVAC or DC CIVAC by ...`. */
export function choiceOfPlans(plans: readonly PlanTold[]): readonly string[] {
  const choices = new Map<string, string[]>()
  for (const { plan, words } of plans) {
    const [only] = plan
    const name = only && plan.length === 1 ? instruction[only.do] : ''
    const rest = words.slice(name.length)
    choices.set(rest, [...(choices.get(rest) ?? []), name])
  }
  return [...choices].map(([rest, names]) => names.join(' or ') + rest)
}

/** Tells plans; `good` is what they make happen, as a clause. */
export const tellPlans = (plans: readonly Plan[], script: Script, good: string): readonly PlanTold[] =>
  plans
    .filter((plan) => plan.length > 0)
    .map((plan) => {
      const words = planWords(plan, script)
      return { plan, words, says: asSentence(say(`${words} is enough: then ${good}`)) }
    })
