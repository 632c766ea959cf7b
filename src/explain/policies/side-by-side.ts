import { policies, policyNamed } from '../../kvm/policies.ts'
import type { CapabilityRule, Policy } from '../../kvm/policy.ts'
import { toKvm } from '../../scenario/kvm-inputs.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { partsOf, type Parts } from '../resolve.ts'
import { tokenOfStory, type ResultCode } from '../token.ts'
import { typeName } from '../words.ts'
import { hostCell, hostsFor, isSameHost, type Host, type HostCell } from './cells.ts'
import { followsOf, type Follows } from './follows.ts'

/** What of a row can differ from that of another policy, on this host. */
export type Aspect = 'capability' | 'memslot' | 'fault' | 'guest' | 'maintenance'

/** What the guest gets on this host: a type, or why there is none. */
export interface Guest {
  readonly codes: readonly ResultCode[]
  readonly says: string
}

/** A policy on a host, beside the policy that was chosen to compare with. */
export interface ComparedCell extends HostCell {
  readonly differs: ReadonlySet<(typeof ofCell)[number]>
}

/** One policy on the scenario. */
export interface PolicyRow {
  readonly policy: Policy
  /** The scenario under this policy. */
  readonly scenario: Scenario
  /** The cells of the hosts, in their order. */
  readonly cells: readonly ComparedCell[]
  /** The cell of the scenario's own host. */
  readonly here: HostCell
  readonly capability: string
  /** What KVM maintains as it maps the page; null where it maps none. */
  readonly maintenance: string | null
  readonly guest: Guest
  readonly follows: Follows
  /** What differs here from the policy that was chosen to compare with. */
  readonly differs: ReadonlySet<Aspect>
}

/** All policies on one scenario. */
export interface SideBySide {
  readonly hosts: readonly Host[]
  /** The place of the scenario's host among them. */
  readonly here: number
  readonly rows: readonly PolicyRow[]
}

/** Variants that were only sketched in review. */
export const isSketch = ({ id }: Pick<Policy, 'id'>) => id === 'optin-force' || id === 'optin-strict'

/** Lays the policies beside each other; `than` is the one that the others are compared with. */
export function sideBySide(scenario: Scenario, than: Scenario['policy'] | null): SideBySide {
  const asked: Scenario = { ...scenario, s2: 'kvm' }
  const hosts = hostsFor(scenario)
  const bare = policies.map((policy) => rowOf(policy, asked, hosts))
  const other = than === null ? undefined : bare.find(({ policy }) => policy === policyNamed(than))
  const rows = bare.map((row): PolicyRow => ({
    ...row,
    cells: row.cells.map((cell, at) => ({ ...cell, differs: differingCell(cell, other?.cells[at]) })),
    differs: other ? differing(row, other) : new Set(),
  }))
  return { hosts, here: hosts.findIndex((host) => isSameHost(host, scenario)), rows }
}

/** A row before it is compared with another. */
interface BareRow extends Omit<PolicyRow, 'differs' | 'cells'> {
  readonly cells: readonly HostCell[]
}

function rowOf(policy: Policy, asked: Scenario, hosts: readonly Host[]): BareRow {
  const scenario = { ...asked, policy: policy.id as Scenario['policy'] }
  const at = toKvm(scenario)
  const { fwb, dic } = scenario
  const here = hostCell(policy, at, { fwb, dic })
  return {
    policy,
    scenario,
    cells: hosts.map((host) => (isSameHost(host, scenario) ? here : hostCell(policy, at, host))),
    here,
    capability: capabilityWords[policy.capability],
    maintenance: maintenanceOf(here),
    guest: guestOf(partsOf(scenario)),
    follows: followsOf(policy, here),
  }
}

/** When the capability reads 1. */
export const capabilityWords: Readonly<Record<CapabilityRule, string>> = {
  absent: 'none',
  fwb: 'FWB',
  'fwb && dic': 'FWB & DIC',
}

/** KVM's maintenance of a leaf that is really mapped. */
function maintenanceOf({ fault, ifSwapped }: HostCell): string | null {
  if (!fault?.maintenance || ifSwapped) return null
  const { dcache, icache } = fault.maintenance
  const sides = [dcache === 'none' ? null : 'D: clean+inval PoC', icache === 'none' ? null : 'I: inval PoU']
  return sides.filter((side) => side !== null).join(', ') || 'none'
}

function guestOf(parts: Parts): Guest {
  const { access, walk } = parts
  const codes = tokenOfStory(parts)
  const final = access?.attributes.final
  if (final) return { codes, says: typeName(final) }
  if (access?.attributes.fault || walk?.fault) return { codes: ['fault'], says: 'a fault in the guest' }
  return { codes: [], says: 'nothing' }
}

const ofCell = ['memslot', 'fault'] as const

/** An exit as far as two policies can differ in it. */
const told = ({ memslot, fault, ifSwapped }: HostCell): Readonly<Record<'memslot' | 'fault', string>> => ({
  memslot: `${memslot.kind} ${memslot.errno}`,
  fault: `${ifSwapped} ${fault?.kind} ${fault?.errno} ${fault?.leaf?.hi} ${fault?.leaf?.lo}`,
})

/** What of a cell differs from that of another policy on the same host. */
function differingCell(cell: HostCell, other: HostCell | undefined): ComparedCell['differs'] {
  if (!other) return new Set()
  const [one, two] = [told(cell), told(other)]
  return new Set(ofCell.filter((aspect) => one[aspect] !== two[aspect]))
}

function differing(row: BareRow, other: BareRow): ReadonlySet<Aspect> {
  return new Set<Aspect>([
    ...(row.capability === other.capability ? [] : ['capability' as const]),
    ...differingCell(row.here, other.here),
    ...(row.guest.says === other.guest.says ? [] : ['guest' as const]),
    ...(row.maintenance === other.maintenance ? [] : ['maintenance' as const]),
  ])
}
