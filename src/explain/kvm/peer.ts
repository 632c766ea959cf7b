import type { MemoryAttributes } from '../../arch/attributes.ts'
import { first } from '../../arch/rule.ts'
import { translateAttributes } from '../../arch/translate-attributes.ts'
import { capability, idRegisterFwb, type CapabilityAnswer } from '../../kvm/capability.ts'
import type { Exit } from '../../kvm/exit.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import type { faultFacts } from '../../kvm/fault-facts.ts'
import type { memslotFacts } from '../../kvm/memslot-facts.ts'
import type { Policy } from '../../kvm/policy.ts'
import { slotStory, type SlotStory } from '../../kvm/story.ts'
import { explainKvm, type Trace, type TraceRow } from '../../kvm/trace.ts'
import { toInputs } from '../../scenario/inputs.ts'
import { policyOf, toKvm } from '../../scenario/kvm-inputs.ts'
import { isByHand } from '../../scenario/scenario.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { marked } from '../marked.ts'
import type { Sentence } from '../sentence.ts'
import { walkInShort } from '../walk/in-short.ts'
import type { KvmAnswer } from './answer.ts'
import { isOwnAccess } from './own-access.ts'
import { peerSentence } from './peer-words.ts'

/** When a host says no: as its memslot is made, or at the first access; null where it does not. */
export type PeerFailure = 'memslot' | 'access'

/** What becomes of the VM's memory on the host that it migrates to. */
export interface PeerAnswer {
  readonly policy: Policy
  /** What the peer's kernel is asked. */
  readonly inputs: KvmInputs
  readonly story: SlotStory
  /** The checks of the peer, and the act in which its story ends before an access is made; null where a leaf is mapped. */
  readonly traces: { readonly memslot: Trace; readonly fault: Trace }
  readonly stopped: KvmAnswer['stopped']
  /** KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED on either host, on the VM fd. */
  readonly capability: { readonly here: CapabilityAnswer; readonly there: CapabilityAnswer }
  /** ID_AA64MMFR2_EL1.FWB on either host; `refused` where restoring it gives -E2BIG. */
  readonly idRegister: { readonly here: 0 | 1; readonly there: 0 | 1; readonly refused: boolean }
  readonly fails: PeerFailure | null
  /** The same of this host, on which the VM has to run before it can move. */
  readonly failsHere: PeerFailure | null
  /** Whether the capabilities tell, before anything moves, that this memory will not do there. */
  readonly known: boolean
  /** What the guest's access gets on either host; null where none is made, or the walk takes a fault. */
  readonly final: { readonly here: MemoryAttributes | null; readonly there: MemoryAttributes | null }
  /** The whole in a sentence. */
  readonly says: Sentence
}

/** What the sentence is made of. */
export type ToldOfPeer = Omit<PeerAnswer, 'says'>

/**
 * Asks the peer's kernel about the same memory; null where the VM does not migrate, or KVM is not asked.
 * `here` is what the access gets on this host.
 */
export function peerAnswer(
  scenario: Scenario,
  kvm: KvmAnswer | null,
  here: MemoryAttributes | null,
): PeerAnswer | null {
  if (!kvm || !scenario.peer || isByHand(scenario)) return null
  const moved = movedToPeer(scenario)
  const policy = policyOf(moved)
  const asked = toKvm(moved)
  const story = slotStory(policy, asked)
  const stopped = stoppedIn(story)
  const { traces } = explainKvm(policy, story.access, story.call)
  const told = {
    policy,
    inputs: story.access,
    story,
    traces,
    stopped,
    capability: { here: capability(kvm.policy, kvm.inputs, 'vm'), there: capability(policy, asked, 'vm') },
    idRegister: idRegisters(kvm.inputs, asked),
    fails: failureOf(stopped, story.outcome.fault),
    failsHere: failureOf(kvm.stopped, kvm.fault),
    final: { here, there: stopped === null && isOwnAccess(story.access) ? finalOf(moved) : null },
  }
  const asking = { ...told, known: isToldBefore(told) }
  return { ...asking, says: marked(peerSentence(asking, kvm)) }
}

const stoppedIn = ({ reached, outcome }: SlotStory): PeerAnswer['stopped'] =>
  !reached ? 'memslot' : outcome.fault.leaf ? null : 'fault'

function failureOf(stopped: PeerAnswer['stopped'], { kind }: Exit): PeerFailure | null {
  if (stopped === 'memslot') return 'memslot'
  return kind === 'error' || kind === 'guest_abort_injected' ? 'access' : null
}

/** `arm64_check_features()`: FWB is no writable field, so that a value other than the host's is refused. */
function idRegisters(here: KvmInputs, there: KvmInputs): PeerAnswer['idRegister'] {
  return { here: idRegisterFwb(here), there: idRegisterFwb(there), refused: here.fwb !== there.fwb }
}

/** A scenario on its peer, of which nothing but the kernel, FWB, DIC and IDC is another's. */
export const movedToPeer = (scenario: Scenario): Scenario => ({
  ...scenario,
  policy: scenario.peerpolicy,
  fwb: scenario.peerfwb,
  dic: scenario.peerdic,
  idc: scenario.peeridc,
  peer: false,
})

/** What the guest's access gets where a leaf is mapped for it; null where the walk takes a fault. */
function finalOf(scenario: Scenario): MemoryAttributes | null {
  const { fault, met } = walkInShort(scenario)
  return fault ? null : translateAttributes(toInputs(met), first).final
}

/**
 * Whether the capabilities tell a failure: they differ, this host takes the memory, and the peer's check refuses it for being
 * cacheable PFNMAP, or refuses the flag for want of the capability.
 */
function isToldBefore({
  inputs,
  fails,
  failsHere,
  traces,
  capability: { here, there },
}: Omit<ToldOfPeer, 'known'>): boolean {
  if (fails === null || failsHere !== null || here.value !== 1 || there.value !== 0) return false
  const { last } = traces[fails === 'memslot' ? 'memslot' : 'fault']
  return (inputs.pfnmap && refusesCacheable(last)) || refusesFlag(last)
}

/** The facts by which a check sees that memory is cacheable. */
const cacheableFacts = new Set<string>([
  'kvm_vma_is_cacheable()',
  'is_vma_cacheable',
  'mapping_type(vma->vm_page_prot) == MT_NORMAL',
  'cacheable_devmem',
] satisfies readonly (keyof typeof faultFacts | keyof typeof memslotFacts)[])

const refusesCacheable = ({ operands }: TraceRow) =>
  operands.some(({ name, value }) => value && cacheableFacts.has(name))

/** Bit 3 is refused where the capability is 0, by the policies that pair the two. */
const refusesFlag = ({ check, operands }: TraceRow) =>
  check.exit?.kind === 'refuse' &&
  operands.some(({ name, value }) => value && name === 'KVM_MEM_ENABLE_CACHEABLE_PFNMAP') &&
  operands.some(({ name, value }) => !value && (name === 'FWB' || name === 'DIC'))
