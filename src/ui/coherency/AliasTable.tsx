import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { TableFold } from '../TableFold.tsx'
import { Words } from '../Words.tsx'

/** The parties of the picture as a table: who maps the line as what, and why. */
export function AliasTable({ aliases: { vmm, guest, linear, kvm } }: Pick<CoherencyAnswer, 'aliases'>) {
  return (
    <TableFold says="The aliases as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Whose</th>
            <th scope="col">Type</th>
            <th scope="col">Shareability</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {[vmm, guest, linear].map(({ id, name, type, attributes, says }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{type}</td>
              <td>{attributes?.shareability ?? 'none'}</td>
              <td>
                <Words sentence={says} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">KVM, as it maps</th>
            <td colSpan={2}>{kvm.words}</td>
            <td>
              <Words sentence={kvm.says} />
            </td>
          </tr>
        </tbody>
      </table>
    </TableFold>
  )
}
