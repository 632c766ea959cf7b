import { useId, useState } from 'react'
import type { OwnAnswer } from '../../explain/coherency/own-answer.ts'
import { Words } from '../Words.tsx'
import { useFocusOnMore } from './focus-on-more.ts'
import { Verdict } from './Verdict.tsx'

interface Props {
  readonly answer: OwnAnswer
  /** The values of the outcome that is replayed. */
  readonly run: readonly string[]
  onRun(values: readonly string[]): void
}

/** How many outcomes are listed before more are asked for. */
const first = 16

/** Everything that may be read; the one that is chosen is replayed. The coherent one stands first. */
export function OwnOutcomes({ answer, run, onRun }: Props) {
  const name = useId()
  const [all, setAll] = useState(false)
  const more = useFocusOnMore<HTMLInputElement>(all)
  const { good } = answer
  const isTold = good !== null && good.length > 0
  const chosen = run.join()
  const isLong = (answer.outcomes[0]?.values.length ?? 0) > 5
  const sorted = good ? answer.outcomes.toSorted((a, b) => Number(b.good) - Number(a.good)) : answer.outcomes
  const shown = all ? sorted : sorted.filter(({ values }, at) => at < first || values.join() === chosen)
  return (
    <section className="own-outcomes" aria-labelledby={`${name}-title`}>
      <h3 id={`${name}-title`}>
        Permitted outcomes: {answer.counts.outcomes}
        {isTold && `, good: ${answer.counts.good}`}
      </h3>
      <p role="status">
        <Words sentence={answer.says} />
      </p>
      <div
        className="own-list"
        data-long={isLong || undefined}
        role="radiogroup"
        aria-label="The outcome that is replayed"
      >
        {shown.map((outcome, at) => {
          const key = outcome.values.join()
          return (
            <label key={key}>
              <input
                ref={at === first ? more : undefined}
                type="radio"
                name={name}
                checked={key === chosen}
                onChange={() => onRun(outcome.values)}
              />
              <code>{outcome.values.join(isLong ? ' ' : ', ') || 'nothing'}</code>
              {isTold && <Verdict safe={outcome.good} word={outcome.good ? 'good' : 'bad'} />}
            </label>
          )
        })}
      </div>
      {shown.length < sorted.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {sorted.length} outcomes
        </button>
      )}
      <p className="own-fill">
        <Words sentence={answer.fillSays} />
      </p>
    </section>
  )
}
