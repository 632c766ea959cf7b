import { marked } from '../marked.ts'
import { numberWord } from '../number-words.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import type { Aliases } from './aliases.ts'
import { cleansAsItMaps, wouldClean, type Host } from './host.ts'
import type { SituationAnswer } from './situation-answer.ts'

/** Where an unsafe situation is told in few words: by its id, the gravest first. */
const shorts = [
  ['leak', 'the guest may read a secret'],
  ['lost-write', 'what the guest writes may be lost'],
  ['guest-to-vmm', 'the VMM may read old data'],
  ['vmm-to-guest', 'the guest may read old data'],
  ['dirty-civac', 'DC CIVAC may undo what the guest wrote'],
] as const

/** The situation that the verdict is about: the gravest of those that are unsafe; null where all are safe. */
export function gravest(all: readonly SituationAnswer[]): SituationAnswer | null {
  const unsafe = all.filter(({ safe }) => !safe)
  const first = shorts.find(([id]) => unsafe.some(({ situation }) => situation.id === id))
  return unsafe.find(({ situation }) => situation.id === first?.[0]) ?? unsafe[0] ?? null
}

/** The verdict as the strip has it. */
export function shortVerdict(all: readonly SituationAnswer[], severalDomains: boolean): string {
  const worst = gravest(all)
  if (!worst) return severalDomains ? 'coherent within one domain' : 'coherent, no maintenance'
  return shorts.find(([id]) => id === worst.situation.id)?.[1] ?? worst.clause
}

/** What the verdict tells besides the situations. */
export interface VerdictOf {
  readonly aliases: Aliases
  /** The guest's type in words, if it is one. */
  readonly guestType: string | null
  readonly host: Host
  /** What is to be said of the shareability of the cacheable aliases; null where they are of one domain, whatever counts. */
  readonly shareability: 'differs' | 'may differ' | null
}

/** The verdict in one whole sentence. */
export function longVerdict(
  all: readonly SituationAnswer[],
  { aliases, guestType, host, shareability }: VerdictOf,
): Sentence {
  const vmm = `[${aliases.vmm.type}](pgprot)`
  const guest = guestType === null ? 'as it chooses' : `as ${guestType}`
  const worst = gravest(all)
  if (!worst) {
    const same = guestType === aliases.vmm.type
    const who = same
      ? `VMM and guest both access the memory as ${vmm}`
      : `the VMM accesses the memory as ${vmm}, the guest ${guest}, and nothing that the one writes is hidden from the other`
    const verdict = `without maintenance everyone reads what was written last: ${who}`
    return asSentence(
      marked(
        shareability
          ? `as far as one shareability domain reaches, ${verdict}, but their shareability ${shareability}, and what that permits is not modelled`
          : verdict,
      ),
    )
  }
  const count = all.filter(({ safe }) => !safe).length
  const others =
    count === 1
      ? ''
      : `, and ${numberWord(count - 1)} other situation${count === 2 ? ' is' : 's are'} unsafe too`
  return asSentence([
    ...say(`${worst.clause}${others}: `),
    ...marked(`the VMM accesses the memory as ${vmm}, the guest ${guest}, and ${care(host)}`),
  ])
}

/** What KVM does for the data, as a clause. */
function care(host: Host): string {
  if (cleansAsItMaps(host)) return 'KVM cleans only as it maps it'
  return wouldClean(host) ? 'KVM has no kernel address to clean it by' : 'KVM cleans nothing as it maps it'
}
