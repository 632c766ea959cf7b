import { Fragment, memo } from 'react'
import type { SideBySide } from '../../explain/policies/side-by-side.ts'
import type { Policy } from '../../kvm/policy.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { ViewLink } from '../ViewLink.tsx'
import { Words } from '../Words.tsx'
import { BesideLink } from './BesideLink.tsx'
import { Cell, ExitWords, Fault, GuestWords } from './Cells.tsx'
import { dayOf } from './day.ts'
import { hostName } from './host-name.ts'
import { Rows, type RowProps } from './Rows.tsx'

/** Where it got to, and when; by whom is among the notes. */
function Status({ policy }: { readonly policy: Policy }) {
  return (
    <td className="policy-status">
      <span className="badge" data-status={policy.status}>
        {policy.status}
      </span>
      <span>{dayOf(policy)}</span>
    </td>
  )
}

const Row = memo(function Row({ row, here, than }: RowProps) {
  const { policy, scenario, cells, maintenance, guest, follows, differs } = row
  return (
    <tr data-kind={follows.kind} data-than={policy.id === than || undefined}>
      <th scope="row" aria-label={policy.id}>
        <ViewLink view={{ name: 'explore' }} scenario={scenario}>
          <code>{policy.id}</code>

          <span className="policy-describes">
            {policy.describes}
            {policy.interpretation !== undefined && (
              <>
                {' '}
                <small>interpreted</small>
              </>
            )}
          </span>
        </ViewLink>
      </th>
      <Status policy={policy} />
      <Cell differs={differs.has('capability')}>{row.capability}</Cell>
      {cells.map((cell, at) => {
        const isHere = at === here
        return (
          <Fragment key={hostName(cell.host)}>
            <Cell differs={cell.differs.has('memslot')}>
              <ExitWords exit={cell.memslot} />
            </Cell>
            <Cell differs={cell.differs.has('fault')}>
              <Fault cell={cell} />
            </Cell>
            {isHere && (
              <>
                <Cell differs={differs.has('guest')}>
                  <GuestWords guest={guest} />
                </Cell>
                <Cell differs={differs.has('maintenance')}>
                  {maintenance ?? <span className="not-reached">-</span>}
                </Cell>
              </>
            )}
          </Fragment>
        )
      })}
      <td className="policy-follows">
        <Words sentence={[{ text: follows.says }]} />
      </td>
      <td>
        <BesideLink row={row} than={than}>
          A | B
        </BesideLink>
      </td>
    </tr>
  )
})

const columnsBefore = 3
const ofHost = 2
const ofHere = 4
const columnsAfter = 2

/** Columns of the table, for the row that spans them. */
const width = (hosts: number) => columnsBefore + (hosts - 1) * ofHost + ofHere + columnsAfter

interface Props {
  readonly all: SideBySide
  readonly than: Scenario['policy'] | null
}

/** The hosts beside each other, the scenario’s own one marked and told in full. */
export function WideTable({ all: { hosts, here, rows }, than }: Props) {
  return (
    <table className="policy-table">
      <colgroup>
        <col span={columnsBefore} />
        {hosts.map((host, at) => (
          <col
            key={hostName(host)}
            span={at === here ? ofHere : ofHost}
            className={at === here ? 'here' : undefined}
          />
        ))}
        <col span={columnsAfter} />
      </colgroup>
      <thead>
        <tr>
          <th scope="colgroup" colSpan={columnsBefore}>
            What was proposed
          </th>
          {hosts.map((host, at) => (
            <th
              key={hostName(host)}
              scope="colgroup"
              colSpan={at === here ? ofHere : ofHost}
              data-here={at === here || undefined}
            >
              {hostName(host)}
              {at === here && <span className="badge-here">this scenario</span>}
            </th>
          ))}
          <th scope="colgroup" colSpan={columnsAfter}>
            Here
          </th>
        </tr>
        <tr>
          <th scope="col">policy</th>
          <th scope="col">status</th>
          <th scope="col">capability</th>
          {hosts.map((host, at) => (
            <Fragment key={hostName(host)}>
              <th scope="col">memslot</th>
              <th scope="col">fault</th>
              {at === here && (
                <>
                  <th scope="col">guest gets</th>
                  <th scope="col">maintains</th>
                </>
              )}
            </Fragment>
          ))}
          <th scope="col">what follows here</th>
          <th scope="col">beside</th>
        </tr>
      </thead>
      <Rows rows={rows} columns={width(hosts.length)} Row={Row} here={here} than={than} />
    </table>
  )
}
