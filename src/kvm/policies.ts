import { before } from './policies/before.ts'
import { linux73 } from './policies/linux-7.3.ts'
import type { Policy } from './policy.ts'

/** Every policy that is modelled, oldest first. */
export const policies: readonly Policy[] = [before, linux73]

/** The policy of that id. @throws RangeError if there is none */
export function policyNamed(id: string): Policy {
  const found = policies.find((policy) => policy.id === id)
  if (!found) throw new RangeError(`policy: ${id} is not one of ${policies.map((one) => one.id).join(', ')}`)
  return found
}
