import { whyNoAttributes } from '../acts.ts'
import { ends, whyRefused } from '../kvm/verdict.ts'
import type { KvmAnswer } from '../kvm/answer.ts'
import { reasonOf } from '../kvm/reasons.ts'
import { marked } from '../marked.ts'
import type { Parts } from '../resolve.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import { accessEnds, walkEnds } from '../verdict.ts'

const so = 'so that the question of coherency does not arise'

const because = (clause: string, reason: string | undefined) =>
  asSentence(marked(`${clause}, ${so}${reason ? `: ${reason}` : ''}`))

/** Why the question does not arise, where KVM, the walk or the access ends the story before; null where none does. */
export function whyNoQuestion(parts: Parts): Sentence | null {
  const { kvm, walk, access } = parts
  if (!kvm)
    return because('[stage 2](s2) is set by hand', 'KVM is not asked, nor is how the host maps the memory')
  if (kvm.stopped !== null) return stoppedByKvm(kvm)
  if (walk?.fault) return because(walkEnds(walk, walk.fault), walk.fault.why.because)
  if (access) return access.attributes.final ? null : because(accessEnds(access), undefined)
  const why = whyNoAttributes(parts)
  return asSentence(say(`the question of coherency does not arise for this access: ${why}`))
}

function stoppedByKvm(kvm: KvmAnswer): Sentence {
  const { policy, memslot, fault, inputs, traces } = kvm
  return kvm.stopped === 'memslot'
    ? because(`${policy.title} refuses this memslot with -${memslot.errno}`, whyRefused(kvm))
    : because(ends(fault, inputs, ''), reasonOf(traces.fault.last.check.id, inputs))
}
