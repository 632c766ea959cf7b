import { useState, type RefObject } from 'react'
import {
  ownWithPlan,
  type OwnAnswer,
  type OwnPlan,
  type OwnRepairs as Repairs,
} from '../../explain/coherency/own-answer.ts'
import type { OwnScript } from '../../scenario/own-script.ts'
import { Words } from '../Words.tsx'
import { useFocusOnMore } from './focus-on-more.ts'

interface Props {
  readonly answer: OwnAnswer
  onChange(own: OwnScript): void
}

/** How many of the smallest repairs are listed before more are asked for. */
const first = 4

/** What maintenance makes the script coherent; each can be put into it. */
export function OwnRepairs({ answer, onChange }: Props) {
  if (answer.repairs.length === 0) return null
  const isAny = answer.repairs.some(({ plans }) => plans)
  return (
    <section className="own-repairs" aria-label="Repairs">
      <h3>{isAny ? 'The smallest repair' : 'No repair by VMM or guest'}</h3>
      {answer.repairs.map((repairs) => (
        <Of key={repairs.by} {...{ repairs, answer, onChange }} />
      ))}
    </section>
  )
}

function Of({ repairs: { by, plans, says }, answer, onChange }: Props & { readonly repairs: Repairs }) {
  const [all, setAll] = useState(false)
  const more = useFocusOnMore<HTMLLIElement>(all)
  const shown = plans?.slice(0, all ? plans.length : first) ?? []
  const count = plans?.length ?? 0
  return (
    <>
      <p>
        <Words sentence={says} />
      </p>
      {shown.length > 0 && (
        <ul>
          {shown.map((told, at) => (
            <Plan
              key={told.words}
              {...{ by, told, answer, onChange }}
              focused={at === first ? more : undefined}
            />
          ))}
        </ul>
      )}
      {shown.length < count && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {count} repairs
        </button>
      )}
    </>
  )
}

interface PlanProps extends Props {
  readonly by: Repairs['by']
  readonly told: OwnPlan
  /** Given where the focus may be put on it. */
  readonly focused: RefObject<HTMLLIElement | null> | undefined
}

function Plan({ by, told: { plan, words, needsRepeat }, answer, focused, onChange }: PlanProps) {
  const mended = ownWithPlan(answer, by, plan)
  return (
    <li ref={focused} tabIndex={focused && -1}>
      <span>
        {words}
        {needsRepeat && '; not enough if each write had a value of its own'}
      </span>{' '}
      {mended ? (
        <button type="button" onClick={() => onChange(mended)}>
          Insert it and replay<span className="visually-hidden">: {words}</span>
        </button>
      ) : (
        <span className="own-full">would make more than twelve steps</span>
      )}
    </li>
  )
}
