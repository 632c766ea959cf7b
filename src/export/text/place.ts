import { citations, type CitationId } from '../../cite/citations.ts'

/** Where a rule stands, in a few words: its first pseudocode function, else its topic. */
export function placeOf({ cite }: { readonly cite: readonly CitationId[] }): string {
  const places = cite.map((id) => citations[id])
  const pseudocode = places.flatMap((place) => ('pseudocode' in place ? place.pseudocode : []))
  const topics = places.flatMap((place) =>
    place.kind === 'arm' ? place.topic : place.kind === 'linux' ? place.function : [],
  )
  return pseudocode[0] ?? topics[0] ?? ''
}
