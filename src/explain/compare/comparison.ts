import type { Act, ActId, ActState } from '../acts.ts'
import { actsOf } from '../acts.ts'
import type { Outcome } from '../resolve.ts'
import { attributeAspects } from './attributes.ts'
import { alignedChecks, type AlignedCheck } from './checks.ts'
import { coherencyAspects } from './coherency.ts'
import type { Aspect } from './fact.ts'
import { faultAspects } from './fault.ts'
import { memslotAspects } from './memslot.ts'
import { peerAspects } from './peer.ts'
import { rowsOf, type Row } from './row.ts'
import { comparisonSays } from './says.ts'
import { differentSettings, type DifferentSetting } from './settings.ts'
import { sidesOf } from './sides.ts'
import { walkAspects } from './walk.ts'
import type { Why } from './why.ts'

/** An act of two stories, beside itself. */
export interface ComparedAct {
  readonly id: ActId | 'peer'
  /** Its place among the acts; null for the peer, which is none. */
  readonly number: number | null
  readonly name: string
  /** What a side without a value says: that the act was not reached, not asked, or has no such thing. */
  readonly absent: { readonly a: string; readonly b: string }
  readonly rows: readonly Row[]
  /** The kernel's checks; none in acts that have none, or where a side does not reach them. */
  readonly checks: readonly AlignedCheck[]
}

/** Differences that the same rules made, with the rules on either side. */
export interface RuleDifference {
  readonly rows: readonly Row[]
  readonly a: readonly Why[]
  readonly b: readonly Why[]
}

/** Two answers side by side. */
export interface Comparison {
  readonly a: Outcome
  readonly b: Outcome
  /** The settings in which the scenarios differ. */
  readonly settings: readonly DifferentSetting[]
  /** What changes and why, in one sentence. */
  readonly says: string
  readonly acts: readonly ComparedAct[]
  readonly rules: readonly RuleDifference[]
}

const aspectsOf: Readonly<Record<ActId, readonly Aspect[]>> = {
  memslot: memslotAspects,
  fault: faultAspects,
  walk: walkAspects,
  attributes: attributeAspects,
  coherency: coherencyAspects,
}

const absentWords: Readonly<Record<ActState, string>> = {
  done: 'none',
  handled: 'none',
  refused: 'none',
  'not-reached': 'not reached',
  'not-asked': 'KVM is not asked',
}

const absent = (act: Act | undefined) => (act ? absentWords[act.state] : 'none')

/** Compares two answers. The same two always give the same comparison; exchanged, they give its mirror image. */
export function compare(a: Outcome, b: Outcome): Comparison {
  const settings = differentSettings(a.scenario, b.scenario)
  const others = actsOf(b)
  const acts: readonly ComparedAct[] = [
    ...actsOf(a).map((act, at) => ({
      id: act.id,
      number: act.number,
      name: act.name,
      absent: { a: absent(act), b: absent(others[at]) },
      rows: rowsOf(aspectsOf[act.id], a, b),
      checks: checksOf(act.id, a, b),
    })),
    ...migration(a, b),
  ]
  const rows = acts.flatMap((act) => act.rows)
  const sides = sidesOf(a, b, settings)
  return {
    a,
    b,
    settings,
    says: comparisonSays(
      a,
      b,
      rows.filter(({ differs }) => differs),
      sides,
    ),
    acts: acts.filter((act) => act.rows.length > 0),
    rules: rulesOf(rows),
  }
}

function checksOf(id: ActId, { kvm: a }: Outcome, { kvm: b }: Outcome): readonly AlignedCheck[] {
  if (!a || !b) return []
  if (id === 'memslot') return alignedChecks(a.traces.memslot, b.traces.memslot)
  const reached = a.stopped !== 'memslot' && b.stopped !== 'memslot'
  return id === 'fault' && reached ? alignedChecks(a.traces.fault, b.traces.fault) : []
}

/** The migration, where a VM migrates; it is no act. */
function migration(a: Outcome, b: Outcome): readonly ComparedAct[] {
  if (!a.peer && !b.peer) return []
  const words = ({ peer }: Outcome) => (peer ? 'none' : 'the VM does not migrate')
  return [
    {
      id: 'peer',
      number: null,
      name: 'Peer host',
      absent: { a: words(a), b: words(b) },
      rows: rowsOf(peerAspects, a, b),
      checks: a.peer && b.peer ? alignedChecks(a.peer.traces.memslot, b.peer.traces.memslot) : [],
    },
  ]
}

const idsOf = (why: readonly Why[]) => why.map(({ id, state }) => `${id} ${state}`).join(' ')

/** The rows that differ, or are made otherwise, gathered by the rules that made them. */
function rulesOf(rows: readonly Row[]): readonly RuleDifference[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    if (!(row.differs || row.byOther) || row.why.a.length + row.why.b.length === 0) continue
    const key = `${idsOf(row.why.a)} | ${idsOf(row.why.b)}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].map((group) => ({
    rows: group,
    a: group[0]?.why.a ?? [],
    b: group[0]?.why.b ?? [],
  }))
}
