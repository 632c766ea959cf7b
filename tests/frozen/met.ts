import type { Decision } from '../../src/arch/rule.ts'
import { actsOf } from '../../src/explain/acts.ts'
import { rowsOf } from '../../src/explain/kvm/rows.ts'
import type { Outcome } from '../../src/explain/resolve.ts'
import { permissionChain } from '../../src/explain/walk/permissions.ts'
import { exitId } from './present-ids.ts'

const lines = (kind: string, ids: readonly string[]) => ids.map((id) => `${kind} ${id}`)

const rulesOf = (decisions: readonly Decision[]) =>
  decisions.flatMap(({ rule, passedOver }) => [rule, ...passedOver].map(({ id }) => id))

function ofKvm({ kvm, peer }: Outcome): readonly string[] {
  const stories = [kvm, peer?.story.outcome ?? null].filter((one) => one !== null)
  const rows = kvm ? rowsOf(kvm) : []
  return [
    ...lines(
      'policy',
      [kvm, peer].flatMap((one) => one?.policy.id ?? []),
    ),
    ...lines(
      'check',
      rows.map(({ check }) => check.id),
    ),
    ...lines(
      'check-state',
      rows.map(({ state }) => state),
    ),
    ...lines(
      'operand',
      rows.flatMap(({ operands }) => operands.map(({ name }) => name)),
    ),
    ...lines('exit', stories.flatMap(({ memslot, fault }) => [memslot, fault]).map(exitId)),
  ]
}

function ofWalk({ walk }: Outcome): readonly string[] {
  if (!walk) return []
  const takers = (permissionChain(walk)?.gates ?? []).flatMap(({ takes }) => takes)
  return [
    ...lines('rule', rulesOf(walk.decisions)),
    ...lines(
      'rule',
      takers.map(({ rule }) => rule),
    ),
    ...lines('walk-fault', walk.fault ? [walk.fault.kind] : []),
    ...lines(
      'descriptor',
      walk.reads.map(({ kind }) => kind),
    ),
    ...lines(
      'read-purpose',
      walk.reads.map(({ purpose }) => purpose),
    ),
  ]
}

function ofCoherency({ coherency }: Outcome): readonly string[] {
  if (!coherency.arises) return []
  const { situations, mismatches, userSpace } = coherency
  const hosts = [userSpace.here, userSpace.peer].filter((one) => one !== null)
  const steps = situations.flatMap(({ outcomes }) => outcomes.flatMap(({ steps }) => steps))
  return [
    ...lines(
      'situation',
      situations.map(({ situation }) => situation.id),
    ),
    ...lines(
      'rule',
      steps.flatMap(({ rule }) => rule?.id ?? []),
    ),
    ...lines(
      'actor',
      steps.map(({ who }) => who),
    ),
    ...lines(
      'helper',
      situations.flatMap(({ help }) => help.map(({ who }) => who)),
    ),
    ...lines(
      'mismatch',
      mismatches.map(({ id }) => id),
    ),
    ...lines(
      'use',
      hosts.flatMap(({ uses }) => uses.map(({ id }) => id)),
    ),
    ...lines(
      'rule',
      hosts.flatMap(({ kvm }) => kvm.map(({ id }) => id)),
    ),
  ]
}

/** Ids that the engine gives in a story, as lines of the list of ids: of rules, checks, exits and whatever else it names. */
export function idsMetIn(outcome: Outcome): readonly string[] {
  const acts = actsOf(outcome)
  return [
    ...ofKvm(outcome),
    ...ofWalk(outcome),
    ...lines('rule', rulesOf(outcome.access?.decisions ?? [])),
    ...ofCoherency(outcome),
    ...lines(
      'act',
      acts.map(({ id }) => id),
    ),
    ...lines(
      'act-state',
      acts.map(({ state }) => state),
    ),
  ]
}
