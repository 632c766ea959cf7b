import type { Status } from '../arch/rule.ts'

/** What a rule leaves open, as a badge says it. */
export const badge: Readonly<Record<Status, string>> = {
  reserved: 'reserved',
  res0: 'RES0 bit set',
  unpredictable: 'UNPREDICTABLE',
  'constrained-unpredictable': 'CONSTRAINED UNPREDICTABLE',
  'implementation-defined': 'IMPLEMENTATION DEFINED',
}
