import type { SettingKey } from '../scenario/schema.ts'
import type { Decision } from '../arch/rule.ts'

const fields: readonly SettingKey[] = ['mair', 'sh', 'memattr', 's2sh']

/** The fields of leaf and MAIR_EL1 whose present encoding is reserved, as the rows taken say. */
export function reservedFields(decisions: readonly Decision[]): ReadonlySet<SettingKey> {
  const taken = decisions.filter(({ rule }) => rule.status && /reserved/.test(rule.id))
  return new Set(fields.filter((key) => taken.some(({ rule }) => rule.reads.includes(key))))
}
