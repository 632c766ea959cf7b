import type { CitationId } from '../../cite/citations.ts'
import type { Check, KernelFunction } from '../../kvm/check.ts'
import { policies } from '../../kvm/policies.ts'
import type { Policy } from '../../kvm/policy.ts'

/** A check where it stands. */
export interface Found {
  readonly policy: Policy
  readonly fn: KernelFunction
  readonly check: Check
}

/** Checks with those of the blocks that they open. */
export const within = (checks: readonly Check[]): readonly Check[] =>
  checks.flatMap((check) => [check, ...within(check.inner ?? [])])

/** A check by its id, once for each policy that has it. */
export const findChecks = (id: string): readonly Found[] =>
  policies.flatMap((policy) =>
    [...policy.memslot, ...policy.fault].flatMap((fn) =>
      within(fn.checks)
        .filter((check) => check.id === id)
        .map((check) => ({ policy, fn, check })),
    ),
  )

/** Whether some merged kernel has a check. One that none has would stand in the function that it is cited with, and does not. */
export const isMerged = (id: string): boolean =>
  findChecks(id).some(({ policy }) => policy.status === 'merged')

/** A function with a check in it, and the policies whose function has the same checks. */
export interface FoundAlike extends Omit<Found, 'policy'> {
  readonly policies: readonly Policy[]
  /** Where it stands in each of their releases. */
  readonly cite: readonly CitationId[]
}

/** The same, policies with alike functions together, as a shared check stands in many; those of the policy `here` come first. */
export function findAlike(id: string, here: Policy['id']): readonly FoundAlike[] {
  const groups = new Map<string, FoundAlike>()
  for (const { policy, fn, check } of findChecks(id)) {
    const key = [fn.name, ...within(fn.checks).map((one) => one.id)].join()
    const known = groups.get(key)
    groups.set(key, {
      fn,
      check,
      policies: [...(known?.policies ?? []), policy],
      cite: [...new Set([...(known?.cite ?? []), ...check.cite])],
    })
  }
  const isHere = (one: FoundAlike) => one.policies.some((policy) => policy.id === here)
  const all = [...groups.values()]
  return [...all.filter(isHere), ...all.filter((one) => !isHere(one))]
}
