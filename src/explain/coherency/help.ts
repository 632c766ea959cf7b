import { isCaseSafe, smallestPlans } from '../../coherency/plans.ts'
import type { Step } from '../../coherency/script.ts'
import { caseOf, type Case, type Mix, type Situation } from '../../coherency/situation.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import { attributeName } from './attribute.ts'
import { planWords } from './plan-words.ts'

/** Who can help where no maintenance by the VMM does. */
export type Helper = 'guest' | 'both' | 'kvm' | 'guest-type' | 'host-type'

export interface HelpTold {
  readonly who: Helper
  /** What it would have to do: one whole sentence. */
  readonly says: Sentence
}

/** A case in which the repairs are another's: the model does not look at names, and the search for plans adds to those of `vmm`. */
const playedBy = (one: Case, name: (by: string) => string): Case => ({
  ...one,
  script: one.script.map((step): Step => ({ ...step, by: name(step.by) })),
})

const swapped = (by: string) => (by === 'vmm' ? 'guest' : by === 'guest' ? 'vmm' : by)
const together = (by: string) => (by === 'guest' ? 'vmm' : by)

/** Everyone who can help in a situation that the VMM cannot make safe, each found by asking the model again. */
export function whoCanHelp(situation: Situation, mix: Mix): readonly HelpTold[] {
  const now = caseOf(situation, mix)
  return [
    ...byMaintenance('guest', 'the guest', playedBy(now, swapped)),
    ...byBoth(now),
    ...byKvm(situation, mix),
    ...byType('guest-type', situation, { ...mix, guest: mix.host }),
    ...byType('host-type', situation, { ...mix, host: mix.guest }),
  ]
}

const tell = (who: Helper, words: string): HelpTold => ({ who, says: asSentence(say(words)) })

function byMaintenance(who: Helper, name: string, one: Case): readonly HelpTold[] {
  const plan = smallestPlans(one)?.[0]
  return plan ? [tell(who, `${planWords(plan, one.script, name)} would be enough`)] : []
}

/** Only where neither alone is enough. */
function byBoth(now: Case): readonly HelpTold[] {
  if (smallestPlans(playedBy(now, swapped)) !== null) return []
  const plan = smallestPlans(playedBy(now, together))?.[0]
  if (!plan) return []
  const each = plan.map((repair) => {
    const who = now.script[repair.op]?.by === 'guest' ? 'the guest' : 'the VMM'
    return planWords([repair], now.script, who)
  })
  return [tell('both', `${each.join(' and ')} would be enough together`)]
}

function byKvm(situation: Situation, mix: Mix): readonly HelpTold[] {
  if (mix.maintains || !mix.linearAlias) return []
  const then = caseOf(situation, { ...mix, maintains: true })
  return isCaseSafe(then) ? [tell('kvm', 'DC CIVAC by KVM as it maps the page would be enough')] : []
}

function byType(who: 'guest-type' | 'host-type', situation: Situation, mix: Mix): readonly HelpTold[] {
  const then = caseOf(situation, mix)
  const plan = smallestPlans(then)?.[0]
  if (!plan) return []
  const [name, type] = who === 'guest-type' ? ['the guest', mix.guest] : ['the VMM', mix.host]
  const words = `a mapping that makes it ${attributeName[type]} for ${name}`
  const also = plan.length > 0 ? `, with ${planWords(plan, then.script)},` : ''
  return [tell(who, `${words}${also} would be enough`)]
}
