import { typeName } from '../../arch/type-name.ts'
import { withinSentence } from '../sentence.ts'
import { bin } from '../words.ts'
import type { KvmAnswer } from './answer.ts'
import { exitCode, stage2TypeName } from './leaf-words.ts'
import type { ToldOfPeer } from './peer.ts'
import { reasonOf } from './reasons.ts'

/** The peer as the subject of a sentence. */
function subject({ policy, inputs: { fwb, dic } }: Pick<ToldOfPeer, 'policy' | 'inputs'>): string {
  const has = [fwb ? '[FEAT_S2FWB](peerfwb)' : null, dic ? '[DIC](peerdic)' : null].filter(
    (one) => one !== null,
  )
  const hardware =
    has.length > 0 ? `with ${has.join(' and ')}` : 'with neither [FEAT_S2FWB](peerfwb) nor [DIC](peerdic)'
  return `On the peer, [${withinSentence(policy.title)}](peerpolicy) ${hardware}`
}

/** What becomes of the memory on the peer, with the controls that it depends on in brackets, as `marked` reads them. */
export function peerSentence(told: ToldOfPeer, kvm: KvmAnswer): string {
  const { story, fails, traces } = told
  if (fails === 'memslot')
    return `${subject(told)} refuses the memslot with -${story.outcome.memslot.errno}: ${onPeer(reasonOf(traces.memslot.last.check.id, story.call))}; ${knownWords(told)}`
  if (fails === 'access')
    return `${subject(told)} ${takes(told, ',')} and the first access ends in ${story.outcome.fault.says}${told.failsHere === null ? ', after the VM has moved' : ''}: ${onPeer(reasonOf(traces.fault.last.check.id, story.access))}; ${knownWords(told)}`
  return `${subject(told)} ${takes(told)} and ${end(told, kvm)}`
}

/** The slot is made, with `mark` behind it; switching its logging on later may still be refused. */
function takes({ story }: ToldOfPeer, mark = ''): string {
  const { errno } = story.outcome.memslot
  return errno === null
    ? `accepts the memslot${mark}`
    : `accepts the memslot, refuses with -${errno} to log it later,`
}

/** Reasons light the controls of this host; those of the peer are others. */
const onPeer = (reason: string | undefined = '') =>
  reason
    .replaceAll('](fwb)', '](peerfwb)')
    .replaceAll('](dic)', '](peerdic)')
    .replaceAll('this host', 'that host')
    .replaceAll('this kernel', 'that kernel')

/** What this host does with it, or what the VMM could have known before. */
function knownWords({ fails, failsHere, known, capability: { here, there } }: ToldOfPeer): string {
  if (failsHere === 'memslot')
    return fails === 'memslot' ? 'this host refuses the memslot too' : 'this host refuses the memslot already'
  if (failsHere === 'access')
    return fails === 'access' ? 'on this host it fails too' : 'on this host the first access fails'
  if (known) return 'its capability reads 0, so that a VMM that asks both hosts knows before it migrates'
  if (there.value !== 0) return 'the capabilities of the hosts do not tell it before'
  if (here.value === 0) return 'no capability told it before'
  return 'its capability reads 0, which says nothing of this check'
}

function end(told: ToldOfPeer, kvm: KvmAnswer): string {
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
function ownAttribute({ inputs: { fwb }, final: { here, there } }: ToldOfPeer): string {
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
