import type { Check } from '../../src/kvm/check.ts'
import { policy, type Policy } from '../../src/kvm/policy.ts'

/** What becomes of a check: another one in its place, or none. */
type Edit = (check: Check) => Check | null

const edited = (checks: readonly Check[], edit: Edit): readonly Check[] =>
  checks.flatMap((check) => {
    const now = edit(check)
    if (!now) return []
    return [now.inner ? { ...now, inner: edited(now.inner, edit) } : now]
  })

const made = new Map<string, Policy>()

/** A policy with other checks at the fault; `key` tells the edits of a policy apart, as each is made once. */
function withFault(of: Policy, key: string, edit: Edit): Policy {
  const known = made.get(`${of.id} ${key}`)
  if (known) return known
  const now = policy({ ...of, fault: of.fault.map((fn) => ({ ...fn, checks: edited(fn.checks, edit) })) })
  made.set(`${of.id} ${key}`, now)
  return now
}

/** A policy without some checks of the fault. */
export const without = (of: Policy, ids: readonly string[]): Policy =>
  withFault(of, `- ${ids.join()}`, (check) => (ids.includes(check.id) ? null : check))

/** A policy with a check of the fault that holds whenever it is reached. */
export const always = (of: Policy, id: string): Policy =>
  withFault(of, `! ${id}`, (check) => (check.id === id ? { ...check, test: '' } : check))
