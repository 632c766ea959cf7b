import type { Check, KernelFunction } from './check.ts'
import { factNamed, readCondition, termsOf, type Term } from './condition.ts'
import type { Exit } from './exit.ts'
import type { Facts } from './fact.ts'

/** A check of a path put in one line: where none of its terms holds, its block of `inner` steps is jumped over. */
export interface Step {
  readonly terms: readonly Term[]
  readonly exit: Exit | undefined
  /** Bits of the state that it clears and sets. */
  readonly clear: number
  readonly set: number
  readonly inner: number
}

/** Functions as steps, in their order. @throws RangeError for a condition or an operand that cannot be read */
export const stepsOf = (functions: readonly KernelFunction[], facts: Facts): readonly Step[] =>
  functions.flatMap((fn) => stepsOfFunction(fn, facts))

function stepsOfFunction(fn: KernelFunction, facts: Facts): readonly Step[] {
  const inner = fn.checks.flatMap((check) => stepsOfCheck(check, facts))
  return fn.when === undefined ? inner : [block(fn.when, inner, facts), ...inner]
}

function stepsOfCheck(check: Check, facts: Facts): readonly Step[] {
  const inner = (check.inner ?? []).flatMap((one) => stepsOfCheck(one, facts))
  const { clear, set } = assignments(check.sets ?? {}, facts)
  return [{ ...block(check.test, inner, facts), exit: check.exit, clear, set }, ...inner]
}

const block = (test: string, inner: readonly Step[], facts: Facts): Step => ({
  terms: termsOf(readCondition(test), facts),
  exit: undefined,
  clear: 0,
  set: 0,
  inner: inner.length,
})

/** The bits of the state that assignments clear and set. @throws RangeError where one names an input */
export function assignments(sets: NonNullable<Check['sets']>, facts: Facts): { clear: number; set: number } {
  let clear = 0
  let set = 0
  for (const [name, value] of Object.entries(sets)) {
    const { word, bit } = factNamed(facts, name)
    if (word !== 'state') throw new RangeError(`sets: ${name} is an input`)
    if (value) set |= bit
    else clear |= bit
  }
  return { clear, set }
}
