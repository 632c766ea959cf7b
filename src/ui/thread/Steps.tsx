import { thread } from '../../content/thread.ts'
import { isRight } from './is-right.ts'
import { ViewLink } from '../ViewLink.tsx'
import { useAnswers } from './answers.ts'
import { WhyLink } from './WhyLink.tsx'

/** The eight links, with what has been answered in this session. */
export function Steps({ step }: { readonly step: number }) {
  const answers = useAnswers()
  const given = thread.filter(({ id }) => answers[id] !== undefined)
  const right = given.filter((one) => isRight(one, answers[one.id]))
  return (
    <nav className="thread-steps" aria-label="Links of the thread">
      <ol>
        {thread.map((one, at) => {
          const given = answers[one.id]
          const marked = given === undefined ? '' : isRight(one, given) ? 'right' : 'not so'
          return (
            <li key={one.id} data-answered={given !== undefined || undefined}>
              <ViewLink view={{ name: 'thread', step: at + 1 }} current={at + 1 === step}>
                {at + 1}
                <span className="visually-hidden">, {one.title}, </span>
                <small>
                  {marked === '' ? <span className="visually-hidden">not answered yet</span> : marked}
                </small>
              </ViewLink>
            </li>
          )
        })}
      </ol>
      <p>
        {given.length} of {thread.length} answered
        {given.length > 0 && `, ${right.length === given.length ? 'all' : right.length} right`}
      </p>
      <WhyLink />
    </nav>
  )
}
