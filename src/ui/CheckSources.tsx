import { citations, type CitationId } from '../cite/citations.ts'
import { isMerged } from '../explain/kvm/find-checks.ts'
import { Cite } from './Cite.tsx'

interface Props {
  /** The check. */
  readonly id: string
  readonly of: readonly CitationId[]
}

/** Where a check is known from; one that nobody merged only would stand in a kernel function. */
export function CheckSources({ id, of }: Props) {
  const would = !isMerged(id)
  return of.map((known) => <Cite key={known} citation={citations[known]} would={would} />)
}
