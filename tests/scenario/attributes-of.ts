import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { toInputs } from '../../src/scenario/inputs.ts'
import type { Scenario } from '../../src/scenario/schema.ts'

/**
 * What an access ends as, to compare: what stage 1 hands on in between may differ. NoTagAccess means nothing for
 * memory that ends up Untagged.
 */
export function attributesOf(scenario: Scenario): string {
  const { final, par, fault } = translateAttributes(toInputs(scenario))
  return JSON.stringify([final && { ...final, notagaccess: final.tagged && final.notagaccess }, par, fault])
}
