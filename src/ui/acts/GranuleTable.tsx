import { bytes } from '../../explain/kvm/bytes.ts'
import type { GranuleShape, LevelShape } from '../../explain/walk/granule-levels.ts'
import { fromTo, type Span } from '../../explain/walk/runs.ts'

const bitsOf = (span: Span | null) => (span ? fromTo(span) : 'never')

const runSays = ({ run }: LevelShape) =>
  run ? `${run.entries} entries, ${bytes(run.bytes)}` : 'none, the bit is ignored'

const titleOf = ({ granule, ds }: GranuleShape) => (ds === null ? granule : `${granule}, DS ${ds ? 1 : 0}`)

function Levels({ shape }: { readonly shape: GranuleShape }) {
  const { bits, stride, levels } = shape
  return (
    <tbody>
      {levels.map((one, at) => (
        <tr key={one.level}>
          {at === 0 && (
            <th scope="rowgroup" rowSpan={levels.length}>
              {titleOf(shape)}
              <p>
                {bits} bits in a page, {stride} a level
              </p>
            </th>
          )}
          <th scope="row">{one.level}</th>
          <td>
            {one.msb}:{one.lsb}
          </td>
          <td>{bytes(one.bytes)}</td>
          <td>{one.leaf ?? 'tables only'}</td>
          <td>{runSays(one)}</td>
          <td>{bitsOf(one.va)}</td>
          <td>{bitsOf(one.ipa)}</td>
        </tr>
      ))}
    </tbody>
  )
}

/** What each granule allows: its levels, the leaves and contiguous runs that they may hold, and what starts at them. */
export const GranuleTable = ({ shapes }: { readonly shapes: readonly GranuleShape[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">Granule</th>
        <th scope="col">Level</th>
        <th scope="col">Index bits</th>
        <th scope="col">An entry maps</th>
        <th scope="col">Leaf</th>
        <th scope="col">Contiguous run</th>
        <th scope="col">Stage 1 starts here for a VA of, bits</th>
        <th scope="col">Stage 2 starts here for an IPA of, bits</th>
      </tr>
    </thead>
    {shapes.map((shape) => (
      <Levels key={titleOf(shape)} shape={shape} />
    ))}
  </table>
)
