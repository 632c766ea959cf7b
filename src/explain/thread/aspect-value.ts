import { maintainsWithoutAddress } from '../../kvm/hazards.ts'
import type { Aspect, AspectValue } from '../../scenario/aspect.ts'
import type { KvmAnswer } from '../kvm/answer.ts'
import { exitCode } from '../kvm/leaf-words.ts'
import type { Outcome } from '../resolve.ts'

/** How the story ends: what the memslot met, or the access. */
const endOf = ({ stopped, memslot, fault }: KvmAnswer) => (stopped === 'memslot' ? memslot : fault)

function maintenanceOf({ leaf, inputs, fault }: KvmAnswer): AspectValue<'maintenance'> {
  if (!leaf) return 'unmapped'
  const { dcache = 'none', icache = 'none' } = fault.maintenance ?? {}
  if (dcache === 'none' && icache === 'none') return 'none'
  return maintainsWithoutAddress(inputs, fault) ? 'without-address' : 'by-address'
}

/** The situations stand in the order of a page's life. */
function coherencyOf({ coherency }: Pick<Outcome, 'coherency'>): AspectValue<'coherency'> {
  if (!coherency.arises) return 'none'
  const wrong = coherency.situations.find(({ safe }) => !safe)
  return (wrong?.situation.id ?? 'safe') as AspectValue<'coherency'>
}

/** What an outcome has for questions: KVM was asked. */
type Asked = Pick<Outcome, 'coherency'> & { readonly kvm: KvmAnswer }

const ofKvm: { readonly [A in Exclude<Aspect, 'coherency'>]: (kvm: KvmAnswer) => AspectValue<A> } = {
  memslot: ({ memslot }) => exitCode(memslot) as AspectValue<'memslot'>,
  type: ({ leaf }) => leaf?.type ?? 'none',
  receiver: (kvm) => endOf(kvm).receiver,
  maintenance: maintenanceOf,
}

/** What the story of a scenario answers to an aspect. */
export const aspectValue = (aspect: Aspect, asked: Asked): AspectValue =>
  aspect === 'coherency' ? coherencyOf(asked) : ofKvm[aspect](asked.kvm)
