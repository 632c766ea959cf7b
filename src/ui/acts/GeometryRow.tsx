import type { Edit } from '../../explain/walk/geometry-edits.ts'
import { fromTo, type Run } from '../../explain/walk/runs.ts'
import { useModel } from '../hooks.ts'
import { RuleLink } from '../RuleLink.tsx'

/** A button that makes a change. The row changes with it, so that the focus goes to the part of the page around it. */
function EditButton({ edit: { says, values } }: { readonly edit: Edit }) {
  const { scenario } = useModel()
  return (
    <button
      type="button"
      onClick={(event) => {
        event.currentTarget.closest('section')?.focus()
        scenario.getState().setMany(values)
      }}
    >
      {says}
    </button>
  )
}

/** Where a legal run starts, and in how many tables. */
function startsAt({ level, tables }: Run): string {
  if (level === null) return ''
  const count = tables && tables.most > 1 ? `, ${fromTo(tables)} concatenated tables` : ''
  return `starts at level ${level}${count}`
}

const called = { legal: 'legal', open: 'open', illegal: 'illegal' } as const

interface Props {
  readonly run: Run
  /** What the row adds to the verdict. */
  readonly note?: string
  /** Null where nothing would change or can; absent where no row of the table can be set. */
  readonly edit?: Edit | null
}

/** The cells of a run after the sizes: what the PE makes of it, why, and the button that sets it. */
export function VerdictCells({ run, note, edit }: Props) {
  const { legality, badge, rule, reason } = run
  return (
    <>
      <td data-legality={legality}>
        <b>{called[legality]}</b>
        {legality === 'open' && badge && <span className="badge">{badge}</span>} {startsAt(run)}
        {note && <p>{note}</p>}
      </td>
      <td>
        {reason}. <RuleLink id={rule.id}>{rule.says}</RuleLink>
        {legality === 'illegal' && badge && <span className="badge">{badge}</span>}
      </td>
      {edit !== undefined && <td>{edit && <EditButton edit={edit} />}</td>}
    </>
  )
}

interface SizeTableProps {
  readonly field: string
  readonly address: 'VA' | 'IPA'
  readonly runs: readonly Run[]
  /** The present value of the field. */
  readonly value: number
  readonly editOf: ((run: Run) => Edit | null) | null
}

/** The values of a size field, in runs. */
export const SizeTable = ({ field, address, runs, value, editOf }: SizeTableProps) => (
  <table>
    <thead>
      <tr>
        <th scope="col">{field}</th>
        <th scope="col">{address}, bits</th>
        <th scope="col">What the PE makes of it</th>
        <th scope="col">Why</th>
        {editOf && <th scope="col">Change</th>}
      </tr>
    </thead>
    <tbody>
      {runs.map((run) => (
        <tr key={run.txsz.least} aria-current={run.present || undefined}>
          <th scope="row">
            {fromTo(run.txsz)} {run.present && <b>now {value}</b>}
          </th>
          <td className="span">{fromTo(run.asked)}</td>
          <VerdictCells run={run} {...(editOf && { edit: editOf(run) })} />
        </tr>
      ))}
    </tbody>
  </table>
)
