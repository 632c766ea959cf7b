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
