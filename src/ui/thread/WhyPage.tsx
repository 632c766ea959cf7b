import { thread, whyNotMerged } from '../../content/thread.ts'
import { ViewLink } from '../ViewLink.tsx'
import { ViewPage } from '../views/ViewPage.tsx'
import { SummedSentences } from './Summary.tsx'
import { whyTitle } from './why-title.ts'

/** The end of the thread by itself, for those who do not take the tour. */
export function WhyPage() {
  return (
    <ViewPage title={whyTitle}>
      <div className="thread">
        <SummedSentences items={whyNotMerged} />
        <nav className="thread-pager" aria-label="How the thread came there">
          <ViewLink view={{ name: 'thread', step: 1 }}>The thread in {thread.length} links</ViewLink>
          <ViewLink view={{ name: 'policies' }} pick="flag-dropped">
            13 June on the timeline
          </ViewLink>
        </nav>
      </div>
    </ViewPage>
  )
}
