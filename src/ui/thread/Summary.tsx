import { citations } from '../../cite/citations.ts'
import type { Summed } from '../../content/thread.ts'
import { Cite } from '../Cite.tsx'
import { ViewLink } from '../ViewLink.tsx'
import { whyTitle } from './why-title.ts'

interface Props {
  readonly items: readonly Summed[]
}

/** Why the flag was not merged, after the last step. */
export const Summary = ({ items }: Props) => (
  <section className="thread-summary">
    <h2>{whyTitle}</h2>
    <SummedSentences items={items} />
  </section>
)

/** The sentences, each with the claim of the thread that it is about, and its sources. */
export const SummedSentences = ({ items }: Props) => (
  <ol className="thread-summed">
    {items.map(({ says, claim, cite = [] }) => (
      <li key={claim}>
        <p>
          {says} <ViewLink view={{ name: 'claims', claim }}>Claim {claim.toUpperCase()}</ViewLink>
        </p>
        {cite.map((id) => (
          <Cite key={id} citation={citations[id]} />
        ))}
      </li>
    ))}
  </ol>
)
