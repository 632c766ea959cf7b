import { TableScroll } from '../TableScroll.tsx'
import { actorName, type StepTold } from '../../explain/coherency/run-words.ts'

interface Props {
  readonly steps: readonly StepTold[]
  /** The step that is shown; null where the whole run is. */
  readonly now: number | null
  /** Of a script of the reader's own, the place in it of each step that was run, from 0. */
  readonly places?: readonly number[] | undefined
  /** Absent where steps cannot be picked. */
  readonly onPick?: (step: number) => void
}

const placeOf = ({ op }: StepTold, places: readonly number[]) => (op === null ? '–' : (places[op] ?? op) + 1)

/** A run as a table: who does what, and the line afterwards. */
export function RunTable({ steps, now, places, onPick }: Props) {
  return (
    <TableScroll label="The run">
      <table className="run">
        <caption className="visually-hidden">The run, step by step</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">step</span>
            </th>
            {places && <th scope="col">script</th>}
            <th scope="col">who</th>
            <th scope="col">what</th>
            <th scope="col">cache</th>
            <th scope="col">memory</th>
            <th scope="col">read</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, at) => (
            <tr
              key={at}
              aria-current={at === now ? 'step' : undefined}
              data-later={(now !== null && at > now) || undefined}
              onClick={onPick && (() => onPick(at))}
            >
              <th scope="row">
                {onPick ? (
                  <button type="button" aria-label={`Show step ${at}`} onClick={() => onPick(at)}>
                    {at}
                  </button>
                ) : (
                  at
                )}
              </th>
              {places && <td className="in-script">{placeOf(step, places)}</td>}
              <td data-itself={step.spontaneous || undefined}>
                {step.who === 'before' ? '–' : actorName[step.who]}
              </td>
              <td>{step.what}</td>
              <td>{step.cache}</td>
              <td>{step.memory}</td>
              <td>
                {step.read && (
                  <b data-bad={!step.read.good || undefined}>
                    {step.read.value}
                    {!step.read.good && <span className="visually-hidden">, which is wrong</span>}
                  </b>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
