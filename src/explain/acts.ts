import type { Exit } from '../kvm/exit.ts'
import type { AccessAnswer } from './access.ts'
import type { KvmAnswer } from './kvm/answer.ts'
import { isHandled } from './kvm/handled.ts'
import { permissions, stage2TypeCode } from './kvm/leaf-words.ts'
import type { Outcome } from './resolve.ts'
import type { WalkAnswer } from './walk/answer.ts'
import { faultShort } from './walk/fault-words.ts'
import { plain, type Sentence } from './sentence.ts'
import { tokenOf, type ResultCode } from './token.ts'
import { bin, typeName } from './words.ts'

export type ActId = 'memslot' | 'fault' | 'walk' | 'attributes' | 'coherency'

/**
 * What became of an act: it went on, it ended well without a leaf (`handled`), it refused or failed, the story ended
 * before it, or nobody asked KVM.
 */
export type ActState = 'done' | 'handled' | 'refused' | 'not-reached' | 'not-asked'

/** One act of the story in a few words, as the strip shows it. */
export interface Act {
  readonly id: ActId
  /** Its place among the acts, from 1. */
  readonly number: number
  readonly name: string
  readonly state: ActState
  readonly says: string
  /** Why it is not reached, as a clause; null where it is. */
  readonly why: string | null
  /** What stands in its token: types, or a fault; nothing where it has none. */
  readonly codes: readonly ResultCode[]
}

type Told = Pick<Act, 'state' | 'says' | 'codes'> & { readonly why?: string }

const notAsked: Told = { state: 'not-asked', says: 'stage 2 is set by hand', codes: [] }
const notReached = (why: string): Told => ({ state: 'not-reached', says: 'not reached', codes: [], why })

/** A slot whose change is refused stays as it was. */
function memslot({ memslot: { errno }, stopped }: KvmAnswer): Told {
  if (errno === null) return { state: 'done', says: 'accepted, returns 0', codes: [] }
  return stopped === 'memslot'
    ? { state: 'refused', says: `-${errno} to the VMM`, codes: ['fault'] }
    : { state: 'done', says: `accepted; to log it: -${errno}`, codes: [] }
}

/** How a fault without a leaf ends, for the strip. */
const endsAs: Readonly<Record<Exit['kind'], (exit: Exit) => string>> = {
  accept: () => '',
  refuse: () => '',
  map: () => '',
  error: ({ errno }) => `-${errno} from KVM_RUN`,
  guest_abort_injected: () => 'an abort in the guest',
  mmio_exit: () => 'KVM_EXIT_MMIO',
  sigbus: () => 'SIGBUS to the vCPU thread',
  instruction_skipped: () => 'instruction skipped',
  access_flag_set: () => 'Access flag set',
}

function fault(kvm: KvmAnswer): Told {
  const { leaf } = kvm
  if (kvm.stopped === 'memslot') return notReached('the guest has no memory there')
  if (!leaf) {
    const says = endsAs[kvm.fault.kind](kvm.fault)
    return isHandled(kvm.fault)
      ? { state: 'handled', says, codes: [] }
      : { state: 'refused', says, codes: ['fault'] }
  }
  const says = `leaf with MemAttr ${bin(leaf.memattr, 4)}, ${permissions(leaf)}`
  return { state: 'done', says, codes: [stage2TypeCode[leaf.type]] }
}

/** The walk in the strip's words: how many reads, or the fault that stops it. */
function walk({ reads, fault }: WalkAnswer): Told {
  if (fault) return { state: 'refused', says: faultShort(fault), codes: ['fault'] }
  return { state: 'done', says: `${reads.length} read${reads.length === 1 ? '' : 's'}`, codes: [] }
}

function attributes({ attributes: outcome }: AccessAnswer): Told {
  const { final } = outcome
  if (!final)
    return { state: 'refused', says: `Permission fault, stage ${outcome.fault?.stage}`, codes: ['fault'] }
  return { state: 'done', says: `${typeName(final)}, ${final.shareability}`, codes: tokenOf(outcome) }
}

const told = { why: null } as const

/** Why there is no access whose attributes could be told, by the way in which the fault ended. */
const endedBy: Readonly<Record<Exit['kind'], string>> = {
  accept: '',
  refuse: 'the slot does not exist, so that there is no stage 2 leaf to meet',
  map: '',
  error: 'KVM_RUN returns with an error, and the access is not made',
  guest_abort_injected: 'the guest takes an abort in place of the access',
  mmio_exit: 'the VMM emulates the access',
  sigbus: 'the vCPU thread is killed or handles the signal, and the access is not made',
  instruction_skipped: 'the instruction is skipped',
  access_flag_set: 'this fault only marks the leaf that was there, and the access is made again',
}

/** Why nothing is said of attributes, where the walk ends in a fault. */
const endedByWalk = 'the walk ends in a fault, and the access is not made'

function whyNoAccess(kvm: KvmAnswer): string {
  if (kvm.stopped === 'memslot') return endedBy.refuse
  if (kvm.leaf && kvm.inputs.s1ptw)
    return 'the fault was on a table of the guest’s stage 1, and the access itself comes after it'
  return kvm.leaf ? 'cache maintenance has no memory type of its own' : endedBy[kvm.fault.kind]
}

/** Why a story ends before the attributes of its access can be told, as a clause; empty where nobody asked KVM. */
export function whyNoAttributes({ kvm, walk: walked }: Pick<Outcome, 'kvm' | 'walk'>): string {
  if (walked) return endedByWalk
  return kvm ? whyNoAccess(kvm) : ''
}

/** What may be read, that nobody has to ask, or that the story ended before. */
function coherency(outcome: Pick<Outcome, 'kvm' | 'walk' | 'access' | 'coherency'>): Told {
  const { access, coherency: answer } = outcome
  if (!access) return notReached(whyNoAttributes(outcome))
  if (!access.attributes.final) return notReached('the access takes a Permission fault')
  return answer.arises
    ? { state: 'done', says: answer.short, codes: [] }
    : { state: 'not-reached', says: answer.short, codes: [], why: asClause(answer.says) }
}

/** A whole sentence without its capital and its full stop. */
function asClause(says: Sentence): string {
  const words = plain(says).replace(/\.$/, '')
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

/** The acts of a story, in their order. */
export function actsOf(outcome: Pick<Outcome, 'kvm' | 'walk' | 'access' | 'coherency'>): readonly Act[] {
  const { kvm, walk: walked, access } = outcome
  return [
    { ...told, id: 'memslot', number: 1, name: 'Memslot', ...(kvm ? memslot(kvm) : notAsked) },
    { ...told, id: 'fault', number: 2, name: 'Fault', ...(kvm ? fault(kvm) : notAsked) },
    {
      ...told,
      id: 'walk',
      number: 3,
      name: 'Walk',
      ...(walked ? walk(walked) : notReached(kvm ? whyNoAccess(kvm) : '')),
    },
    {
      ...told,
      id: 'attributes',
      number: 4,
      name: 'Attributes',
      ...(access ? attributes(access) : notReached(whyNoAttributes(outcome))),
    },
    {
      ...told,
      id: 'coherency',
      number: 5,
      name: 'Coherency',
      ...(kvm ? coherency(outcome) : notAsked),
    },
  ]
}
