import type { Decision } from '../../arch/rule.ts'
import { walkDecisions } from '../../arch/walk/rules.ts'
import type { WalkAnswer } from './answer.ts'

const ids: ReadonlySet<string> = new Set(walkDecisions.map(({ id }) => id))

/** The decisions of the walk itself, each reason of a rule once. Those about attributes are told in act 4. */
export function walkRules({ decisions }: Pick<WalkAnswer, 'decisions'>): readonly Decision[] {
  const once = new Map<string, Decision>()
  for (const decision of decisions) {
    const { table, rule, because } = decision
    const key = `${rule.id} ${because}`
    if (ids.has(table.id) && !once.has(key)) once.set(key, decision)
  }
  return [...once.values()]
}

/** The decision that stopped the walk, or null. */
export const faultRule = ({ fault, decisions }: WalkAnswer): Decision | null =>
  (fault && decisions.findLast(({ rule }) => rule.id === fault.why.id)) ?? null

/**
 * What the walk took although the architecture leaves it open, as TxSZ outside of its limits. The rule that stopped it is
 * not among them: it is told with the fault.
 */
export const walkOpen = (walk: WalkAnswer): readonly Decision[] =>
  walkRules(walk).filter(({ rule }) => rule.status !== undefined && rule.id !== walk.fault?.why.id)
