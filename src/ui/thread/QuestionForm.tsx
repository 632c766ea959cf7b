import { useEffect, useRef, useState } from 'react'
import { say } from '../../explain/sentence.ts'
import type { Option } from '../../explain/thread/answered.ts'
import type { AspectValue } from '../../scenario/aspect.ts'
import { Words } from '../Words.tsx'

interface Props {
  readonly asks: string
  readonly options: readonly Option[]
  /** Whether it is asked again, so that it takes the focus that its button had. */
  readonly again: boolean
  readonly onAnswer: (value: AspectValue) => void
}

/** The words of an answer. */
export const optionWords = ({ short, means }: Option) => say(means === '' ? short : `${short}: ${means}`)

/** A question as radio buttons. Nothing of the result is on the page before one is chosen and given. */
export function QuestionForm({ asks, options, again, onAnswer }: Props) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (again) form.current?.querySelector('input')?.focus()
  }, [again])
  const [chosen, setChosen] = useState<AspectValue | null>(null)
  return (
    <form
      ref={form}
      className="thread-question"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null) onAnswer(chosen)
      }}
    >
      <fieldset>
        <legend>
          <h2>{asks}</h2>
        </legend>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name="answer"
              required
              value={option.value}
              checked={chosen === option.value}
              onChange={() => setChosen(option.value)}
            />
            <span>
              <Words sentence={optionWords(option)} />
            </span>
          </label>
        ))}
      </fieldset>
      <button type="submit" className="primary">
        Answer
      </button>
    </form>
  )
}
