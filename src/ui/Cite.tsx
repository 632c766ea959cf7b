import type { Citation } from '../cite/citations.ts'

/** Where a rule stands, as it can be looked up. */
export function Cite({ citation }: { readonly citation: Citation }) {
  if (citation.kind === 'linux')
    return (
      <p className="cite-line">
        Linux {citation.version}, {citation.file}: <code>{citation.function}()</code>
      </p>
    )
  const { topic, pseudocode } = citation
  return (
    <p className="cite-line">
      {topic ? `Arm ARM: ${topic}` : 'Arm ARM, pseudocode'}
      {pseudocode && (
        <>
          , <code>{pseudocode}</code>
        </>
      )}
    </p>
  )
}
