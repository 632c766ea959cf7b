import { decide } from '../../kvm/decide.ts'
import type { Exit } from '../../kvm/exit.ts'
import { hazardOf, maintainsWithoutAddress } from '../../kvm/hazards.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import type { Leaf } from '../../kvm/leaf.ts'
import { isCacheable } from '../../kvm/memslot-facts.ts'
import type { Policy } from '../../kvm/policy.ts'
import { explainKvm } from '../../kvm/trace.ts'
import { exitCode, stage2TypeName } from '../kvm/leaf-words.ts'
import { lacking, reasonOf } from '../kvm/reasons.ts'
import { marked } from '../marked.ts'
import { plain } from '../sentence.ts'
import type { HostCell } from './cells.ts'

/** What a policy amounts to, from what is worst to what is well. */
export type Kind = 'leak' | 'alias' | 'hole' | 'dies' | 'ended' | 'refused' | 'maps' | 'gmem'

/** What follows from a policy on a host, in a few words. */
export interface Follows {
  readonly kind: Kind
  readonly says: string
}

/** Tells what follows from a policy, by the cell of a host. */
export function followsOf(policy: Policy, cell: HostCell): Follows {
  const { fault } = cell
  if (cell.ifSwapped || fault === null)
    return { kind: 'refused', says: `refused: ${whyRefused(policy, cell)}` }
  if (fault.leaf) return ofLeaf(policy, cell.access, fault.leaf)
  return fault.kind === 'error'
    ? { kind: 'dies', says: `the first access is ${exitCode(fault)}` }
    : { kind: 'ended', says: exitCode(fault) }
}

function ofLeaf(policy: Policy, at: KvmInputs, leaf: Leaf): Follows {
  const hazard = hazardOf(at, leaf)
  if (hazard === 'leak') return { kind: 'leak', says: `leaks: ${whyLeaks(policy, at)}` }
  if (hasHole(policy, at)) return { kind: 'hole', says: 'a hole: a fetch needs an alias' }
  if (hazard === 'alias') return { kind: 'alias', says: 'an alias: the host is not cacheable' }
  if (at.gmem !== 'none') return { kind: 'gmem', says: 'Write-Back: a guest_memfd' }
  return {
    kind: 'maps',
    says: isCacheable(at) ? 'as the host maps it' : `as the VMA allows: ${typeOf(leaf)}`,
  }
}

const typeOf = ({ type }: Leaf) => stage2TypeName[type]

/** Whether a fetch of this memory makes KVM invalidate instruction caches by an address that may not exist. */
const fetchOf = (policy: Policy, at: KvmInputs): Exit => decide(policy, { ...at, acc: 'x', cm: false }).fault
const hasHole = (policy: Policy, at: KvmInputs) => maintainsWithoutAddress(at, fetchOf(policy, at))

function whyLeaks(policy: Policy, at: KvmInputs): string {
  if (!policy.readsPgprot) return 'pgprot is never read'
  if (policy.asksFlag && !at.bit3) return 'no flag, as up to 6.16'
  if (policy.version === '6.12') return at.pfnmap ? 'MT_NORMAL_TAGGED missed' : 'only PFNMAP is asked'
  return 'degraded, not cleaned'
}

/** Why the slot is refused: what is lacking of hardware and flag, or the check's own reason. */
function whyRefused(policy: Policy, { call }: HostCell): string {
  const { check } = explainKvm(policy, call).traces.memslot.last
  return shortReasons[check.id]?.(call) ?? plain(marked(reasonOf(check.id, call) ?? check.says))
}

const notCacheable = 'the flag, and not cacheable'
const hardware = (at: KvmInputs) => (at.fwb && at.dic ? [] : [lacking(at)])

/** For the checks about cacheable PFNMAP memory and bit 3. */
const shortReasons: Readonly<Record<string, (at: KvmInputs) => string>> = {
  'memslot-cacheable-pfnmap': lacking,
  'memslot-plan': () => 'no FWB',
  'memslot-normal-pfnmap': () => 'on every host',
  'memslot-no-cacheable-pfnmap': () => 'on every host',
  'memslot-flag-and-hardware': (at) => [...(at.bit3 ? [] : ['no flag']), ...hardware(at)].join(', '),
  'memslot-optin-missing': ({ fwb }) => ['no flag', ...(fwb ? [] : ['no FWB'])].join(', '),
  'memslot-optin-non-cacheable': () => notCacheable,
  'memslot-force': () => notCacheable,
  'memslot-strict': (at) => (at.bit3 ? notCacheable : ['no flag', ...hardware(at)].join(', ')),
  'memslot-flag-needs-hardware': (at) => `the flag, and ${lacking(at)}`,
  'memslot-flag-needs-fwb': () => 'the flag, and no FWB',
  'memslot-unknown-flag': () => 'bit 3 is no flag',
}
