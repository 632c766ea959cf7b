import { memo, Suspense } from 'react'
import { Token } from '../diagrams/token/Token.tsx'
import { tokenOfStory } from '../explain/token.ts'
import { useStore } from 'zustand'
import { useAnswered } from './answered.ts'
import { useModel, useScenario } from './hooks.ts'
import { OpenPoints } from './OpenPoints.tsx'
import { part } from './part.ts'
import { Words } from './Words.tsx'

const About = part('About')

/** The answer in one sentence, what the last edit did, and what follows. */
export const Verdict = memo(function Verdict() {
  const outcome = useAnswered((state) => state.outcome)
  const change = useAnswered((state) => state.change)
  const edits = useStore(useModel().edited, (state) => state.edits)
  const title = useScenario((state) => state.scenario.title)
  return (
    <section data-part className="verdict" aria-label="Verdict" tabIndex={-1}>
      <Token codes={tokenOfStory(outcome)} size={44} plate />
      <div>
        {title !== '' && <p className="scenario-title">{title}</p>}
        <h1>
          <Words sentence={outcome.verdict} />
        </h1>
        <ul className="consequences">
          {outcome.consequences.map((sentence, at) => (
            <li key={at}>
              <Words sentence={sentence} />
            </li>
          ))}
        </ul>
        <OpenPoints points={(outcome.access?.open ?? []).filter(({ id }) => !id.startsWith('res0-'))} />
        <Suspense>
          <About />
        </Suspense>
        <p className="change" aria-live="polite" data-edit={edits} data-none={change === null || undefined}>
          {change && <Words sentence={change.says} />}
        </p>
      </div>
    </section>
  )
})
