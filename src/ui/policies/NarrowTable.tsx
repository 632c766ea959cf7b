import { memo } from 'react'
import type { SideBySide } from '../../explain/policies/side-by-side.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { ViewLink } from '../ViewLink.tsx'
import { Words } from '../Words.tsx'
import { Cell, ExitWords, Fault } from './Cells.tsx'
import { Rows, type RowProps } from './Rows.tsx'

interface Props {
  readonly all: SideBySide
  readonly than: Scenario['policy'] | null
}

const Row = memo(function Row({ row: { policy, scenario, here, follows, differs }, than }: RowProps) {
  return (
    <tr data-kind={follows.kind} data-than={policy.id === than || undefined}>
      <th scope="row" aria-label={policy.id}>
        <ViewLink view={{ name: 'explore' }} scenario={scenario}>
          <code>{policy.id}</code>

          <span className="policy-describes">
            {policy.status}
            {policy.interpretation !== undefined && ', interpreted'}
          </span>
        </ViewLink>
      </th>
      <Cell differs={differs.has('memslot')}>
        <ExitWords exit={here.memslot} />
      </Cell>
      <Cell differs={differs.has('fault')}>
        <Fault cell={here} />
      </Cell>
      <td className="policy-follows">
        <Words sentence={[{ text: follows.says }]} />
      </td>
    </tr>
  )
})

/** On a phone: the scenario's own host alone, which the controls above change. */
export function NarrowTable({ all: { rows, here }, than }: Props) {
  return (
    <table className="policy-table" data-narrow>
      <thead>
        <tr>
          <th scope="col">policy</th>
          <th scope="col">memslot</th>
          <th scope="col">fault</th>
          <th scope="col">what follows</th>
        </tr>
      </thead>
      <Rows rows={rows} columns={4} Row={Row} here={here} than={than} />
    </table>
  )
}
