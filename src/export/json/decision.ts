import type { Decision } from '../../arch/rule.ts'
import { citations } from '../../cite/citations.ts'
import { fill, plain } from '../../explain/sentence.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** A decision with its rule, its reason and where the rule stands. */
export function decision({ rule, because, field }: Decision, scenario: Scenario) {
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
