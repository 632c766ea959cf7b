import { policyNamed } from '../kvm/policies.ts'
import type { Policy } from '../kvm/policy.ts'
import { decisionInputs, valuesAt, type Decisions } from '../read/kernel-decisions.ts'
import type { Mismatch, Report } from './conformance.ts'
import { kernelAnswer } from './kernel-answers.ts'
import { differing } from './verdict.ts'

/** Policies by the numbers that the file gives them. */
const policyIds: Readonly<Record<string, string>> = {
  0: 'before',
  '1_posted_v4': 'block-v4',
  '1_merged': 'block',
  2: 'v3',
  3: 'plan',
  4: 'optin',
  '4_posted_v6': 'optin-v6',
  '4_sean_force': 'optin-force',
  '4_sean_strict': 'optin-strict',
  5: 'fallback',
  '5_marc_optin': 'fallback-optin',
  '6_617': 'linux-6.17',
  '6_73': 'linux-7.3',
}

/** Holds the policies that are modelled against every row that is given for them; rows of others are counted. */
export function kernelConformance(decisions: Decisions): Report {
  const mismatches: Mismatch[] = []
  let rows = 0
  let notModelled = 0
  for (const { id, table } of decisions.policies) {
    const ours = policyIds[id]
    const given = table.filter((outcome) => outcome >= 0).length
    if (ours === undefined) notModelled += given
    else {
      rows += given
      mismatches.push(...policyMismatches(decisions, table, id, policyNamed(ours)))
    }
  }
  return { rows, mismatches, deviations: null, notModelled }
}

function policyMismatches(decisions: Decisions, table: readonly number[], id: string, policy: Policy) {
  return table.flatMap((outcome, index): Mismatch | readonly [] => {
    const expected = decisions.outcomes[outcome]
    if (!expected) return []
    const values = valuesAt(decisions, index)
    const inputs = decisionInputs(values)
    const actual = kernelAnswer(policy, inputs)
    if (differing(expected, actual).length === 0) return []
    return {
      where: `policy ${id}, row ${index}: ${Object.values(values).join(',')}`,
      inputs,
      expected,
      actual,
    }
  })
}
