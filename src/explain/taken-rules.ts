import type { Outcome } from './resolve.ts'
import { permissionChain } from './walk/permissions.ts'

/** Ids of the rules that take a right of a walk away. */
const takersOf = (walk: NonNullable<Outcome['walk']>) =>
  (permissionChain(walk)?.gates ?? []).flatMap(({ takes }) => takes.map(({ rule }) => rule))

/** Ids of every rule that a story took: of the walk, of its permissions, and of the attributes of its access. */
export function takenRules({ walk, access }: Pick<Outcome, 'walk' | 'access'>): ReadonlySet<string> {
  const decisions = [...(walk?.decisions ?? []), ...(access?.decisions ?? [])]
  return new Set([...decisions.map(({ rule }) => rule.id), ...(walk ? takersOf(walk) : [])])
}
