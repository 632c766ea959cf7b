import type { Citation } from '../cite/citations.ts'

interface Props {
  readonly citation: Citation
  /** Of a check that was not merged: a kernel function is where it would stand. */
  readonly would?: boolean
}

/** Where a rule stands, as it can be looked up. */
export function Cite({ citation, would = false }: Props) {
  return (
    <p className="cite-line">
      {would && citation.kind === 'linux' && 'Would stand in '}
      {told(citation)}
    </p>
  )
}

function told(citation: Citation) {
  switch (citation.kind) {
    case 'linux':
      return (
        <>
          Linux {citation.version}, {citation.file}: <code>{citation.function}()</code>
        </>
      )
    case 'commit':
      return (
        <>
          Commit <code>{citation.hash}</code> ({citation.release}): {citation.title}
        </>
      )
    case 'mail':
      return (
        <>
          <a href={`https://lore.kernel.org/all/${citation.messageId}/`} rel="noreferrer">
            {citation.who}, {citation.date}
          </a>
          : {citation.says}
        </>
      )
    case 'document':
      return `Linux ${citation.version}, ${citation.file}: ${citation.section}`
    case 'arm':
      return (
        <>
          {citation.topic ? `Arm ARM: ${citation.topic}` : 'Arm ARM, pseudocode'}
          {citation.pseudocode && (
            <>
              , <code>{citation.pseudocode}</code>
            </>
          )}
        </>
      )
  }
}
