import type { Edit } from '../../explain/walk/geometry-edits.ts'
import { fromTo, type Run } from '../../explain/walk/runs.ts'
import type { StartRow, StartRun } from '../../explain/walk/start-levels.ts'
import { VerdictCells } from './GeometryRow.tsx'

interface Props {
  readonly starts: readonly StartRow[]
  readonly editOf: ((sl: number, run: Run) => Edit | null) | null
}

const kvmSays = ({ kvm }: StartRun) => (kvm ? { note: `KVM starts here for ${fromTo(kvm)} bits` } : {})

function Start({ row, editOf }: { readonly row: StartRow; readonly editOf: Props['editOf'] }) {
  const { sl, encoding, level, present, runs } = row
  return (
    <tbody>
      {runs.map((run, at) => (
        <tr key={run.txsz.least} aria-current={run.present || undefined}>
          {at === 0 && (
            <th scope="rowgroup" rowSpan={runs.length}>
              {encoding}, {level === null ? 'no level' : `level ${level}`} {present && <b>now</b>}
            </th>
          )}
          <th scope="row">
            {fromTo(run.asked)} {run.present && <b>now</b>}
          </th>
          <td className="span">{fromTo(run.txsz)}</td>
          <VerdictCells run={run} {...kvmSays(run)} {...(editOf && { edit: editOf(sl, run) })} />
        </tr>
      ))}
    </tbody>
  )
}

/** Every start level of stage 2 against every size of IPA. */
export const StartTable = ({ starts, editOf }: Props) => (
  <table>
    <thead>
      <tr>
        <th scope="col">Start level</th>
        <th scope="col">IPA, bits</th>
        <th scope="col">T0SZ</th>
        <th scope="col">What the PE makes of it</th>
        <th scope="col">Why</th>
        {editOf && <th scope="col">Change</th>}
      </tr>
    </thead>
    {starts.map((row) => (
      <Start key={row.sl} row={row} editOf={editOf} />
    ))}
  </table>
)
