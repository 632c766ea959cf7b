import type { Check, KernelFunction } from '../../kvm/check.ts'
import type { Facts } from '../../kvm/fact.ts'
import { stepsOf, type Step } from '../../kvm/steps.ts'
import { within } from '../kvm/find-checks.ts'

/** Functions put in one line: each step with its check, and no check where a function asks whether it is called at all. */
export interface Course {
  readonly steps: readonly Step[]
  readonly checks: readonly (Check | null)[]
  readonly facts: Facts
  /** For each step, the texts of the conditions that have to hold for it to be taken: its own and those around it. */
  readonly conditions: readonly (readonly string[])[]
}

/** The functions of a list as a course. @throws RangeError for a condition that cannot be read */
export const courseOf = (functions: readonly KernelFunction[], facts: Facts): Course => ({
  steps: stepsOf(functions, facts),
  checks: functions.flatMap(({ when, checks }) => [...(when === undefined ? [] : [null]), ...within(checks)]),
  facts,
  conditions: functions.flatMap(conditionsIn),
})

function conditionsIn({ when, checks }: KernelFunction): readonly (readonly string[])[] {
  if (when === undefined) return checks.flatMap((check) => conditionsOf(check, []))
  return [[when], ...checks.flatMap((check) => conditionsOf(check, [when]))]
}

function conditionsOf(
  { test, inner = [] }: Check,
  around: readonly string[],
): readonly (readonly string[])[] {
  const own = [...around, test]
  return [own, ...inner.flatMap((check) => conditionsOf(check, own))]
}

/** A path through a course: the two words of facts that it began with, and the steps that were taken, the last of which ended it. */
export interface Walked {
  readonly input: number
  readonly start: number
  readonly taken: readonly number[]
}

/** Walks a course. @throws RangeError if no check ends the path */
export function walk({ steps }: Course, input: number, start: number): Walked {
  const taken: number[] = []
  let state = start
  for (let at = 0; at < steps.length;) {
    const step = steps[at] as Step
    if (!holdsAt(step, input, state)) {
      at += 1 + step.inner
      continue
    }
    taken.push(at)
    if (step.exit) return { input, start, taken }
    state = (state & ~step.clear) | step.set
    at += 1
  }
  throw new RangeError('checks: none ended the path')
}

const holdsAt = ({ terms }: Step, input: number, state: number) =>
  terms.some(
    (term) =>
      ((input ^ term.inValue) & term.inMask) === 0 && ((state ^ term.stateValue) & term.stateMask) === 0,
  )

/** The step that ended a path. */
export const lastOf = ({ taken }: Walked) => taken.at(-1) as number
