import { citations } from '../../cite/citations.ts'
import { policies } from '../../kvm/policies.ts'
import type { Policy } from '../../kvm/policy.ts'
import { say } from '../../explain/sentence.ts'
import { Cite } from '../Cite.tsx'
import { Words } from '../Words.tsx'
import { dayOf } from './day.ts'

function Notes({ policy }: { readonly policy: Policy }) {
  const { id, describes, status, interpretation, notes, source, releases } = policy
  return (
    <section className="policy-note" aria-labelledby={`note-${id}`}>
      <h3 id={`note-${id}`}>
        <code>{id}</code> {describes}
      </h3>
      <p>
        <span className="badge" data-status={status}>
          {status}
        </span>{' '}
        {dayOf(policy)}
        {releases !== '' && `. Releases: ${releases}`}
      </p>
      {interpretation !== undefined && (
        <p>
          <span className="badge">interpretation</span> {interpretation}
        </p>
      )}
      <Cite citation={citations[source]} />
      <ul>
        {notes.map(({ says, cite }) => (
          <li key={says}>
            <Words sentence={say(says)} />
            {cite !== undefined && <Cite citation={citations[cite]} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Where each policy stands, how it was read where nobody coded it, and what posted code is known to get wrong. */
export function PolicyNotes() {
  return (
    <section id="policy-notes" tabIndex={-1} aria-labelledby="policy-notes-head">
      <h2 id="policy-notes-head">Where each policy stands, and how it was read</h2>
      <div className="policy-notes">
        {policies.map((policy) => (
          <Notes key={policy.id} policy={policy} />
        ))}
      </div>
    </section>
  )
}
