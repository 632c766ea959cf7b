import { citations, type Citation } from '../../cite/citations.ts'
import type { Way } from '../../explain/diagnose/ways.ts'
import type { WayBack } from './ExampleLink.tsx'
import { WayEntry } from './WayEntry.tsx'

/** The ways to a symptom under the kernel functions that they stand in, in the order of the source. */
export function WaysList({ ways, back }: { readonly ways: readonly Way[]; readonly back: WayBack }) {
  return byFunction(ways).map((group) => {
    const { fn, check } = group[0] as Way
    return (
      <section key={check.id}>
        <h2>
          <code>{fn.name}</code> <small>{placeOf(citations[fn.cite])}</small>
        </h2>
        <ol className="ways">
          {group.map((way) => (
            <WayEntry key={way.check.id} way={way} back={back} />
          ))}
        </ol>
      </section>
    )
  })
}

const placeOf = (citation: Citation) =>
  citation.kind === 'linux' ? `Linux ${citation.version}, ${citation.file}` : ''

/** Neighbours that stand in the same function, of which a policy may have several stretches, together. */
function byFunction(ways: readonly Way[]): readonly (readonly Way[])[] {
  const groups: Way[][] = []
  for (const way of ways) {
    const last = groups.at(-1)
    if (last?.[0]?.fn.name === way.fn.name) last.push(way)
    else groups.push([way])
  }
  return groups
}
