import type { KvmInputs } from './inputs.ts'

/**
 * Something that a check asks, under the name that it has in the source: one bit of the word of inputs, or of the
 * word of state, which checks also set. `reads` lists the inputs that it comes from.
 */
export interface Fact {
  readonly word: 'in' | 'state'
  readonly bit: number
  readonly reads: readonly (keyof KvmInputs)[]
}

export type Facts = Readonly<Record<string, Fact>>

/** A fact of the inputs. */
export const given = (bit: number, ...reads: readonly (keyof KvmInputs)[]): Fact => ({
  word: 'in',
  bit,
  reads,
})

/** A fact of the inputs that stands in the word of state, as the other is full. */
export const givenState = (bit: number, ...reads: readonly (keyof KvmInputs)[]): Fact => ({
  word: 'state',
  bit,
  reads,
})

/** A value that checks set. */
export const state = (bit: number): Fact => ({ word: 'state', bit, reads: [] })
