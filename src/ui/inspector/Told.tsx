import { citations } from '../../cite/citations.ts'
import type { ToldPage } from '../../explain/coherency/told-page.ts'
import { Cite } from '../Cite.tsx'
import { RuleLink } from '../RuleLink.tsx'
import { Words } from '../Words.tsx'

/** The page of an element whose words come whole: its head, its sections, where it stands. */
export function Told({ page: { picked, title, says, sections, cite, rules } }: { readonly page: ToldPage }) {
  return (
    <>
      <p className="picked">Picked: {picked}</p>
      <h2>{title}</h2>
      {says.map((sentence, at) => (
        <p key={at} className="because">
          <Words sentence={sentence} />
        </p>
      ))}
      {sections.map((section) => (
        <section key={section.title}>
          <h3>{section.title}</h3>
          {section.lines.map((line, at) => (
            <p key={at} className="because">
              {line.badge && (
                <>
                  <span className="badge">{line.badge}</span>{' '}
                </>
              )}
              <Words sentence={line.says} />
            </p>
          ))}
        </section>
      ))}
      <section>
        <h3>Where it stands</h3>
        {cite.map((id) => (
          <Cite key={id} citation={citations[id]} />
        ))}
        {rules.length > 0 && (
          <p className="cite-line">
            {rules.length === 1 ? 'Rule' : 'Rules'}:{' '}
            {rules.map((id, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <RuleLink id={id}>{id}</RuleLink>
              </span>
            ))}
          </p>
        )}
      </section>
    </>
  )
}
