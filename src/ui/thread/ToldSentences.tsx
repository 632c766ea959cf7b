import { Fragment } from 'react'
import { citations } from '../../cite/citations.ts'
import type { Told } from '../../content/thread.ts'
import { say } from '../../explain/sentence.ts'
import { Cite } from '../Cite.tsx'
import { Words } from '../Words.tsx'

/** Sentences as one paragraph, those that are the page's own reading marked, and below it where they are known from. */
export function ToldSentences({ told }: { readonly told: readonly Told[] }) {
  const cited = told.flatMap(({ cite = [] }) => cite)
  return (
    <>
      <p className="thread-says">
        {told.map(({ says, interpretation }, at) => (
          <Fragment key={says}>
            {at > 0 && ' '}
            <Words sentence={say(says)} />
            {interpretation !== undefined && (
              <>
                {' '}
                <span className="badge">interpretation</span>{' '}
                <span className="thread-reading">{interpretation}</span>
              </>
            )}
          </Fragment>
        ))}
      </p>
      {cited.map((id) => (
        <Cite key={id} citation={citations[id]} />
      ))}
    </>
  )
}
