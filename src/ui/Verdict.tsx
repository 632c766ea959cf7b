import { memo } from 'react'
import { Token } from '../diagrams/token/Token.tsx'
import { tokenOf } from '../explain/verdict.ts'
import { useAnswered, useScenario } from './hooks.ts'
import { OpenPoints } from './OpenPoints.tsx'
import { Words } from './Words.tsx'
import { About } from './About.tsx'

/** The answer in one sentence, what the last edit did, and what follows. */
export const Verdict = memo(function Verdict() {
  const outcome = useAnswered((state) => state.outcome)
  const change = useAnswered((state) => state.change)
  const edits = useAnswered((state) => state.edits)
  const title = useScenario((state) => state.scenario.title)
  return (
    <section className="verdict" aria-label="Verdict" tabIndex={-1}>
      <Token codes={tokenOf(outcome.attributes)} size={44} plate />
      <div>
        {title !== '' && <p className="scenario-title">{title}</p>}
        <h1>
          <Words sentence={outcome.verdict} />
        </h1>
        <p className="change" aria-live="polite" data-edit={edits} data-none={change === null || undefined}>
          {change && <Words sentence={change.says} />}
        </p>
        <ul className="consequences">
          {outcome.consequences.map((sentence, at) => (
            <li key={at}>
              <Words sentence={sentence} />
            </li>
          ))}
        </ul>
        <OpenPoints points={outcome.open.filter(({ id }) => !id.startsWith('res0-'))} />
        <About />
      </div>
    </section>
  )
})
