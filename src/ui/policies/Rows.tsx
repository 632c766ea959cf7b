import type { ComponentType } from 'react'
import { isSketch, type PolicyRow } from '../../explain/policies/side-by-side.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { sketchFold } from '../../scenario/view.ts'
import { useModel, useScenario } from '../hooks.ts'

/** What a row of either table takes. */
export interface RowProps {
  readonly row: PolicyRow
  /** The place of the scenario's host among the cells. */
  readonly here: number
  readonly than: Scenario['policy'] | null
}

interface Props extends Omit<RowProps, 'row'> {
  readonly rows: readonly PolicyRow[]
  readonly columns: number
  readonly Row: ComponentType<RowProps>
}

/** The sketches stand among the others by date, folded away at rest. */
export function Rows({ rows, columns, Row, here, than }: Props) {
  const open = useScenario((state) => state.open.includes(sketchFold))
  const { scenario } = useModel()
  const each = (row: PolicyRow) => <Row key={row.policy.id} row={row} here={here} than={than} />
  const first = rows.findIndex(({ policy }) => isSketch(policy))
  const sketches = rows.filter(({ policy }) => isSketch(policy))
  const coded = rows.filter(({ policy }) => !isSketch(policy))
  return (
    <tbody>
      {coded.slice(0, first).map(each)}
      <tr className="sketches">
        <td colSpan={columns}>
          <button
            type="button"
            aria-expanded={open}
            onClick={() => scenario.getState().toggleOpen(sketchFold)}
          >
            {open
              ? 'Fold the two variants sketched in review'
              : 'Show two variants sketched in review, 6 Jun 2025'}
          </button>
        </td>
      </tr>
      {open && sketches.map(each)}
      {coded.slice(first).map(each)}
    </tbody>
  )
}
