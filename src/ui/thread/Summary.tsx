import { citations } from '../../cite/citations.ts'
import type { Summed } from '../../content/thread.ts'
import { Cite } from '../Cite.tsx'
import { ViewLink } from '../ViewLink.tsx'

/** Why the flag was not merged, each sentence with the claim of the thread that it is about. */
export function Summary({ items }: { readonly items: readonly Summed[] }) {
  return (
    <section className="thread-summary">
      <h2>Why the flag was not merged</h2>
      <ol>
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
    </section>
  )
}
