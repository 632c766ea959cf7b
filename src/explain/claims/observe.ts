import { capability, smapsFlags } from '../../kvm/capability.ts'
import { hazardOf, maintainsWithoutAddress } from '../../kvm/hazards.ts'
import type {
  Expectation,
  LineSafety,
  LineSituation,
  Looked,
  MemoryType,
} from '../../scenario/expectation.ts'
import { choiceOfPlans } from '../coherency/plan-words.ts'
import type { KvmAnswer } from '../kvm/answer.ts'
import { exitCode } from '../kvm/leaf-words.ts'
import { vmmMaintains } from '../kvm/vmm-maintains.ts'
import { reachable } from '../reach.ts'
import type { Outcome } from '../resolve.ts'
import { typeCodesOf } from '../words.ts'

/** What an outcome has of everything that an expectation can name; null where the story does not get there. */
export type Observed = { readonly [L in Looked]-?: Expectation[L] | null }

/** The same where the story ends otherwise than an expectation can say: in the words of the strip. */
export type Observation = Omit<Observed, 'fault'> & {
  readonly fault: Observed['fault'] | { readonly other: string }
}

function faultOf({ stopped, leaf, fault }: KvmAnswer): Observation['fault'] {
  if (stopped === 'memslot') return null
  if (leaf) return 'leaf'
  return fault.kind === 'error' && fault.errno ? fault.errno : { other: exitCode(fault) }
}

function finalOf({ access }: Outcome): MemoryType | null {
  const final = access?.attributes.final
  if (!final) return null
  const { inner, outer } = typeCodesOf(final)
  return inner === outer ? inner : null
}

function capabilityOf({ policy, inputs }: KvmAnswer): 0 | 1 | null {
  const { value } = capability(policy, inputs, 'vm')
  return value === 0 || value === 1 ? value : null
}

/** What a situation of the line comes to; null where the question does not arise. */
function lineOf({ coherency }: Outcome, id: LineSituation): LineSafety | null {
  if (!coherency.arises) return null
  const found = coherency.situations.find(({ situation }) => situation.id === id)
  if (!found) throw new RangeError(`${id}: the model has no such situation`)
  if (found.safe) return 'safe'
  return found.plans ? choiceOfPlans(found.plans) : 'no repair'
}

/** Looks at everything that an expectation can name. @throws RangeError where stage 2 is set by hand: KVM is not asked then */
export function observe(outcome: Outcome): Observation {
  const { kvm, access, peer } = outcome
  if (!kvm) throw new RangeError('s2: hand leaves KVM unasked, so that there is nothing to expect of it')
  const { leaf } = kvm
  const maintenance = leaf ? kvm.fault.maintenance : null
  return {
    memslot: kvm.memslot.errno ?? 0,
    fault: faultOf(kvm),
    type: leaf && leaf.type,
    memattr: leaf && leaf.memattr,
    descriptor: kvm.descriptor,
    dcache: maintenance && maintenance.dcache,
    icache: maintenance && maintenance.icache,
    withoutAddress: leaf && maintainsWithoutAddress(kvm.inputs, kvm.fault),
    hazard: leaf && (hazardOf(kvm.inputs, leaf) ?? 'none'),
    final: finalOf(outcome),
    reachable: access && reachable(access.reach),
    vmmMaintains: leaf && vmmMaintains(kvm, access),
    capability: capabilityOf(kvm),
    smaps: smapsFlags(kvm.inputs),
    leak: lineOf(outcome, 'leak'),
    'lost-write': lineOf(outcome, 'lost-write'),
    'guest-to-vmm': lineOf(outcome, 'guest-to-vmm'),
    'vmm-to-guest': lineOf(outcome, 'vmm-to-guest'),
    'dirty-civac': lineOf(outcome, 'dirty-civac'),
    peer: peer && { fails: peer.fails, known: peer.known },
  }
}
