import type { Check, KernelFunction } from './check.ts'
import { factNamed, readCondition, termsOf, type Term } from './condition.ts'
import type { Exit } from './exit.ts'
import type { Facts } from './fact.ts'

/**
 * The checks of a path in one line, for the bare answer. Step `s` has the terms from `first[s]` to `first[s + 1]`;
 * where none holds, the next step is `otherwise[s]`, beyond its block. A step with an exit ends the path;
 * another clears and sets bits of the state.
 */
export interface Program {
  readonly first: Int32Array
  readonly inMask: Int32Array
  readonly inValue: Int32Array
  readonly stateMask: Int32Array
  readonly stateValue: Int32Array
  readonly otherwise: Int32Array
  /** Index into `exits`, -1 where the step has none. */
  readonly exit: Int32Array
  readonly clear: Int32Array
  readonly set: Int32Array
  readonly exits: readonly Exit[]
}

interface Step {
  readonly terms: readonly Term[]
  readonly exit: Exit | undefined
  readonly clear: number
  readonly set: number
  /** How many steps its block has. */
  readonly inner: number
}

/** Compiles functions in their order. @throws RangeError for a condition or an operand that cannot be read */
export function compile(functions: readonly KernelFunction[], facts: Facts): Program {
  const steps = functions.flatMap((fn) => stepsOfFunction(fn, facts))
  const terms = steps.flatMap((step) => step.terms)
  const exits = [...new Set(steps.flatMap((step) => step.exit ?? []))]
  let at = 0
  return {
    first: Int32Array.from([0, ...steps.map((step) => (at += step.terms.length))]),
    inMask: Int32Array.from(terms, (term) => term.inMask),
    inValue: Int32Array.from(terms, (term) => term.inValue),
    stateMask: Int32Array.from(terms, (term) => term.stateMask),
    stateValue: Int32Array.from(terms, (term) => term.stateValue),
    otherwise: Int32Array.from(steps, (step, s) => s + 1 + step.inner),
    exit: Int32Array.from(steps, (step) => (step.exit ? exits.indexOf(step.exit) : -1)),
    clear: Int32Array.from(steps, (step) => ~step.clear),
    set: Int32Array.from(steps, (step) => step.set),
    exits,
  }
}

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

/** The bits of the state that assignments clear and set. */
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

/** States lie below this bit, so that an exit and a state are one number and a run allocates nothing. */
const exitShift = 18

/** The exit of what `run` gave, as an index into the program's exits. */
export const exitOf = (result: number) => result >> exitShift

/** The state with which a run ended. */
export const stateOf = (result: number) => result & ((1 << exitShift) - 1)

/** Runs a program on two words of facts; gives its exit and its state. @throws RangeError if no check ends the path */
export function run(program: Program, input: number, start: number): number {
  const { first, otherwise, exit, clear, set } = program
  const steps = otherwise.length
  let now = start
  for (let step = 0; step < steps;) {
    if (!anyTerm(program, first[step] as number, first[step + 1] as number, input, now)) {
      step = otherwise[step] as number
      continue
    }
    const leaves = exit[step] as number
    if (leaves >= 0) return (leaves << exitShift) | now
    now = (now & (clear[step] as number)) | (set[step] as number)
    step += 1
  }
  throw new RangeError('checks: none ended the path')
}

function anyTerm(program: Program, from: number, to: number, input: number, now: number): boolean {
  const { inMask, inValue, stateMask, stateValue } = program
  for (let t = from; t < to; t += 1)
    if (
      ((((input & (inMask[t] as number)) ^ (inValue[t] as number)) |
        ((now & (stateMask[t] as number)) ^ (stateValue[t] as number))) as number) === 0
    )
      return true
  return false
}
