import {
  functionOf,
  stateSays,
  textOf,
  type CheckAct,
  type CheckLine,
  type FunctionLine,
} from '../explain/checks.ts'
import { TableFold } from './TableFold.tsx'

/** An act as an equal table, drawn while its fold is open. */
export function ChecksTable({ act }: { readonly act: CheckAct }) {
  return (
    <TableFold says="The checks as a table">
      <Rows act={act} />
    </TableFold>
  )
}

function Rows({ act }: { readonly act: CheckAct }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Function</th>
          <th scope="col">Check</th>
          <th scope="col">Operands</th>
          <th scope="col">What became of it</th>
          <th scope="col">Exit</th>
        </tr>
      </thead>
      <tbody>
        {act.lines.map((line, at) =>
          line.kind === 'check' ? (
            <CheckRow key={at} line={line} name={functionOf(line, act)} />
          ) : (
            <FunctionRow key={at} line={line} />
          ),
        )}
      </tbody>
    </table>
  )
}

/** A function says what became of rows that do not follow; where all follow, they name it. */
function FunctionRow({ line: { name, file, version, says, when } }: { readonly line: FunctionLine }) {
  if (says === '') return null
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
      </th>
      <td colSpan={2}>
        {file}, {version}
      </td>
      <td colSpan={2}>
        {says} {when.length > 0 && <code>{textOf(when)}</code>}
      </td>
    </tr>
  )
}

function CheckRow({ line, name }: { readonly line: CheckLine; readonly name: string }) {
  const { pieces, state, exit, since } = line
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
      </th>
      <td>
        <code>
          {textOf(pieces.map((piece) => (piece.kind === 'text' ? piece : { ...piece, value: null })))}
        </code>
        {since !== null && ` (since ${since})`}
      </td>
      <td>{operandsOf(line)}</td>
      <td>{stateSays[state]}</td>
      <td>{exit ? exit.says : 'none'}</td>
    </tr>
  )
}

const operandsOf = ({ pieces }: CheckLine): string =>
  pieces
    .flatMap((piece) => (piece.kind === 'operand' ? [piece] : []))
    .map(({ name, value }) => (value === null ? `${name} not asked` : `${name} ${value ? 1 : 0}`))
    .join(', ')
