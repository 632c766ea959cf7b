import type { Listed, Stated } from '../arch/rule.ts'
import { listed } from '../arch/tables.ts'
import type { Options } from '../coherency/script.ts'
import { coherencyTables } from '../coherency/tables.ts'
import { maintenanceRows } from '../kvm/maintenance.ts'
import { codeTables } from './coherency/code-rules.ts'
import { conditionWords } from './kvm/maintenance-conditions.ts'

/** How the rows of a table go together. */
export type Reading = 'first' | 'every' | 'may' | 'occasion'

export const readingSays: Readonly<Record<Reading, string>> = {
  first: 'Read from the top; the first row that applies decides.',
  every: 'Read from the top; every row that applies counts.',
  may: 'These rows do not exclude each other: each that applies may happen.',
  occasion: 'Each row is an occasion of its own.',
}

/** A row that may happen only with a freedom of the model. */
interface Row extends Stated {
  readonly needs?: keyof Options
}

/** A table as its page shows it. */
export interface Read extends Omit<Listed, 'rules' | 'every'> {
  readonly rules: readonly Row[]
  readonly reading: Reading
  /** Where its rows are taken: as a story is told, or in runs of act 5 that read something wrong; null where nobody records it. */
  readonly takenIn: 'story' | 'run' | null
}

/** What KVM maintains by itself, as a table of rules. */
const kvmMaintenance: Read = {
  id: 'cmo',
  title: 'What KVM maintains by itself',
  rules: maintenanceRows.map((row) => ({
    id: row.id,
    cite: row.cite,
    says: `When ${row.when}: ${conditionWords(row)}`,
    because: row.because,
  })),
  reading: 'occasion',
  takenIn: null,
}

const read = ({ id, title, rules }: Listed, reading: Reading, takenIn: Read['takenIn']): Read => ({
  id,
  title,
  rules,
  reading,
  takenIn,
})

/** Every table that has rules with a page. */
export const readTables: readonly Read[] = [
  ...listed.map((table) => read(table, table.every ? 'every' : 'first', 'story')),
  ...coherencyTables.map((table) => read(table, 'may', 'run')),
  ...codeTables.map((table) => read(table, 'first', null)),
  kvmMaintenance,
]

/** A rule with the table that it stands in. */
export interface FoundRule {
  readonly rule: Row
  readonly table: Read
}

/** The rule of that id with its table, or undefined. */
export function findRule(id: string): FoundRule | undefined {
  for (const table of readTables) {
    const rule = table.rules.find((one) => one.id === id)
    if (rule) return { rule, table }
  }
  return undefined
}
