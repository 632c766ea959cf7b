import { memo } from 'react'
import { badge } from '../../explain/badge.ts'
import type { WalkAnswer } from '../../explain/walk/answer.ts'
import { walkOpen } from '../../explain/walk/open.ts'
import { RuleLink } from '../RuleLink.tsx'

/** What the walk took although the architecture leaves it open, each with its badge, its reason and its rule. */
export const WalkOpen = memo(function WalkOpen({ walk }: { readonly walk: WalkAnswer }) {
  const taken = walkOpen(walk)
  if (taken.length === 0) return null
  return (
    <ul className="open-points walk-open" aria-label="What the architecture leaves open in this walk">
      {taken.map(({ rule, because }) => (
        <li key={`${rule.id} ${because}`}>
          {rule.status && <span className="badge">{badge[rule.status]}</span>}{' '}
          <RuleLink id={rule.id}>{rule.says}</RuleLink>: {because}.
        </li>
      ))}
    </ul>
  )
})
