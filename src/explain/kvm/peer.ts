import { capability, idRegisterFwb, type CapabilityAnswer } from '../../kvm/capability.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import { isCacheable } from '../../kvm/memslot-facts.ts'
import { policyNamed } from '../../kvm/policies.ts'
import type { Policy } from '../../kvm/policy.ts'
import { slotStory, type SlotStory } from '../../kvm/story.ts'
import { explainKvm, type Trace } from '../../kvm/trace.ts'
import { toKvm } from '../../scenario/kvm-inputs.ts'
import { isByHand } from '../../scenario/scenario.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { marked } from '../marked.ts'
import type { Sentence } from '../sentence.ts'
import type { KvmAnswer } from './answer.ts'
import { exitCode, stage2TypeName } from './leaf-words.ts'
import { reasonOf } from './reasons.ts'

/** When the peer says no: as its memslot is made, or at the first access; null where it does not. */
export type PeerFailure = 'memslot' | 'access'

/** What becomes of the VM's memory on the host that it migrates to. */
export interface PeerAnswer {
  readonly policy: Policy
  /** What the peer's kernel is asked. */
  readonly inputs: KvmInputs
  readonly story: SlotStory
  /** The checks of the peer. */
  readonly traces: { readonly memslot: Trace; readonly fault: Trace }
  /** KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED on either host, on the VM fd. */
  readonly capability: { readonly here: CapabilityAnswer; readonly there: CapabilityAnswer }
  /** ID_AA64MMFR2_EL1.FWB on either host; `refused` where restoring it gives -E2BIG. */
  readonly idRegister: { readonly here: 0 | 1; readonly there: 0 | 1; readonly refused: boolean }
  readonly fails: PeerFailure | null
  /** Whether the capabilities tell, before anything moves, that this memory will not do there. */
  readonly known: boolean
  /** The whole in a sentence. */
  readonly says: Sentence
}

/** Asks the peer's kernel about the same memory; null where the VM does not migrate, or KVM is not asked. */
export function peerAnswer(scenario: Scenario, kvm: KvmAnswer | null): PeerAnswer | null {
  if (!kvm || !scenario.peer || isByHand(scenario)) return null
  const policy = policyNamed(scenario.peerpolicy)
  const asked: KvmInputs = { ...toKvm(scenario), fwb: scenario.peerfwb, dic: scenario.peerdic }
  const story = slotStory(policy, asked)
  const { traces } = explainKvm(policy, story.access, story.call)
  const here = capability(kvm.policy, kvm.inputs, 'vm')
  const there = capability(policy, asked, 'vm')
  const fails = failureOf(story)
  const told = {
    policy,
    inputs: story.access,
    story,
    traces,
    capability: { here, there },
    idRegister: idRegisters(kvm.inputs, asked),
    fails,
    known: fails !== null && isAbout(asked) && here.value === 1 && there.value === 0,
  }
  return { ...told, says: marked(sentence(told, kvm)) }
}

function failureOf({ reached, outcome }: SlotStory): PeerFailure | null {
  if (!reached) return 'memslot'
  return outcome.fault.kind === 'error' || outcome.fault.kind === 'guest_abort_injected' ? 'access' : null
}

/** `arm64_check_features()`: FWB is no writable field, so that a value other than the host's is refused. */
function idRegisters(here: KvmInputs, there: KvmInputs): PeerAnswer['idRegister'] {
  return { here: idRegisterFwb(here), there: idRegisterFwb(there), refused: here.fwb !== there.fwb }
}

/** Whether the capability is about this memory. */
const isAbout = (at: KvmInputs) => at.pfnmap && isCacheable(at) && at.gmem === 'none'

type Told = Omit<PeerAnswer, 'says'>

/** The peer as the subject of a sentence. */
function subject({ policy, inputs: { fwb, dic } }: Pick<Told, 'policy' | 'inputs'>): string {
  const has = [fwb ? '[FEAT_S2FWB](peerfwb)' : null, dic ? '[DIC](peerdic)' : null].filter(
    (one) => one !== null,
  )
  const hardware =
    has.length > 0 ? `with ${has.join(' and ')}` : 'with neither [FEAT_S2FWB](peerfwb) nor [DIC](peerdic)'
  return `On the peer, [${policy.title}](peerpolicy) ${hardware}`
}

function sentence(told: Told, kvm: KvmAnswer): string {
  const { story, fails, traces } = told
  if (fails === 'memslot')
    return `${subject(told)} refuses the memslot with -${story.outcome.memslot.errno}: ${onPeer(reasonOf(traces.memslot.last.check.id, story.call))}; ${knownWords(told)}`
  if (fails === 'access')
    return `${subject(told)} accepts the memslot, and the first access ends in ${story.outcome.fault.says}: ${onPeer(reasonOf(traces.fault.last.check.id, story.access))}, after the VM has moved; ${knownWords(told)}`
  return `${subject(told)} accepts the memslot and ${end(told, kvm)}`
}

/** Reasons light the controls of this host; those of the peer are others. */
const onPeer = (reason = 'a check refuses it') =>
  reason
    .replaceAll('](fwb)', '](peerfwb)')
    .replaceAll('](dic)', '](peerdic)')
    .replaceAll('this host', 'that host')
    .replaceAll('this kernel', 'that kernel')

/** What the VMM could have known before. */
function knownWords({ known, capability: { here, there } }: Told): string {
  if (known) return 'its capability reads 0, so that a VMM that asks both hosts knows before it migrates'
  return there.value === 0 && here.value === 0
    ? 'no capability told it before'
    : 'the capabilities of the hosts do not tell it before'
}

function end({ story }: Told, kvm: KvmAnswer): string {
  const { leaf } = story.outcome.fault
  if (!leaf) return `the access ends as ${exitCode(story.outcome.fault)}`
  const type = stage2TypeName[leaf.type]
  if (!kvm.leaf) return `maps the page ${type}, which this host does not`
  return kvm.leaf.type === leaf.type
    ? `maps the page ${type}, as here`
    : `maps the page ${type}, where it is ${stage2TypeName[kvm.leaf.type]} here: the guest’s memory changes its type`
}
