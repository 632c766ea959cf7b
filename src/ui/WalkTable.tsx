import { memo } from 'react'
import { typeName, hex } from '../explain/words.ts'
import type { WalkAnswer } from '../explain/walk/answer.ts'
import type { PermissionChain } from '../explain/walk/permissions.ts'
import { hex64 } from '../explain/words.ts'
import { reasonsOf } from '../explain/walk/taker.ts'
import { TableFold } from './TableFold.tsx'

interface Props {
  readonly walk: WalkAnswer
  readonly chain: PermissionChain | null
}

/** The walk and its permissions as tables. */
export const WalkTable = memo(function WalkTable({ walk: { reads, rows }, chain }: Props) {
  const unmade = rows.flatMap((row) => row.unmade)
  return (
    <TableFold says="The walk as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Read</th>
            <th scope="col">Stage</th>
            <th scope="col">Level</th>
            <th scope="col">Index bits</th>
            <th scope="col">Descriptor at</th>
            <th scope="col">Value</th>
            <th scope="col">What it is</th>
            <th scope="col">Leads to</th>
            <th scope="col">Read as</th>
          </tr>
        </thead>
        <tbody>
          {reads.map(({ id, number, stage, level, index, pa, value, kind, next, attributes }) => (
            <tr key={id}>
              <th scope="row">{number}</th>
              <td>{stage}</td>
              <td>{level}</td>
              <td>
                [{index.msb}:{index.lsb}] {hex(index.value)}
              </td>
              <td>{hex(pa)}</td>
              <td>{hex64(value)}</td>
              <td>{kind}</td>
              <td>{next === null ? 'nowhere' : hex(next)}</td>
              <td>{`${typeName(attributes)}, ${attributes.shareability}`}</td>
            </tr>
          ))}
          {unmade.map(({ stage, level }, at) => (
            <tr key={`unmade-${at}`}>
              <th scope="row">not made</th>
              <td>{stage}</td>
              <td>{level}</td>
              <td colSpan={6}>the fault stopped the walk before it</td>
            </tr>
          ))}
        </tbody>
      </table>
      {chain && (
        <table>
          <thead>
            <tr>
              <th scope="col">Right</th>
              <th scope="col">Ends at</th>
              <th scope="col">Because</th>
            </tr>
          </thead>
          <tbody>
            {chain.lines.map((line) => {
              const { right, el, letter, endsAt, asked } = line
              const gate = endsAt === null ? null : chain.gates[endsAt]
              return (
                <tr key={right}>
                  <th scope="row">
                    EL{el} {letter}
                    {asked && ', asked for'}
                  </th>
                  <td>{gate?.name ?? (chain.whole ? 'stays' : 'left where the walk stops')}</td>
                  <td>{reasonsOf(chain, line).join('; ')}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </TableFold>
  )
})
