import type { AnyRule } from '../../arch/tables.ts'

/** Rules by their half sentences, each a link to its own page. */
export function RuleList({ rules }: { readonly rules: readonly AnyRule[] }) {
  return (
    <ul className="rules">
      {rules.map((rule) => (
        <li key={rule.id}>
          <a href={`#/rule/${rule.id}`}>{rule.says}</a>
        </li>
      ))}
    </ul>
  )
}
