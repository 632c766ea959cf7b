import { readNumber } from './walk/reads.ts'
import { isOfCoherency } from './coherency/step-id.ts'
import { rowsIn, type Trace } from '../kvm/trace.ts'
import type { ActId } from './acts.ts'
import type { Outcome } from './resolve.ts'
import { properties } from './answer.ts'

const has = (trace: Trace, id: string) => rowsIn(trace).some(({ check }) => check.id === id)

/** The act that an element of the page belongs to; null for a setting, which may count in several. */
export function actOf(
  id: string,
  { kvm, walk, access, coherency }: Pick<Outcome, 'kvm' | 'walk' | 'access' | 'coherency'>,
): ActId | null {
  if (kvm && has(kvm.traces.memslot, id)) return 'memslot'
  if (kvm && has(kvm.traces.fault, id)) return 'fault'
  if (walk && readNumber(id) !== null) return 'walk'
  if (coherency.arises && isOfCoherency(id)) return 'coherency'
  const ofAccess = properties.some((property) => property === id) || id === 'par-attr' || id === 'par-sh'
  return access && ofAccess ? 'attributes' : null
}
