import { properties } from '../explain/answer.ts'
import { stage2Says } from '../explain/stage2-says.ts'
import type { Register } from '../explain/registers.ts'
import type { AccessAnswer } from '../explain/access.ts'
import { fill, plain } from '../explain/sentence.ts'
import { TableFold } from './TableFold.tsx'

/** The gate diagram as two tables: the properties, and what becomes of every type. */
export function GateTable({ access }: { readonly access: AccessAnswer }) {
  return (
    <TableFold says="The diagram as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Property</th>
            <th scope="col">Stage 1</th>
            <th scope="col">Stage 2</th>
            <th scope="col">Result</th>
            <th scope="col">Decided by</th>
          </tr>
        </thead>
        <tbody>
          {properties.map((property) => {
            const { label, stage1, result, decided } = access.answers[property]
            return (
              <tr key={property}>
                <th scope="row">{label}</th>
                <td>{stage1 ?? 'not reached'}</td>
                <td>{stage2Says(access.scenario, property)}</td>
                <td>{result ?? 'not reached'}</td>
                <td>
                  {decided.map(({ rule, because, field }) => (
                    <p key={`${rule.id}-${field}`}>
                      {field && decided.length > 1 ? `${field}: ` : ''}
                      <b>{rule.says}</b>: {plain(fill(because, access.scenario))}
                    </p>
                  ))}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <table>
        <thead>
          <tr>
            <th scope="col">If stage 1 hands on</th>
            <th scope="col">the result is</th>
            <th scope="col">Can stage 1 do so here?</th>
          </tr>
        </thead>
        <tbody>
          {access.reach.map(({ from, to, possible, current }) => (
            <tr key={from}>
              <th scope="row">{from}</th>
              <td>
                {to === null
                  ? 'a fault'
                  : to.inner === to.outer
                    ? to.inner
                    : `inner ${to.inner}, outer ${to.outer}`}
              </td>
              <td>{current ? 'yes, and it does' : possible ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFold>
  )
}

/** The rulers as one table: every field that has a value. */
export function RegisterTable({ registers }: { readonly registers: readonly Register[] }) {
  return (
    <TableFold says="The registers as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Register</th>
            <th scope="col">Bits</th>
            <th scope="col">Field</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {registers.flatMap(({ id, title, fields }) =>
            fields.map(({ name, hi, lo, digits, says }) => (
              <tr key={`${id}-${hi}`}>
                <th scope="row">{title}</th>
                <td>{hi === lo ? hi : `${hi}:${lo}`}</td>
                <td>{name}</td>
                <td>{digits === null ? says : `0b${digits}`}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </TableFold>
  )
}
