import type { KvmOutcome } from './decide.ts'
import type { KvmInputs } from './inputs.ts'

/**
 * Whether the guest gets as far as the fault that `decide` answers. A refused memslot does not exist, so that its
 * address has no slot. Under `swap` the slot was made over other memory, whose checks passed or not by themselves.
 */
export function faultIsReached({ memslot }: Pick<KvmOutcome, 'memslot'>): boolean {
  return memslot.kind === 'accept'
}

/** The inputs of an access after the memslot was refused: nothing stands at its address. */
export const withoutSlot = (at: KvmInputs): KvmInputs => ({ ...at, gpa: 0, size: 0 })
