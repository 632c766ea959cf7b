import type { Options, Script, State } from './script.ts'

/** One way through a script, such that it can be gone again: see `replay`. */
export interface Run {
  readonly script: Script
  readonly start: State
  readonly options: Options
  /** The rows that happened, by id, in order: one for each step of the script, and among them those of `byItself`. */
  readonly taken: readonly string[]
}
