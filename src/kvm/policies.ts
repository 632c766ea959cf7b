import { before } from './policies/before.ts'
import { blockV4 } from './policies/block-v4.ts'
import { block } from './policies/block.ts'
import { fallbackOptin } from './policies/fallback-optin.ts'
import { fallback } from './policies/fallback.ts'
import { linux617 } from './policies/linux-6.17.ts'
import { linux73 } from './policies/linux-7.3.ts'
import { optinForce } from './policies/optin-force.ts'
import { optinStrict } from './policies/optin-strict.ts'
import { optinV6 } from './policies/optin-v6.ts'
import { optin } from './policies/optin.ts'
import { plan } from './policies/plan.ts'
import { v3 } from './policies/v3.ts'
import type { Policy } from './policy.ts'

/** Every policy, in the order of their dates. */
export const policies: readonly Policy[] = [
  before,
  v3,
  fallbackOptin,
  fallback,
  plan,
  optin,
  blockV4,
  optinV6,
  optinForce,
  optinStrict,
  block,
  linux617,
  linux73,
]

/** The policy of that id. @throws RangeError if there is none */
export function policyNamed(id: string): Policy {
  const found = byId.get(id)
  if (!found) throw new RangeError(`policy: ${id} is not one of ${policies.map((one) => one.id).join(', ')}`)
  return found
}

const byId: ReadonlyMap<string, Policy> = new Map(policies.map((policy) => [policy.id, policy]))
