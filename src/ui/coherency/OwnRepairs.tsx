import {
  ownWithPlan,
  type OwnAnswer,
  type OwnRepairs as Repairs,
} from '../../explain/coherency/own-answer.ts'
import type { PlanTold } from '../../explain/coherency/plan-words.ts'
import type { OwnScript } from '../../scenario/own-script.ts'
import { Words } from '../Words.tsx'

interface Props {
  readonly answer: OwnAnswer
  onChange(own: OwnScript): void
}

/** How many of the smallest repairs are listed. */
const most = 4

/** What maintenance makes the script coherent; each can be put into it. */
export function OwnRepairs({ answer, onChange }: Props) {
  if (answer.repairs.length === 0) return null
  return (
    <section className="own-repairs" aria-label="Repairs">
      <h3>What repairs it</h3>
      {answer.repairs.map((repairs) => (
        <Of key={repairs.by} {...{ repairs, answer, onChange }} />
      ))}
    </section>
  )
}

function Of({ repairs: { by, plans, says }, answer, onChange }: Props & { readonly repairs: Repairs }) {
  const listed = plans?.slice(0, most) ?? []
  const more = (plans?.length ?? 0) - listed.length
  return (
    <>
      <p>
        <Words sentence={says} />
      </p>
      {listed.length > 0 && (
        <ul>
          {listed.map((told) => (
            <Plan key={told.words} {...{ by, told, answer, onChange }} />
          ))}
          {more > 0 && <li>and {more} more of that size</li>}
        </ul>
      )}
    </>
  )
}

interface PlanProps extends Props {
  readonly by: Repairs['by']
  readonly told: PlanTold
}

function Plan({ by, told: { plan, words }, answer, onChange }: PlanProps) {
  const mended = ownWithPlan(answer, by, plan)
  return (
    <li>
      <span>{words}</span>{' '}
      {mended ? (
        <button type="button" aria-label={`Add ${words}`} onClick={() => onChange(mended)}>
          Add
        </button>
      ) : (
        <span className="own-full">would make more than twelve steps</span>
      )}
    </li>
  )
}
