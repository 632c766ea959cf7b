import type { MemoryAttributes } from '../arch/attributes.ts'
import type { Decision } from '../arch/rule.ts'
import { citations } from '../cite/citations.ts'
import { properties, type Answer } from '../explain/answer.ts'
import type { OpenPoint } from '../explain/open.ts'
import type { AccessAnswer } from '../explain/access.ts'
import type { Outcome } from '../explain/resolve.ts'
import { kvmJson } from './json/kvm.ts'
import { fill, plain } from '../explain/sentence.ts'
import { hex8, typeName } from '../explain/words.ts'
import { defaults, differences } from '../scenario/scenario.ts'
import { everySetting, type Scenario, type SettingKey } from '../scenario/schema.ts'

const valuesOf = (keys: readonly SettingKey[], scenario: Scenario) =>
  Object.fromEntries(keys.map((key) => [key, scenario[key]]))

function attributes(at: MemoryAttributes | null) {
  if (!at) return null
  const { device, inner, outer, shareability, tagged, notagaccess, xs } = at
  return { words: typeName(at), device, inner, outer, shareability, tagged, notagaccess, xs }
}

function decision({ rule, because, field }: Decision, scenario: Scenario) {
  const { id, says, status, cite } = rule
  return {
    rule: id,
    ...(field && { field }),
    says,
    because: plain(fill(because, scenario)),
    ...(status && { status }),
    cite: cite.map((one) => citations[one]),
  }
}

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
 * same wherever it was made; keys stand in a fixed order.
 */
export function asJson(outcome: Outcome, link: string): string {
  const { scenario, kvm, access, verdict, consequences } = outcome
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
    ...accessJson(access),
    verdict: plain(verdict),
    consequences: consequences.map(plain),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}
