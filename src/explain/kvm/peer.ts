import type { MemoryAttributes } from '../../arch/attributes.ts'
import { first } from '../../arch/rule.ts'
import { translateAttributes } from '../../arch/translate-attributes.ts'
import { typeName } from '../../arch/type-name.ts'
import { capability, idRegisterFwb, type CapabilityAnswer } from '../../kvm/capability.ts'
import type { Exit } from '../../kvm/exit.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import type { faultFacts } from '../../kvm/fault-facts.ts'
import type { memslotFacts } from '../../kvm/memslot-facts.ts'
import { policyNamed } from '../../kvm/policies.ts'
import type { Policy } from '../../kvm/policy.ts'
import { slotStory, type SlotStory } from '../../kvm/story.ts'
import { explainKvm, type Trace, type TraceRow } from '../../kvm/trace.ts'
import { toInputs } from '../../scenario/inputs.ts'
import { toKvm } from '../../scenario/kvm-inputs.ts'
import { isByHand } from '../../scenario/scenario.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { marked } from '../marked.ts'
import { withinSentence, type Sentence } from '../sentence.ts'
import { walkInShort } from '../walk/in-short.ts'
import { bin } from '../words.ts'
import type { KvmAnswer } from './answer.ts'
import { exitCode, stage2TypeName } from './leaf-words.ts'
import { isOwnAccess } from './own-access.ts'
import { reasonOf } from './reasons.ts'

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
  const policy = policyNamed(scenario.peerpolicy)
  const asked: KvmInputs = { ...toKvm(scenario), fwb: scenario.peerfwb, dic: scenario.peerdic }
  const story = slotStory(policy, asked)
  const { traces } = explainKvm(policy, story.access, story.call)
  const told = {
    policy,
    inputs: story.access,
    story,
    traces,
    stopped: stoppedIn(story),
    capability: { here: capability(kvm.policy, kvm.inputs, 'vm'), there: capability(policy, asked, 'vm') },
    idRegister: idRegisters(kvm.inputs, asked),
    fails: failureOf(story.reached, story.outcome.fault),
    failsHere: failureOf(kvm.stopped !== 'memslot', kvm.fault),
    final: { here, there: finalThere(scenario, story) },
  }
  const asking = { ...told, known: isToldBefore(told) }
  return { ...asking, says: marked(sentence(asking, kvm)) }
}

const stoppedIn = ({ reached, outcome }: SlotStory): PeerAnswer['stopped'] =>
  !reached ? 'memslot' : outcome.fault.leaf ? null : 'fault'

function failureOf(reached: boolean, { kind }: Exit): PeerFailure | null {
  if (!reached) return 'memslot'
  return kind === 'error' || kind === 'guest_abort_injected' ? 'access' : null
}

/** `arm64_check_features()`: FWB is no writable field, so that a value other than the host's is refused. */
function idRegisters(here: KvmInputs, there: KvmInputs): PeerAnswer['idRegister'] {
  return { here: idRegisterFwb(here), there: idRegisterFwb(there), refused: here.fwb !== there.fwb }
}

/** A scenario on its peer, of which nothing but the kernel, FWB and DIC is another's. */
export const movedToPeer = (scenario: Scenario): Scenario => ({
  ...scenario,
  policy: scenario.peerpolicy,
  fwb: scenario.peerfwb,
  dic: scenario.peerdic,
  peer: false,
})

