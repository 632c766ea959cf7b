import { parAttr, parSh } from '../../src/arch/par.ts'
import { findClaim } from '../../src/content/claims.ts'
import { presets } from '../../src/content/presets.ts'
import { thread } from '../../src/content/thread.ts'
import { timeline } from '../../src/content/timeline.ts'
import { properties } from '../../src/explain/answer.ts'
import { ownAnswer } from '../../src/explain/coherency/own-answer.ts'
import { ownFromSituation } from '../../src/explain/coherency/own-from-situation.ts'
import { nothingAsked, shownOf } from '../../src/explain/coherency/shown.ts'
import { aliasNamed, stepNumber } from '../../src/explain/coherency/step-id.ts'
import { findSymptom, symptomOfFrom } from '../../src/explain/diagnose/symptoms.ts'
import { findChecks } from '../../src/explain/kvm/find-checks.ts'
import { findRow } from '../../src/explain/kvm/rows.ts'
import { resolve, type Outcome } from '../../src/explain/resolve.ts'
import { findRule } from '../../src/explain/rules.ts'
import { parseAddress, type Address } from '../../src/scenario/address.ts'
import { asksOfCoherency, showsOwn, type Besides } from '../../src/scenario/besides.ts'
import { settingOfId } from '../../src/scenario/id.ts'
import { findSetting, type Scenario } from '../../src/scenario/schema.ts'
import type { View } from '../../src/scenario/view.ts'

const nothing = 'nothing'

/** What act 5 replays, with whether that is what the address asks for, and how many moments it has. */
interface Replayed {
  readonly says: string
  readonly steps: number
}

function ownReplayed(coherency: Outcome['coherency'], { own: given, run }: Besides, hits: boolean): Replayed {
  if (!coherency.arises) return { says: nothing, steps: 0 }
  const own = given ?? ownFromSituation(shownOf(coherency, nothingAsked).situation)
  const { outcomes, bad } = ownAnswer(coherency.aliases, own, { hits })
  const asked = outcomes.find(({ values }) => run !== null && values.join() === run.join())
  const steps = (asked ?? bad ?? outcomes[0])?.steps.length ?? 0
  return { says: run === null || asked ? 'own script' : 'own script without that run', steps }
}

function situationReplayed(coherency: Outcome['coherency'], { situation, fix, run }: Besides): Replayed {
  if (!coherency.arises) return { says: nothing, steps: 0 }
  const shown = shownOf(coherency, { situation, fix, run })
  const asked = [shown.situation.situation.id, ...(fix ? ['repaired'] : []), ...shown.outcome.values]
  const missing = shown.missing.length > 0 ? `, ${shown.missing.length} not as asked` : ''
  return { says: `situation ${asked.join(' ')}${missing}`, steps: shown.outcome.steps.length }
}

const replayed = ({ coherency, scenario }: Outcome, besides: Besides): Replayed =>
  showsOwn(besides) ? ownReplayed(coherency, besides, scenario.hits) : situationReplayed(coherency, besides)

/** What is picked in a story, as the inspector would tell it. */
function pickedIn(outcome: Outcome, id: string, steps: number): string {
  const { kvm, walk, coherency } = outcome
  if (kvm && findRow(kvm, id)) return 'check'
  if (walk?.reads.some((read) => read.id === id)) return 'read'
  const moment = stepNumber(id)
  if (moment !== null) return moment < steps ? 'moment' : nothing
  if (aliasNamed(id)) return coherency.arises ? 'alias' : nothing
  if (properties.some((property) => property === id)) return 'property'
  if (id === parAttr.id || id === parSh.id) return 'field of PAR_EL1'
  if (findSetting(id)) return 'setting'
  return settingOfId(id) ? 'flag' : nothing
}

/** What led to a story, as far as the address names it. */
function ledBy(from: string): string {
  const [, kind, id = ''] = /^(claim|thread)-(.+)$/.exec(from) ?? []
  if (kind === 'claim') return findClaim(id) ? 'from a claim' : `from ${nothing}`
  if (kind === 'thread') return thread[Number(id) - 1] ? 'from a step' : `from ${nothing}`
  return symptomOfFrom(from) ? 'from a symptom' : `from ${nothing}`
}

/** Stories that were told before: many addresses name something in the same one. */
const told = new Map<string, Outcome>()

function storyOf(scenario: Scenario): Outcome {
  const key = Object.values(scenario).join()
  const outcome = told.get(key) ?? resolve(scenario)
  told.set(key, outcome)
  return outcome
}

function inStory({ scenario, besides, pick }: Address): readonly string[] {
  const led = besides.from === null ? [] : [ledBy(besides.from)]
  if (pick === null && !asksOfCoherency(besides)) return ['story', ...led]
  const outcome = storyOf(scenario)
  const { says, steps } = replayed(outcome, besides)
  const asked = asksOfCoherency(besides) ? [says] : []
  return ['story', ...led, ...asked, ...(pick === null ? [] : [pickedIn(outcome, pick, steps)])]
}

const ruleOrCheck = (id: string) => {
  if (findRule(id)) return 'rule'
  return findChecks(id).length > 0 ? 'check' : nothing
}

/** A part of a page that an address asks for, where it asks for one: what it is if it is there, or `nothing`. */
const part = (asked: string | null, isThere: (id: string) => boolean, name: string) =>
  asked === null ? [] : [isThere(asked) ? name : nothing]

function parts(view: View, address: Address): readonly string[] {
  const { pick, besides } = address
  switch (view.name) {
    case 'explore':
      return inStory(address)
    case 'rule':
      return [ruleOrCheck(view.rule)]
    case 'policies':
      return ['policies', ...part(pick, (event) => timeline.some(({ id }) => id === event), 'event')]
    case 'claims':
      return ['claims', ...part(view.claim, (id) => findClaim(id) !== undefined, 'claim')]
    case 'thread':
      return ['thread', view.step === 'why' ? 'why' : (thread[view.step - 1]?.id ?? nothing)]
    case 'diagnose':
      return ['diagnose', ...part(besides.seen, (id) => findSymptom(id) !== undefined, 'symptom')]
    case 'compare':
      return [besides.other ? 'two scenarios' : 'no second scenario']
  }
}

/** What the page shows at an address, in a few words: a part that it asks for in vain is `nothing`. */
export function opened(text: string): string {
  const address = parseAddress(text, presets)
  return parts(address.view, address).join(', ')
}
