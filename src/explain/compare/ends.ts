import type { KvmAnswer } from '../kvm/answer.ts'
import { stage2TypeName } from '../kvm/leaf-words.ts'
import { reasonOf } from '../kvm/reasons.ts'
import { ends, whyRefused } from '../kvm/verdict.ts'
import { whyType } from '../kvm/why-type.ts'
import { marked } from '../marked.ts'
import type { Parts } from '../resolve.ts'
import { plain } from '../sentence.ts'
import { accessEnds, walkEnds, whyAccess } from '../verdict.ts'

/** How a sentence calls the memslot: by its name where it first speaks of it. */
export type Slot = 'this memslot' | 'it'

/** How a part of a story ends. */
export interface End {
  /** A clause. */
  readonly says: (slot: Slot) => string
  /** Whether the kernel is its subject: `KVM maps it ...`. `as` then says it of a kernel by name. */
  readonly as: ((kernel: string, slot: Slot) => string) | null
  /** Why, as a clause; null where nothing needs one. */
  readonly why: string | null
}

const words = (text: string | undefined) => (text === undefined ? null : plain(marked(text)))

const ofKernel = (what: (kernel: string, slot: Slot) => string, why: string | null): End => ({
  says: (slot) => what('KVM', slot),
  as: what,
  why,
})

/** A clause that does not speak of the memslot. */
export const endOf = (clause: string, why: string | null): End => ({ says: () => clause, as: null, why })

/** How acts 1 and 2 end; null where stage 2 is set by hand. */
export function endOfKvm({ kvm }: Pick<Parts, 'kvm'>): End | null {
  if (!kvm) return null
  const { stopped, memslot, leaf } = kvm
  if (stopped === 'memslot')
    return ofKernel(
      (kernel, slot) => `${kernel} refuses ${slot} with -${memslot.errno}`,
      words(whyRefused(kvm)),
    )
  if (!leaf) return endOfFault(kvm)
  const type = stage2TypeName[leaf.type]
  const what = (slot: Slot) =>
    memslot.errno === null ? `maps ${slot} ${type}` : `${refusesLogging(kvm, slot)} and maps it ${type}`
  return ofKernel((kernel, slot) => `${kernel} ${what(slot)}`, both(kvm, 'its type', words(whyType(kvm))))
}

/** What becomes of the second of two calls. */
const refusesLogging = ({ memslot }: KvmAnswer, slot: Slot) =>
  `refuses logging ${slot} later with -${memslot.errno}`

/** Why logging was refused, where it was, and why the story goes on as it does. */
function both(kvm: KvmAnswer, what: string, why: string | null): string | null {
  if (kvm.memslot.errno === null) return why
  const refused = words(whyRefused(kvm))
  return why === null ? refused : `${refused}; ${what} because ${why}`
}

function endOfFault(kvm: KvmAnswer): End {
  const { memslot, fault, inputs, traces } = kvm
  const clause = ends(fault, inputs, '')
  const why = words(reasonOf(traces.fault.last.check.id, inputs))
  if (memslot.errno === null) return endOf(clause, why)
  return ofKernel(
    (kernel, slot) => `${kernel} ${refusesLogging(kvm, slot)}, and ${clause}`,
    both(kvm, 'its end', why),
  )
}

/** What the access comes to, where it is made. */
export function endOfAccess({ walk, access }: Pick<Parts, 'walk' | 'access'>): End | null {
  if (walk?.fault) return endOf(walkEnds(walk, walk.fault), walk.fault.why.because)
  return access ? endOf(accessEnds(access), plain(whyAccess(access))) : null
}

/** What stands in place of acts 1 and 2 where KVM is not asked. */
export const byHand = endOf('stage 2 is set by hand', null)

/** Both in one, for stories of which only one asks KVM. */
export function endOfStory(story: Parts): End {
  const access = endOfAccess(story)
  const first = endOfKvm(story) ?? byHand
  return {
    says: (slot) => (access ? `${first.says(slot)} and ${access.says('it')}` : first.says(slot)),
    as: null,
    why: first.why ?? access?.why ?? null,
  }
}
