import type { MemoryAttributes, Shareability } from '../../arch/attributes.ts'
import type { AttributeInputs } from '../../arch/inputs.ts'
import { first } from '../../arch/rule.ts'
import { translateAttributes } from '../../arch/translate-attributes.ts'
import type { Attribute } from '../../coherency/script.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import type { Leaf } from '../../kvm/leaf.ts'
import { maintain, onMap } from '../../kvm/maintenance.ts'
import { toInputs } from '../../scenario/inputs.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { KvmAnswer } from '../kvm/answer.ts'
import { isOwnAccess } from '../kvm/own-access.ts'
import { movedToPeer, type PeerAnswer } from '../kvm/peer.ts'
import { reach, reachable } from '../reach.ts'
import { walkInShort } from '../walk/in-short.ts'
import { attributesIn, attributesOfCodes } from './attribute.ts'
import { domainsFrom } from './domains.ts'

/** What decides on a host who maps the line as what: as much of an answer as coherency takes. */
export interface Host {
  readonly inputs: KvmInputs
  readonly leaf: Leaf
  /** CTR_EL0.IDC, which KVM does not look at. */
  readonly idc: boolean
  /** What the guest's loads and stores get. */
  readonly guest: MemoryAttributes
  /** What its instruction fetches get; null where they take a fault. */
  readonly fetch: MemoryAttributes | null
  /** Everything that its loads and stores can get here, whatever MAIR byte and shareability it chooses, MMU and caches on. */
  readonly mayGet: readonly Attribute[]
  /** Every shareability that they can get where they are cacheable. */
  readonly mayShare: readonly Shareability[]
  /** Whether stage 1 hands on the effective shareability, which is IMPLEMENTATION DEFINED, and what they would get were it otherwise. */
  readonly effsh: boolean
  readonly otherwise: MemoryAttributes | null
}

/** The host of a story, where KVM mapped the page and the access was made. */
export function hostOf(
  { inputs, leaf }: Pick<KvmAnswer, 'inputs' | 'leaf'>,
  at: AttributeInputs,
  idc: boolean,
): Host | null {
  return leaf && made(inputs, leaf, at, idc)
}

/** The host that the VM migrates to; null where the access is not made there. */
export function peerHost(scenario: Scenario, { stopped, story }: PeerAnswer): Host | null {
  const { leaf } = story.outcome.fault
  if (stopped !== null || !leaf || !isOwnAccess(story.access)) return null
  const { fault, met } = walkInShort(movedToPeer(scenario))
  return fault ? null : made(story.access, leaf, toInputs(met), scenario.peeridc)
}

function made(inputs: KvmInputs, leaf: Leaf, at: AttributeInputs, idc: boolean): Host | null {
  const guest = translateAttributes({ ...at, acc: 'r' }, first).final
  if (!guest) return null
  const fetch = translateAttributes({ ...at, acc: 'x' }, first).final
  const { effsh } = at
  const otherwise = translateAttributes({ ...at, effsh: !effsh, acc: 'r' }, first).final
  return { inputs, leaf, idc, guest, fetch, ...everythingFrom(at), effsh, otherwise }
}

/** A guest that may choose anything turns its MMU and its caches on: without them it has fewer types, and none of its own. */
function everythingFrom(at: AttributeInputs): Pick<Host, 'mayGet' | 'mayShare'> {
  const on = { ...at, m: true, c: true, i: true, acc: 'r' } as const
  return { mayGet: attributesOfCodes(reachable(reach(on, null))), mayShare: domainsFrom(on) }
}

/** Whether KVM cleans and invalidates the data as it installs the leaf, and has an address in the linear map to do it by. */
export const cleansAsItMaps = (host: Pick<Host, 'inputs' | 'leaf'>) => wouldClean(host) && hasLinearMap(host)

/** Whether it would, did the linear map have the page. A permission fault comes after that. */
export const wouldClean = ({ inputs: { fwb, dic }, leaf: { type, xn } }: Pick<Host, 'inputs' | 'leaf'>) =>
  maintain(onMap, { fwb, dic, type, executable: xn === 0 }).dcache !== 'none'

/** Whether the kernel's linear map has the page. That of a guest_memfd is the kernel's own, whatever the VMA is over. */
export const hasLinearMap = ({ inputs: { gmem, pfn } }: Pick<Host, 'inputs'>) =>
  gmem !== 'none' || pfn !== 'none'

/** Whether user space maps the page. A guest_memfd whose file allows no mmap() is refused as a slot, so that it has no leaf. */
export const isMappedByUser = ({ inputs: { vma } }: Pick<Host, 'inputs'>) => vma === 'mapped'

/** What the guest's alias counts as: two where inner and outer differ, as the one cache of the model may be either. */
export const guestReadings = ({ guest }: Pick<Host, 'guest'>) => attributesIn(guest)
