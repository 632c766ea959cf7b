import { citations, type Citation, type CitationId } from '../cite/citations.ts'
import type { Check, KernelFunction } from './check.ts'

/** Functions whose rows cite Linux of one release only. Policies share rows, and a row stands in several releases. */
export const citedIn = (version: string, functions: readonly KernelFunction[]): readonly KernelFunction[] =>
  functions.map((fn) => ({ ...fn, checks: checksIn(version, fn.checks) }))

const checksIn = (version: string, checks: readonly Check[]): readonly Check[] =>
  checks.map((check) => ({
    ...check,
    cite: check.cite.filter((id) => isOf(version, id)),
    ...(check.inner && { inner: checksIn(version, check.inner) }),
  }))

function isOf(version: string, id: CitationId): boolean {
  const citation: Citation = citations[id]
  return citation.kind !== 'linux' || citation.version === version
}
