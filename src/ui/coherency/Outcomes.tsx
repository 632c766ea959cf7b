import type { OutcomeTold } from '../../explain/coherency/run-words.ts'
import { Words } from '../Words.tsx'
import { Verdict } from './Verdict.tsx'

interface Props {
  readonly outcomes: readonly OutcomeTold[]
  readonly shown: OutcomeTold
  readonly onChoose: (values: readonly string[]) => void
}

/** Everything that may be read; one outcome is replayed. */
export function Outcomes({ outcomes, shown, onChoose }: Props) {
  const good = outcomes.filter((one) => one.good).length
  return (
    <fieldset className="run-outcomes">
      <legend>
        Permitted outcomes: {outcomes.length}, good: {good}
      </legend>
      {outcomes.map((outcome) => (
        <label key={outcome.values.join('.')} data-shown={outcome === shown || undefined}>
          <input
            type="radio"
            name="outcome"
            checked={outcome === shown}
            onChange={() => onChoose(outcome.values)}
          />
          <Verdict safe={outcome.good} word={outcome.good ? 'good' : 'bad'} />
          <b>{outcome.values.join(', ')}</b>
          <span>
            <Words sentence={outcome.says} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}
