import type { CitationId } from '../../cite/citations.ts'
import type { Attribute } from '../../coherency/script.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import type { Parts } from '../resolve.ts'
import { aliasesOn, type Aliases } from './aliases.ts'
import { whyNoQuestion } from './arises.ts'
import { attributeName } from './attribute.ts'
import { guestReadings, hostOf, isMappedByUser, peerHost, type Host } from './host.ts'
import { mismatchesOf, type Mismatch } from './mismatch.ts'
import { askSituations, type SituationAnswer } from './situation-answer.ts'
import { dutiesOn, mixOf, type HostDuties } from './user-space.ts'
import { longVerdict, shortVerdict } from './verdict.ts'

/** What the reader chooses of the model. */
export interface CoherencyChoice {
  /**
   * An access that goes around the cache may be answered, or noticed, by a copy in it. The architecture permits it; that the
   * systems of today do not do it is an assumption, and to be marked as one.
   */
  readonly hits: boolean
  /** The guest may choose any MAIR byte and shareability: the situations are told for the worst of what it can get here. */
  readonly anyGuest: boolean
}

/** What a scenario says of it. */
export const choiceOf = ({ hits, anyguest }: Pick<Scenario, 'hits' | 'anyguest'>): CoherencyChoice => ({
  hits,
  anyGuest: anyguest,
})

/** The story ends before anyone could be incoherent. */
export interface NoQuestion {
  readonly arises: false
  /** Why the question does not arise: one whole sentence. */
  readonly says: Sentence
  /** In the strip. */
  readonly short: string
}

/** Act 5: what may be read from the accessed line, and what repairs it. */
export interface CoherencyAnswer {
  readonly arises: true
  readonly choice: CoherencyChoice
  readonly aliases: Aliases
  /** What the guest's alias may be in the situations: what it is, or with `anyGuest` all that it can be here. */
  readonly guests: readonly Attribute[]
  /** What `anyGuest` says, one whole sentence: what the guest can get here, whatever it chooses. */
  readonly guestMayGet: Sentence
  /** Every situation, in their order. */
  readonly situations: readonly SituationAnswer[]
  /** Whether all of them are safe. */
  readonly safe: boolean
  /** Type, shareability and cacheability of all aliases. */
  readonly mismatches: readonly Mismatch[]
  /** What user space must do: on this host, and on the peer. */
  readonly userSpace: {
    readonly here: HostDuties
    /** Null where the VM does not migrate, or where no access is made on the peer: `peerSays` then tells why. */
    readonly peer: HostDuties | null
    readonly peerSays: Sentence | null
  }
  /** The verdict in one whole sentence. */
  readonly says: Sentence
  /** The same in few words, for the strip: `coherent, no maintenance`. */
  readonly short: string
  /** What the verdict takes for granted and leaves out, to stand beside it: whole sentences, each with its badge. */
  readonly taken: readonly Taken[]
}

/** Something that the answer takes for granted. */
export interface Taken {
  readonly badge: 'assumption' | 'interpretation' | 'not modelled'
  readonly says: Sentence
  readonly cite: readonly CitationId[]
}

/**
 * What a resolved story comes to in coherency.
 *
 *     parts -> host (inputs, leaf, what the guest gets) -> aliases -> mix -> situations (outcomes, runs, plans) -> sentences
 */
