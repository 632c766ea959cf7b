import type { Attribute } from '../../coherency/script.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { listed } from '../listed.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import type { Parts } from '../resolve.ts'
import { aliasesOn, type Aliases } from './aliases.ts'
import { areApart } from './apart.ts'
import { whyNoQuestion } from './arises.ts'
import { attributeName } from './attribute.ts'
import { guestReadings, hostOf, isMappedByUser, peerHost, type Host } from './host.ts'
import { mismatchesOf, type Mismatch } from './mismatch.ts'
import { askSituations, type SituationAnswer } from './situation-answer.ts'
import { takenForGranted, type Taken } from './taken.ts'
import { dutiesOn, mixOf, type HostDuties } from './user-space.ts'
import { longVerdict, shortVerdict } from './verdict.ts'

/** What the reader chooses of the model. */
export interface CoherencyChoice {
  /**
   * An access that goes around the cache may be answered, or noticed, by a copy in it. The architecture permits it; that the
   * systems of today do not do it is an assumption, and to be marked as one.
   */
  readonly hits: boolean
  /** The guest may choose any type and shareability: the situations are told for the worst of the types that it can get here. */
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
  /** Type, shareability and cacheability of all aliases, as the guest maps the line now, whatever it may choose. */
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
  /** The same in few words, for the strip: `coherent, no maintenance`, or `coherent within one domain` where more is not modelled. */
  readonly short: string
  /** What the verdict takes for granted and leaves out, to stand beside it: whole sentences, each with its badge. */
  readonly taken: readonly Taken[]
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
  const peer = parts.peer && peerHost(parts.scenario, parts.peer)
  const shareability = shareabilityOn(host, choice)
  return {
    arises: true,
    choice,
    aliases,
    guests,
    guestMayGet: mayGetSays(here.guestMayGet),
    situations,
    safe: situations.every(({ safe }) => safe),
    mismatches: mismatchesOf(aliases),
    userSpace: { here, ...onPeer(parts, peer, choice) },
    says: longVerdict(situations, { aliases, guestType, host, shareability }),
    short: shortVerdict(situations, shareability !== null),
    taken: takenForGranted({ choice, host, peer, aliases, guests }),
  }
}

/** Whether the shareability of the cacheable aliases is, or may be, that of more than one domain. */
function shareabilityOn(host: Host, { anyGuest }: CoherencyChoice): 'differs' | 'may differ' | null {
  if (areApart(host, false)) return 'differs'
  return areApart(host, anyGuest) ? 'may differ' : null
}

const noQuestion = (says: Sentence): NoQuestion => ({ arises: false, says, short: 'does not arise' })

const nobodyElse = ({ vmm }: Aliases): Sentence => [
  ...vmm.says.slice(0, -1),
  ...say((vmm.says.at(-1)?.text ?? '').replace(/\.$/, ', so that the question of coherency does not arise.')),
]

function mayGetSays(all: readonly Attribute[]): Sentence {
  const list = listed(
    all.map((one) => attributeName[one]),
    'or',
  )
  return asSentence(say(`whatever type the guest chooses, its alias here is ${list}`))
}

/** The same memory on the peer. */
function onPeer({ peer }: Parts, host: Host | null, { hits }: CoherencyChoice) {
  if (!peer) return { peer: null, peerSays: null }
  const duties = host && dutiesOn(host, hits, { fwb: 'peerfwb', dic: 'peerdic', idc: 'peeridc' })
  return { peer: duties, peerSays: duties ? null : asSentence(peer.says) }
}
