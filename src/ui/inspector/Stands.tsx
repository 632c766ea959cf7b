import type { Decision } from '../../arch/rule.ts'
import { citations, type CitationId } from '../../cite/citations.ts'
import { Cite } from '../Cite.tsx'
import { RuleLink } from '../RuleLink.tsx'

/** Where the rules of these decisions stand: each citation once, and the rules' own pages. */
export function Stands({ decisions }: { readonly decisions: readonly Decision[] }) {
  const ids = [...new Set(decisions.flatMap(({ rule }): readonly CitationId[] => rule.cite))]
  const rules = [...new Set(decisions.map(({ rule }) => rule.id))]
  return (
    <section>
      <h3>Where it stands</h3>
      {ids.map((id) => (
        <Cite key={id} citation={citations[id]} />
      ))}
      <p className="cite-line">
        Rules:{' '}
        {rules.map((id, at) => (
          <span key={id}>
            {at > 0 && ', '}
            <RuleLink id={id}>{id}</RuleLink>
          </span>
        ))}
      </p>
    </section>
  )
}
