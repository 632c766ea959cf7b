import {
  ownAgents,
  ownValues,
  type OwnAgent,
  type OwnScript,
  type OwnStep,
  type OwnValue,
} from '../../scenario/own-script.ts'

/** The script with another step in one place. */
export const withStep = (own: OwnScript, at: number, step: OwnStep): OwnScript => ({
  ...own,
  steps: own.steps.with(at, step),
})

/** The script without one step. */
export const withoutStep = (own: OwnScript, at: number): OwnScript => ({
  ...own,
  steps: own.steps.toSpliced(at, 1),
})

/** The script with one step put into another place. */
export function movedStep(own: OwnScript, from: number, to: number): OwnScript {
  const step = own.steps[from]
  return step ? { ...own, steps: own.steps.toSpliced(from, 1).toSpliced(to, 0, step) } : own
}

/** A value for a new write: one that nothing has yet, or else the one that was written longest ago. */
export function freshValue({ memory, cache, steps }: OwnScript): OwnValue {
  const used = [memory, cache?.value, ...steps.map((step) => (step.do === 'write' ? step.value : null))]
  const last = (value: OwnValue) => used.lastIndexOf(value)
  return ownValues.toSorted((a, b) => last(a) - last(b))[0] ?? 'b'
}

/** The place of the first step that a longer script has and `own` has not; -1 where there is none. */
export const firstAdded = (own: OwnScript, longer: OwnScript) =>
  longer.steps.findIndex((step, at) => step !== own.steps[at])

/** The script with one step more: first a write by the VMM of something new, then reads in turn. */
export function addedStep(own: OwnScript): OwnScript {
  const last = own.steps.at(-1)
  const step: OwnStep = last
    ? { by: last.by === 'guest' ? 'vmm' : 'guest', do: 'read', as: null }
    : { by: 'vmm', do: 'write', value: freshValue(own), as: null }
  return { ...own, steps: [...own.steps, step] }
}

const isAgent = (text: string): text is OwnAgent => ownAgents.some((one) => one === text)
export const isValue = (text: string): text is OwnValue => ownValues.some((one) => one === text)

/** The same step by another. */
export const doneBy = (step: OwnStep, by: string): OwnStep => (isAgent(by) ? { ...step, by } : step)

/** Another deed by the same, through the same alias if it is an access; what becomes a write writes `fresh`. */
export function doing(step: OwnStep, what: OwnStep['do'], fresh: OwnValue): OwnStep {
  const { by } = step
  const as = 'as' in step ? step.as : null
  if (what === 'read') return { by, do: what, as }
  if (what === 'write') return { by, do: what, as, value: step.do === 'write' ? step.value : fresh }
  return { by, do: what }
}
