import { stage2On } from '../arch/inputs.ts'
import type { Property } from '../arch/rule.ts'
import { effectiveFnxs } from '../arch/stage2.ts'
import { toInputs } from '../scenario/inputs.ts'
import { isByHand } from '../scenario/scenario.ts'
import type { Scenario } from '../scenario/schema.ts'
import { memattrMeaning } from './encodings.ts'
import { bin } from './words.ts'

/** The leaf's field that is about one property alone, `SH 0b11` or `FnXS 0`; null where MemAttr speaks. */
export function stage2Field(scenario: Scenario, property: Property): string | null {
  const at = toInputs(scenario)
  if (!stage2On(at)) return null
  if (property === 'shareability') return `${shFieldOf(scenario)} ${bin(at.s2sh, 2)}`
  return property === 'xs-attr' ? `FnXS ${effectiveFnxs(at) ? 1 : 0}` : null
}

/** What the leaf says on a property, for a table: a field of its own, or MemAttr with its meaning. */
export function stage2Says(scenario: Scenario, property: Property): string {
  const at = toInputs(scenario)
  if (!stage2On(at)) return 'off'
  return stage2Field(scenario, property) ?? `${bin(at.memattr, 4)} ${memattrMeaning(at)}`
}

/** Where stage 2 says its shareability: in the leaf, or with LPA2 in VTCR_EL2, for which KVM writes Inner Shareable. */
export const shFieldOf = (scenario: Scenario) =>
  !isByHand(scenario) && scenario.lpa2 && scenario.page !== '64k' ? 'SH0' : 'SH'
