import { useEffect, useRef } from 'react'
import type { ThreadStep } from '../../content/thread.ts'
import { plain, say } from '../../explain/sentence.ts'
import type { Answered } from '../../explain/thread/answered.ts'
import type { AspectValue } from '../../scenario/aspect.ts'
import { ViewLink } from '../ViewLink.tsx'
import { Words } from '../Words.tsx'
import { AsItMaps } from './AsItMaps.tsx'
import { BesideIt } from './BesideIt.tsx'
import { DecidingCheck } from './DecidingCheck.tsx'
import { ThreadReplay } from './ThreadReplay.tsx'
import { Summary } from './Summary.tsx'
import { ToldSentences } from './ToldSentences.tsx'

interface Props {
  readonly of: ThreadStep
  readonly step: number
  readonly all: Answered
  readonly chosen: AspectValue
  /** Whether it was answered just now, so that the head of the result takes the focus. */
  readonly isNew: boolean
}

const head = ({ right }: Answered, chosen: AspectValue) =>
  chosen === right.value ? `Right: “${right.short}”.` : `Not so: the answer is “${right.short}”.`

/** What is shown once a step is answered, right or wrong: the verdict, the check that decides, and what follows. */
export function Result({ of, step, all, chosen, isNew }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isNew) heading.current?.focus()
  }, [isNew])
  return (
    <section className="thread-result">
      <h2 ref={heading} tabIndex={-1}>
        <Words sentence={say(head(all, chosen))} />
      </h2>
      {all.sentences.map((sentence, at) => (
        <p key={at} className="thread-says">
          <Words sentence={say(plain(sentence))} />
        </p>
      ))}
      <p>
        <ViewLink
          view={{ name: 'explore' }}
          scenario={all.outcome.scenario}
          besides={{ from: `thread-${step}` }}
        >
          Open this scenario in Explore
        </ViewLink>
      </p>
      {of.question.aspect === 'coherency' && <ThreadReplay coherency={all.outcome.coherency} />}
      <DecidingCheck {...all.deciding} />
      {of.question.aspect === 'maintenance' && <AsItMaps kvm={all.kvm} />}
      <section>
        <h3>What follows</h3>
        <ToldSentences told={of.follows} />
      </section>
      <BesideIt of={of} step={step} />
      {of.summary && <Summary items={of.summary} />}
    </section>
  )
}
