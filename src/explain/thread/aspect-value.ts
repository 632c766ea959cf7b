import { hazardOf, maintainsWithoutAddress } from '../../kvm/hazards.ts'
import type { Aspect, AspectValue } from '../../scenario/aspect.ts'
import type { KvmAnswer } from '../kvm/answer.ts'
import { exitCode } from '../kvm/leaf-words.ts'

/** How the story ends: what the memslot met, or the access. */
const endOf = ({ stopped, memslot, fault }: KvmAnswer) => (stopped === 'memslot' ? memslot : fault)

function maintenanceOf({ leaf, inputs, fault }: KvmAnswer): AspectValue<'maintenance'> {
  if (!leaf) return 'unmapped'
  const { dcache = 'none', icache = 'none' } = fault.maintenance ?? {}
  if (dcache === 'none' && icache === 'none') return 'none'
  return maintainsWithoutAddress(inputs, fault) ? 'without-address' : 'by-address'
}

const values: { readonly [A in Aspect]: (kvm: KvmAnswer) => AspectValue<A> } = {
  memslot: ({ memslot }) => exitCode(memslot) as AspectValue<'memslot'>,
  type: ({ leaf }) => leaf?.type ?? 'none',
  receiver: (kvm) => endOf(kvm).receiver,
  hazard: ({ leaf, inputs }) => (leaf ? (hazardOf(inputs, leaf) ?? 'none') : 'unmapped'),
  maintenance: maintenanceOf,
}

/** What the story of a scenario answers to an aspect. */
export const aspectValue = <A extends Aspect>(aspect: A, kvm: KvmAnswer): AspectValue<A> =>
  values[aspect](kvm)
