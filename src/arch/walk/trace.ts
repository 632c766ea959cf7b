import type { MemoryAttributes } from '../attributes.ts'
import type { Decide } from '../rule.ts'
import type { Descriptor } from './descriptor.ts'

/** Why stage 2 is asked: for the access itself, or for the address of one of stage 1's descriptors. */
export type Purpose = 'access' | 'walk' | 'update'

/** Listens to a translation. Objects that it is handed change as the walk goes on: it keeps copies. */
export interface Trace {
  readonly decide: Decide
  /** A descriptor was read; `again` where a hardware update compares it before it writes. */
  read(descriptor: Descriptor, purpose: Purpose, attributes: MemoryAttributes, again: boolean): void
  /** A hardware update wrote the descriptor, as it then is. */
  wrote(descriptor: Descriptor): void
}
