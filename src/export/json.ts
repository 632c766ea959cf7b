import { properties, type Answer } from '../explain/answer.ts'
import type { OpenPoint } from '../explain/open.ts'
import type { AccessAnswer } from '../explain/access.ts'
import type { Outcome } from '../explain/resolve.ts'
import { attributes } from './json/attributes.ts'
import { coherencyJson } from './json/coherency.ts'
import { decision } from './json/decision.ts'
import { kvmJson, peerJson } from './json/kvm.ts'
import { walkJson } from './json/walk.ts'
import { plain } from '../explain/sentence.ts'
import { hex8 } from '../explain/words.ts'
import { defaults, differences } from '../scenario/scenario.ts'
import { everySetting, type Scenario, type SettingKey } from '../scenario/schema.ts'

const valuesOf = (keys: readonly SettingKey[], scenario: Scenario) =>
  Object.fromEntries(keys.map((key) => [key, scenario[key]]))

const idsOf = (rules: readonly { readonly id: string }[]) => [...new Set(rules.map(({ id }) => id))]

function answer(
  { property, label, stage1, result, words, whose, decided, before, sources }: Answer,
  scenario: Scenario,
) {
  return {
    property,
    label,
    stage1,
    result,
    words,
    whose,
    decided: decided.map((one) => decision(one, scenario)),
    passedOver: idsOf(decided.flatMap(({ passedOver }) => passedOver)),
    before: idsOf(before.map(({ rule }) => rule)),
    sources,
  }
}

const openPoint = ({ id, status, says, matters, others }: OpenPoint) => ({
  id,
  status,
  says: plain(says),
  matters,
  others: others.map(({ key, choice, gives }) => ({ setting: key, choice, gives })),
})

/** Act 4; every part null where the story ends before it. */
function accessJson(access: AccessAnswer | null) {
  const { s1 = null, s2 = null, final = null, par = null, fault = null } = access?.attributes ?? {}
  return {
    stage1: attributes(s1),
    stage2: attributes(s2),
    result: attributes(final),
    par: par && { attr: hex8(par.attr), sh: par.sh },
    fault: fault && { stage: fault.stage, type: fault.type },
    answers: access && properties.map((property) => answer(access.answers[property], access.scenario)),
    open: access && access.open.map(openPoint),
  }
}

/**
 * An outcome as JSON that explains itself. Of the link only the fragment is kept, so that the text is the
 * same wherever it was made; keys stand in a fixed order. A new key leaves the version.
 */
export function asJson(outcome: Outcome, link: string): string {
  const { scenario, kvm, walk, access, peer, coherency, verdict, consequences } = outcome
  const keys = everySetting.map(({ key }) => key)
  const content = {
    format: 'stagecraft-outcome',
    version: 2,
    address: link.slice(Math.max(link.indexOf('#'), 0)),
    scenario: {
      changed: valuesOf(differences(scenario, defaults), scenario),
      settings: valuesOf(keys, scenario),
    },
    kvm: kvm && kvmJson(kvm),
    peer: peer && peerJson(peer),
    walk: walk && walkJson(walk, scenario),
    ...accessJson(access),
    coherency: coherencyJson(coherency),
    verdict: plain(verdict),
    consequences: consequences.map(plain),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}
