import type { CitationId } from '../../cite/citations.ts'
import type { Rule } from '../rule.ts'

/** The faults that a translation can take; external aborts and TLB conflicts are not modelled. */
export type FaultKind = 'Translation' | 'AddressSize' | 'AccessFlag' | 'Permission' | 'Alignment'

/** A row that may stop a translation: it gives the fault, or null where the translation goes on. */
export type Check<In> = Rule<In, FaultKind | null>

/** The row that ends a table of checks: whatever comes to it goes on. */
export const passes = <In>(
  id: string,
  says: string,
  because = 'none of the checks above stops it',
  cite: readonly CitationId[] = ['s1-walk', 's2-walk'],
): Check<In> => ({ id, cite, says, because, reads: [], when: () => true, gives: () => null, keeps: true })
