import type { Param } from './param.ts'

/** Rewrites the pairs of an address of version `from` into ones that mean the same in version `to`. */
export interface Migration {
  readonly from: number
  readonly to: number
  readonly up: (params: readonly Param[]) => readonly Param[]
}

export const firstVersion = 1

/**
 * Every change of what an address means, oldest first. A default that changes is one: the migration writes
 * the old default into addresses that do not name the key. A setting that is added is not.
 */
export const migrations: readonly Migration[] = []

/** The version that a list of migrations ends at, and that is written. */
export const versionOf = (list: readonly Migration[]) => list.at(-1)?.to ?? firstVersion

/** The first migration that does not rise by one from where the one before it ended, if there is one. */
export function misplaced(list: readonly Migration[]): Migration | undefined {
  return list.find(({ from, to }, at) => from !== firstVersion + at || to !== from + 1)
}

export type Migrated =
  { readonly params: readonly Param[] } | { readonly failed: Migration; readonly params: readonly Param[] }

/** Brings pairs of version `from` up to date. Where a step fails, the pairs stay as they were before it. */
export function migrate(params: readonly Param[], from: number, list: readonly Migration[]): Migrated {
  let current = params
  for (const step of list.filter((migration) => migration.from >= from)) {
    try {
      current = step.up(current)
    } catch {
      return { failed: step, params: current }
    }
  }
  return { params: current }
}