/** The same access on the peer. */
function finalThere(scenario: Scenario, story: SlotStory): MemoryAttributes | null {
  if (stoppedIn(story) !== null || !isOwnAccess(story.access)) return null
  const { fault, met } = walkInShort(movedToPeer(scenario))
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
}: Omit<PeerAnswer, 'known' | 'says'>): boolean {
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

type Told = Omit<PeerAnswer, 'says'>

/** The peer as the subject of a sentence. */
function subject({ policy, inputs: { fwb, dic } }: Pick<Told, 'policy' | 'inputs'>): string {
  const has = [fwb ? '[FEAT_S2FWB](peerfwb)' : null, dic ? '[DIC](peerdic)' : null].filter(
    (one) => one !== null,
  )
  const hardware =
    has.length > 0 ? `with ${has.join(' and ')}` : 'with neither [FEAT_S2FWB](peerfwb) nor [DIC](peerdic)'
  return `On the peer, [${withinSentence(policy.title)}](peerpolicy) ${hardware}`
}

function sentence(told: Told, kvm: KvmAnswer): string {
  const { story, fails, traces } = told
  if (fails === 'memslot')
    return `${subject(told)} refuses the memslot with -${story.outcome.memslot.errno}: ${onPeer(reasonOf(traces.memslot.last.check.id, story.call))}; ${knownWords(told)}`
  if (fails === 'access')
    return `${subject(told)} ${takes(told)}${told.story.outcome.memslot.errno === null ? ',' : ''} and the first access ends in ${story.outcome.fault.says}${told.failsHere === null ? ', after the VM has moved' : ''}: ${onPeer(reasonOf(traces.fault.last.check.id, story.access))}; ${knownWords(told)}`
  return `${subject(told)} ${takes(told)} and ${end(told, kvm)}`
}

/** The slot is made; switching its logging on later may still be refused. */
const takes = ({ story }: Told) => {
  const { errno } = story.outcome.memslot
  return errno === null
    ? 'accepts the memslot'
    : `accepts the memslot, refuses with -${errno} to log it later,`
}

/** Reasons light the controls of this host; those of the peer are others. */
const onPeer = (reason = 'a check refuses it') =>
  reason
    .replaceAll('](fwb)', '](peerfwb)')
    .replaceAll('](dic)', '](peerdic)')
    .replaceAll('this host', 'that host')
    .replaceAll('this kernel', 'that kernel')

/** What this host does with it, or what the VMM could have known before. */
function knownWords({ fails, failsHere, known, capability: { here, there } }: Told): string {
  if (failsHere === 'memslot')
    return fails === 'memslot' ? 'this host refuses the memslot too' : 'this host refuses the memslot already'
  if (failsHere === 'access')
    return fails === 'access' ? 'on this host it fails too' : 'on this host the first access fails'
  if (known) return 'its capability reads 0, so that a VMM that asks both hosts knows before it migrates'
  return there.value === 0 && here.value === 0
    ? 'no capability told it before'
    : here.value === 1 && there.value === 0
      ? 'its capability reads 0, which says nothing of this check'
      : 'the capabilities of the hosts do not tell it before'
}

function end(told: Told, kvm: KvmAnswer): string {
  const { leaf } = told.story.outcome.fault
  if (!leaf) return `the access ends as ${exitCode(told.story.outcome.fault)}`
  const type = stage2TypeName[leaf.type]
  if (!kvm.leaf) return `maps the page ${type}, which this host does not`
  if (kvm.leaf.type !== leaf.type)
    return `maps the page ${type}, where it is ${stage2TypeName[kvm.leaf.type]} here: the guest’s memory changes its type`
  return kvm.leaf.memattr === leaf.memattr
    ? `maps the page ${type}, as here`
    : `maps the page ${type} by MemAttr ${bin(leaf.memattr, 4)}, where it is ${bin(kvm.leaf.memattr, 4)} here: ${ownAttribute(told)}`
}

/** `MT_S2_FWB_NORMAL` forces Write-Back; `MT_S2_NORMAL` leaves the guest what its stage 1 asks for. */
function ownAttribute({ inputs: { fwb }, final: { here, there } }: Told): string {
  const counts = fwb
    ? 'the guest’s [own attribute](mair) no longer counts'
    : 'the guest’s [own attribute](mair) counts'
  if (!here || !there) return counts
  if (typeName(here) !== typeName(there))
    return `${counts}, and the guest’s memory changes from ${typeName(here)} to ${typeName(there)}`
  return fwb
    ? `${counts}; it gets ${typeName(there)} on both hosts`
    : `${counts}, and makes it ${typeName(there)} on both hosts`
}
