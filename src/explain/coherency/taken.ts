import type { CitationId } from '../../cite/citations.ts'
import type { Attribute } from '../../coherency/script.ts'
import { marked } from '../marked.ts'
import { say, type Sentence } from '../sentence.ts'
import { shareabilityName } from '../words.ts'
import type { Aliases } from './aliases.ts'
import type { CoherencyChoice } from './answer.ts'
import { areApart } from './apart.ts'
import { attributesIn } from './attribute.ts'
import { domainOf } from './domains.ts'
import type { Host } from './host.ts'

/** Something that the answer takes for granted. */
export interface Taken {
  readonly badge: 'assumption' | 'interpretation' | 'not modelled' | 'IMPLEMENTATION DEFINED'
  readonly says: Sentence
  readonly cite: readonly CitationId[]
}

/** What an answer is about: the peer is null where the VM does not migrate, or no access is made there. */
export interface TakenFor {
  readonly choice: CoherencyChoice
  readonly host: Host
  readonly peer: Host | null
  readonly aliases: Aliases
  /** What the guest's alias may count as. */
  readonly guests: readonly Attribute[]
}

/** What an answer takes for granted and leaves out. */
export function takenForGranted(of: TakenFor): readonly Taken[] {
  const { choice, host, aliases, guests } = of
  const { gmem, pfnmap } = host.inputs
  const all = [aliases.vmm, aliases.guest, aliases.linear]
  const counts = new Set([...aliases.vmm.counts, ...guests, ...aliases.linear.counts])
  const withFetch = new Set([...counts, ...(host.fetch ? attributesIn(host.fetch) : [])])
  const around = counts.has('NC') || counts.has('Device')
  return [
    ...(around ? [choice.hits ? permitted : assumed] : []),
    ...(pfnmap && gmem === 'none' ? [asPgprotSays] : []),
    ...all.flatMap(({ interpretation: says }) =>
      says ? [{ badge: 'interpretation', says, cite: ['mismatched-attributes'] } as const] : [],
    ),
    ...(withFetch.has('WB') && withFetch.has('WT') ? [writeThrough] : []),
    ...effective(host),
    ...domains(of),
    ...(isRegisters(host) ? [registers] : []),
    leftOut,
  ]
}

/** The choice of the PE that decides whether the guest's alias has the shareability of the others. */
function effective({ guest, otherwise, effsh }: Host): readonly Taken[] {
  const [is, would] = [domainOf(guest), domainOf(otherwise)]
  if (!is || !would || is === would) return []
  const [now, other] = effsh
    ? ['the effective one', 'the one in the leaf']
    : ['the one in the leaf', 'the effective one']
  return [
    {
      badge: 'IMPLEMENTATION DEFINED',
      says: marked(
        `Which shareability stage 1 hands on is IMPLEMENTATION DEFINED: on this PE it is [${now}](effsh), so that the guest’s alias is ${shareabilityName[is]}, and with ${other} it would be ${shareabilityName[would]}.`,
      ),
      cite: ['sh-effective', 's1-translate'],
    },
  ]
}

/** Where the one domain of the model is not enough. */
function domains({ choice: { anyGuest }, host, peer }: TakenFor): readonly Taken[] {
  const of = (says: string): Taken => ({
    badge: 'not modelled',
    says: say(says),
    cite: ['mismatched-attributes', 'sh-effective'],
  })
  const rest =
    'and the model has one domain: what else that permits it does not show, nor whether a repair is enough then.'
  const now = areApart(host, false)
  const there = peer !== null && areApart(peer, false)
  const may = areApart(host, true) || (peer !== null && areApart(peer, true))
  const here = now ? [of(`The cacheable aliases differ in shareability, ${rest}`)] : []
  const onPeer =
    there && !now ? [of(`On the peer the cacheable aliases differ in shareability, ${rest}`)] : []
  if (now || !may) return [...here, ...onPeer]
  return anyGuest && areApart(host, true)
    ? [of(`The cacheable aliases may differ in shareability, as the guest chooses, ${rest}`), ...onPeer]
    : [
        of(
          'What is told of any guest is told for one shareability domain: it may choose another for its cacheable alias, and what that permits the model does not show.',
        ),
        ...onPeer,
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

const writeThrough: Taken = {
  badge: 'assumption',
  says: say(
    'A Write-Through access finds in the cache what a Write-Back one left there, and updates it: so the model has it, though the two differ in cacheability, for which the architecture permits that a read misses the latest write.',
  ),
  cite: ['mismatched-attributes', 'cache-behavior'],
}

const isRegisters = ({ inputs: { gmem, pgprot, pfn } }: Host) =>
  gmem === 'none' && pfn === 'none' && (pgprot === 'device_nGnRE' || pgprot === 'device_nGnRnE')

const registers: Taken = {
  badge: 'not modelled',
  says: marked(
    'The line is taken for memory: registers, for which a VMA is usually mapped [Device](pgprot) over a PFN with [no struct page](pfn), answer as the device does.',
  ),
  cite: ['mismatched-attributes'],
}

const leftOut: Taken = {
  badge: 'not modelled',
  says: say(
    'The model has one cache, whole lines, and steps that are complete with the barriers that they take: no reordering, no exclusives monitor, whose state may become UNKNOWN with mismatched aliases, and no DMA of devices, snooping or not.',
  ),
  cite: ['mismatched-attributes'],
}
