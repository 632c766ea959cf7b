import { memo } from 'react'
import type { ComparedCell, SideBySide } from '../../explain/policies/side-by-side.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { ViewLink } from '../ViewLink.tsx'
import { Words } from '../Words.tsx'
import { BesideLink } from './BesideLink.tsx'
import { Cell, DiffersMark, ExitWords, Fault } from './Cells.tsx'
import { hostName } from './host-name.ts'
import { Rows, type RowProps } from './Rows.tsx'

interface Props {
  readonly all: SideBySide
  readonly than: Scenario['policy'] | null
}

/** What memslot and fault end in on another host. */
function Elsewhere({ cell }: { readonly cell: ComparedCell }) {
  const { host, memslot, differs } = cell
  return (
    <li>
      <span className="policy-host">{hostName(host)}:</span>{' '}
      <span data-differs={differs.has('memslot') || undefined}>
        {differs.has('memslot') && <DiffersMark />}
        <span className="visually-hidden">memslot </span>
        <ExitWords exit={memslot} />
      </span>
      {', '}
      <span data-differs={differs.has('fault') || undefined}>
        {differs.has('fault') && <DiffersMark />}
        <span className="visually-hidden">fault </span>
        <Fault cell={cell} />
      </span>
    </li>
  )
}

/** A policy on the scenario's host; below it the other hosts, and the way to lay it beside another policy. */
const Row = memo(function Row({ row, here: at, than }: RowProps) {
  const { policy, cells } = row
  return (
    <>
      <Here row={row} than={than} />
      <tr className="policy-elsewhere">
        <td colSpan={4}>
          <ul aria-label={`${policy.id} on the other hosts`}>
            {cells.map((cell, place) => place !== at && <Elsewhere key={place} cell={cell} />)}
          </ul>
          <BesideLink row={row} than={than}>
            Compare
          </BesideLink>
        </td>
      </tr>
    </>
  )
})

function Here({ row, than }: Pick<RowProps, 'row' | 'than'>) {
  const { policy, scenario, here, follows, differs } = row
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
}

/** On a phone the scenario's own host leads, which the controls above change; the others stand below it in small. */
export function NarrowTable({ all: { rows, here }, than }: Props) {
  return (
    <table className="policy-table" data-narrow>
      <caption>On the host of this scenario; in small, memslot and fault on the other hosts.</caption>
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
