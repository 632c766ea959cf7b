import { citations, type CitationId } from '../cite/citations.ts'
import { Cite } from './Cite.tsx'

/** Where a preset is known from, in a chunk of its own. */
export default function Sources({ of }: { readonly of: readonly CitationId[] }) {
  return of.map((id) => <Cite key={id} citation={citations[id]} />)
}
