import type { Option } from '../../explain/thread/answered.ts'
import type { AspectValue } from '../../scenario/aspect.ts'
import { Words } from '../Words.tsx'
import { optionWords } from './QuestionForm.tsx'

interface Props {
  readonly asks: string
  readonly options: readonly Option[]
  readonly chosen: AspectValue
  readonly onAgain: () => void
}

function mark({ isRight, value }: Option, chosen: AspectValue): string {
  if (value !== chosen) return isRight ? 'what the engine answers' : ''
  return isRight ? 'your answer, and the engine’s' : 'your answer'
}

/** The question once it is answered: what was chosen, and what the engine answers. */
export function Choice({ asks, options, chosen, onAgain }: Props) {
  return (
    <section className="thread-question" aria-label="The question">
      <h2>{asks}</h2>
      <ul>
        {options.map((option) => {
          const marked = mark(option, chosen)
          return (
            <li key={option.value} data-right={option.isRight || undefined}>
              <span>
                <Words sentence={optionWords(option)} />
              </span>
              {marked !== '' && <b>{marked}</b>}
            </li>
          )
        })}
      </ul>
      <button type="button" onClick={onAgain}>
        Ask it again
      </button>
    </section>
  )
}