export function coherencyAnswer(
  parts: Parts,
  choice: CoherencyChoice = choiceOf(parts.scenario),
): CoherencyAnswer | NoQuestion {
  const why = whyNoQuestion(parts)
  if (why) return noQuestion(why)
  const { kvm, access } = parts
  const host = kvm && access && hostOf(kvm, access.inputs, parts.scenario.idc)
  if (!host || !access) throw new RangeError('a story that nothing ends has no host')
  const aliases = aliasesOn(host, access)
  const here = dutiesOn(host, choice.hits)
  if (!here || !isMappedByUser(host)) return noQuestion(nobodyElse(aliases))
  const now = guestReadings(host)
  const guests = choice.anyGuest ? here.guestMayGet : now
  const guestType = choice.anyGuest && guests.length > now.length ? null : aliases.guest.type
  const situations = askSituations({ host, aliases, mix: mixOf(host, choice.hits), guests, guestType })
  const mismatches = mismatchesOf(aliases)
  return {
    arises: true,
    choice,
    aliases,
    guests,
    guestMayGet: mayGetSays(here.guestMayGet),
    situations,
    safe: situations.every(({ safe }) => safe),
    mismatches,
    userSpace: { here, ...onPeer(parts, choice) },
    says: longVerdict(situations, aliases, guestType, host),
    short: shortVerdict(situations),
    taken: takenForGranted(choice, host, aliases, mismatches),
  }
}

const noQuestion = (says: Sentence): NoQuestion => ({ arises: false, says, short: 'does not arise' })

const nobodyElse = ({ vmm }: Aliases): Sentence => [
  ...vmm.says.slice(0, -1),
  ...say((vmm.says.at(-1)?.text ?? '').replace(/\.$/, ', so that the question of coherency does not arise.')),
]

function mayGetSays(all: readonly Attribute[]): Sentence {
  const names = all.map((one) => attributeName[one])
  const [only] = names
  const list = names.length === 1 ? only : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
  return asSentence(say(`whatever MAIR byte and shareability the guest chooses, its alias here is ${list}`))
}

/** The same memory on the peer. */
function onPeer({ scenario, peer }: Parts, { hits }: CoherencyChoice) {
  if (!peer) return { peer: null, peerSays: null }
  const host: Host | null = peerHost(scenario, peer)
  const duties = host && dutiesOn(host, hits, { fwb: 'peerfwb', dic: 'peerdic', idc: 'peeridc' })
  return { peer: duties, peerSays: duties ? null : asSentence(peer.says) }
}

function takenForGranted(
  { hits }: CoherencyChoice,
  { inputs: { gmem, pfnmap } }: Host,
  { vmm, guest, linear }: Aliases,
  mismatches: readonly Mismatch[],
): readonly Taken[] {
  const aliases = [vmm, guest, linear]
  const around = aliases.some(({ counts }) => counts.some((one) => one === 'NC' || one === 'Device'))
  const shareability = mismatches.find(({ id }) => id === 'shareability')
  const apart = new Set(aliases.flatMap((one) => (one.cacheable ? [one.attributes?.shareability] : [])))
  return [
    ...(around ? [hits ? permitted : assumed] : []),
    ...(pfnmap && gmem === 'none' ? [asPgprotSays] : []),
    ...aliases.flatMap(({ interpretation: says }) =>
      says ? [{ badge: 'interpretation', says, cite: ['mismatched-attributes'] } as const] : [],
    ),
    ...(apart.size > 1 && shareability
      ? [
          {
            badge: 'not modelled',
            says: say(
              'The cacheable aliases differ in shareability, and the model has one domain: what else that permits it does not show.',
            ),
            cite: shareability.cite,
          } as const,
        ]
      : []),
  ]
}

const assumed: Taken = {
  badge: 'assumption',
  says: say(
    'An access that goes around the cache neither hits a copy there nor drops it: the architecture permits both for mismatched aliases, and Linux relies on systems that do neither.',
  ),
  cite: ['mismatched-attributes'],
}

const permitted: Taken = {
  badge: 'assumption',
  says: say(
    'The worst case: an access that goes around the cache may hit a copy there or drop it, as the architecture permits for mismatched aliases.',
  ),
  cite: ['mismatched-attributes'],
}

const asPgprotSays: Taken = {
  badge: 'assumption',
  says: say(
    'The leaf of the host’s own stage 1 is taken to be as pgprot of the VMA says, which is all that KVM looks at; a driver may have mapped the page otherwise.',
  ),
  cite: ['linux-prepare-memslot', 'linux-s2-vma-info'],
}
