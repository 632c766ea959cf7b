import type { Check } from '../../src/kvm/check.ts'
import type { Policy } from '../../src/kvm/policy.ts'

const within = (check: Check): readonly Check[] => [check, ...(check.inner ?? []).flatMap(within)]

/** Every check of a policy, those of inner blocks too, in the order of the source. */
export const checksOf = ({ memslot, fault }: Policy): readonly Check[] =>
  [...memslot, ...fault].flatMap(({ checks }) => checks.flatMap(within))
