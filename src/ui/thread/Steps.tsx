import { thread } from '../../content/thread.ts'
import { nothingBesides } from '../../scenario/besides.ts'
import { useModel } from '../hooks.ts'
import { isRight } from './is-right.ts'
import { ViewLink } from '../ViewLink.tsx'
import { forgetAll, useAnswers, useKept } from './answers.ts'
import { WhyLink } from './WhyLink.tsx'

/** How long the answers last, and the way to begin without them: for the next person at the machine. */
function Kept() {
  const { scenario, go } = useModel()
  const kept = useKept()
  const startAgain = () => {
    forgetAll()
    const view = { name: 'thread', step: 1 } as const
    go(() => scenario.getState().navigate({ view, pick: null, besides: nothingBesides }))
    // At the first step the page stays, and the button goes.
    document.querySelector<HTMLElement>('.view-page > h1')?.focus()
  }
  return (
    <>
      <p>
        {kept ? 'Kept until this tab is closed.' : 'This browser keeps no answers: a reload forgets them.'}
      </p>
      <button type="button" onClick={startAgain}>
        Start again
      </button>
    </>
  )
}

/** The eight links, with what has been answered in this tab. */
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
      {given.length > 0 && <Kept />}
      <WhyLink />
    </nav>
  )
}
