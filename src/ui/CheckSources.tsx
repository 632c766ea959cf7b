import { citations, type CitationId } from '../cite/citations.ts'
import { isMerged } from '../explain/kvm/merged.ts'
import { Cite } from './Cite.tsx'

interface Props {
  /** The check. */
  readonly id: string
  readonly of: readonly CitationId[]
}

/** Where a check is known from; one that nobody merged only would stand in a kernel function. */
export const CheckSources = ({ id, of }: Props) =>
  of.map((known) => <Cite key={known} citation={citations[known]} would={!isMerged(id)} />)
