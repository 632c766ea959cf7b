import type { KvmAnswer } from '../kvm/answer.ts'
import { stage2TypeName } from '../kvm/leaf-words.ts'
import { reasonOf } from '../kvm/reasons.ts'
import { ends, whyRefused } from '../kvm/verdict.ts'
import { whyType } from '../kvm/why-type.ts'
import { marked } from '../marked.ts'
import type { Parts } from '../resolve.ts'
import { plain } from '../sentence.ts'
import { accessEnds, walkEnds, whyAccess } from '../verdict.ts'

/** How a part of a story ends. */
export interface End {
  /** A clause. */
  readonly says: string
  /** Whether the kernel is its subject: `KVM maps it ...`. `as` then says it of a kernel by name. */
  readonly as: ((kernel: string) => string) | null
  /** Why, as a clause; null where nothing needs one. */
  readonly why: string | null
}

const words = (text: string | undefined) => (text === undefined ? null : plain(marked(text)))

const ofKernel = (what: (kernel: string) => string, why: string | null): End => ({
  says: what('KVM'),
  as: what,
  why,
})

/** How acts 1 and 2 end; null where stage 2 is set by hand. */
export function endOfKvm({ kvm }: Pick<Parts, 'kvm'>): End | null {
  if (!kvm) return null
  const { stopped, memslot, leaf } = kvm
  if (stopped === 'memslot')
    return ofKernel(
      (kernel) => `${kernel} refuses this memslot with -${memslot.errno}`,
      words(whyRefused(kvm)),
    )
  const unlogged = memslot.errno === null ? null : `logging it later with -${memslot.errno}`
  if (leaf) {
    const type = stage2TypeName[leaf.type]
    const what = unlogged === null ? `maps it ${type}` : `refuses ${unlogged} and maps it ${type}`
    return ofKernel((kernel) => `${kernel} ${what}`, both(kvm, 'its type', words(whyType(kvm))))
  }
  return endOfFault(kvm, unlogged)
}

/** Why logging was refused, where it was, and why the story goes on as it does. */
function both(kvm: KvmAnswer, what: string, why: string | null): string | null {
  if (kvm.memslot.errno === null) return why
  const refused = words(whyRefused(kvm))
  return why === null ? refused : `${refused}; ${what} because ${why}`
}

function endOfFault(kvm: KvmAnswer, unlogged: string | null): End {
  const { fault, inputs, traces } = kvm
  const clause = ends(fault, inputs, '')
  const why = words(reasonOf(traces.fault.last.check.id, inputs))
  if (unlogged !== null)
    return ofKernel((kernel) => `${kernel} refuses ${unlogged}, and ${clause}`, both(kvm, 'its end', why))
  return { says: clause, as: null, why }
}

/** What the access comes to, where it is made. */
export function endOfAccess({ walk, access }: Pick<Parts, 'walk' | 'access'>): End | null {
  if (walk?.fault) return { says: walkEnds(walk, walk.fault), as: null, why: walk.fault.why.because }
  return access ? { says: accessEnds(access), as: null, why: plain(whyAccess(access)) } : null
}

/** Both in one, for stories of which only one asks KVM. */
export function endOfStory(story: Parts): End {
  const byKvm = endOfKvm(story)
  const access = endOfAccess(story)
  const first = byKvm?.says ?? 'stage 2 is set by hand'
  return {
    says: access ? `${first} and ${access.says}` : first,
    as: null,
    why: byKvm?.why ?? access?.why ?? null,
  }
}
