import { citations } from '../../cite/citations.ts'
import type { Told } from '../../content/thread.ts'
import { say } from '../../explain/sentence.ts'
import { Cite } from '../Cite.tsx'
import { Words } from '../Words.tsx'

/** Sentences as one paragraph, and below it where they are known from. */
export function ToldSentences({ told }: { readonly told: readonly Told[] }) {
  const cited = told.flatMap(({ cite = [] }) => cite)
  return (
    <>
      <p className="thread-says">
        <Words sentence={say(told.map(({ says }) => says).join(' '))} />
      </p>
      {cited.map((id) => (
        <Cite key={id} citation={citations[id]} />
      ))}
    </>
  )
}
