import type { MemoryAttributes } from '../attributes.ts'
import { recording, type Decide, type Decision } from '../rule.ts'
import type { Descriptor } from './descriptor.ts'
import type { Purpose, Trace } from './trace.ts'

/** One read of a walk. */
export interface Read {
  /** A copy of the descriptor at the time of the read; `next` is where the walk had last gone. */
  readonly descriptor: Readonly<Descriptor>
  readonly purpose: Purpose
  readonly attributes: MemoryAttributes
  /** A hardware update reads the descriptor again before it writes. */
  readonly again: boolean
  /** How many decisions had been made before the read. */
  readonly decided: number
}

/** A descriptor that hardware wrote, as it then is. */
export interface Update {
  readonly descriptor: Readonly<Descriptor>
  /** How many reads had been made before it. */
  readonly after: number
}

/** Keeps every read, hardware update and decision of a translation. */
export class Recorder implements Trace {
  readonly reads: Read[] = []
  readonly updates: Update[] = []
  readonly decisions: Decision[] = []
  readonly decide: Decide = recording(this.decisions)

  read(descriptor: Descriptor, purpose: Purpose, attributes: MemoryAttributes, again: boolean): void {
    const decided = this.decisions.length
    this.reads.push({ descriptor: { ...descriptor }, purpose, attributes, again, decided })
  }

  wrote(descriptor: Descriptor): void {
    this.updates.push({ descriptor: { ...descriptor }, after: this.reads.length })
  }
}
