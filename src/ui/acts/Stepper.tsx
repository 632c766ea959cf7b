import { readId } from '../../explain/walk/reads.ts'
import { memo } from 'react'
import type { Cell, ViewRow } from '../../explain/walk/view.ts'
import { useModel } from '../hooks.ts'

interface Props {
  /** The read that is picked; null where the whole walk is shown. */
  readonly now: number | null
  /** How many reads were made. */
  readonly count: number
  readonly rows: readonly ViewRow[]
}

/** Reads as small cells. */
function Cells({ cells }: { readonly cells: readonly Cell[] }) {
  return (
    <span className="step-cells" aria-hidden="true">
      {cells.map(({ state, stage }, at) => (
        <i key={at} data-state={state} data-stage={stage} />
      ))}
    </span>
  )
}

/** Goes from read to read: back, step, and a slider over all of them, which takes arrows, Home and End. */
export const Stepper = memo(function Stepper({ now, count, rows }: Props) {
  const { scenario } = useModel()
  const go = (to: number) => scenario.getState().pickElement(readId(Math.min(Math.max(to, 1), count)))
  const at = now ?? count
  const cells = rows.flatMap((row) => row.cells)
  return (
    <div className="stepper" role="group" aria-label="Steps of the walk">
      <button type="button" onClick={() => go(at - 1)} disabled={now !== null && now <= 1}>
        Back
      </button>
      <span className="steps">
        <Cells cells={cells.filter(({ id }) => id !== null)} />
        <input
          type="range"
          name="step"
          min={1}
          max={count}
          value={at}
          aria-label="Read of the walk"
          aria-valuetext={now === null ? `all ${count} reads` : `read ${now} of ${count}`}
          onChange={(event) => go(Number(event.target.value))}
        />
      </span>
      <Cells cells={cells.filter(({ id }) => id === null)} />
      <button type="button" onClick={() => go(now === null ? 1 : at + 1)} disabled={now === count}>
        {now === null ? 'Step through' : 'Step'}
      </button>
      <span className="step-says">{now === null ? `all ${count} reads` : `read ${now} of ${count}`}</span>
    </div>
  )
})
