import type { StepTold } from './run-words.ts'

/** A value as the picture has it: a letter on a plate, and its word. */
export interface ValueToken {
  readonly letter: string
  readonly value: string
}

/** Every value of a run, in the order in which they are met. */
function valuesIn(steps: readonly StepTold[]): readonly string[] {
  const met = steps.flatMap(({ state, step, read }) => [
    state.memory,
    ...(state.cache ? [state.cache.value] : []),
    ...(step?.do === 'write' ? [step.value] : []),
    ...(read ? [read.value] : []),
  ])
  return [...new Set(met)]
}

const others = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Gives each value of a run a letter of its own: itself, if it is one, or the first of its word that is free. */
export function tokensOf(steps: readonly StepTold[]): (value: string) => ValueToken {
  const letters = new Map<string, string>()
  const values = valuesIn(steps)
  for (const value of values) if (value.length === 1) letters.set(value, value)
  for (const value of values.filter(({ length }) => length !== 1)) {
    const taken = new Set([...letters.values()].map((one) => one.toUpperCase()))
    const letter = [...value.toUpperCase(), ...others].find((one) => others.includes(one) && !taken.has(one))
    letters.set(value, letter ?? '?')
  }
  return (value) => ({ letter: letters.get(value) ?? '?', value })
}
