import type { Compared } from '../../explain/claims/judge.ts'

/** What the engine answers beside what was claimed, one row for each thing that is looked at. */
export function ComparedTable({ all, label }: { readonly all: readonly Compared[]; readonly label: string }) {
  return (
    <table className="compared" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">looked at</th>
          <th scope="col">the engine answers</th>
          <th scope="col">claimed</th>
        </tr>
      </thead>
      <tbody>
        {all.map(({ looked, name, expected, seen, holds }) => (
          <tr key={looked} data-holds={holds}>
            <th scope="row">{name}</th>
            <td>{seen}</td>
            <td>
              {expected}
              {!holds && ': not so'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
