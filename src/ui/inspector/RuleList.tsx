import type { AnyRule } from '../../arch/tables.ts'
import { RuleLink } from '../RuleLink.tsx'

/** Rules by their half sentences, each a link to its own page. */
export function RuleList({ rules }: { readonly rules: readonly AnyRule[] }) {
  return (
    <ul className="rules">
      {rules.map((rule) => (
        <li key={rule.id}>
          <RuleLink id={rule.id}>{rule.says}</RuleLink>
          {rule.encoding && <small>{rule.encoding}</small>}
        </li>
      ))}
    </ul>
  )
}
