import { instructions, merged, posted, proposal } from './thread/april-to-june.ts'
import { bug, fallback, firstAccess, rules } from './thread/march.ts'
import type { Summed, ThreadStep } from './thread/step.ts'

export type { Beside, Summed, ThreadStep, Told } from './thread/step.ts'

/** The thread in eight links: `#/thread/1` is the first. Their order is that of the argument. */
export const thread: readonly ThreadStep[] = [
  bug,
  rules,
  fallback,
  firstAccess,
  proposal,
  posted,
  instructions,
  merged,
]

/** Why the flag was not merged: what the last step ends with, by itself. */
export const whyNotMerged: readonly Summed[] = thread.at(-1)?.summary ?? []

/** The step of that number, from 1. @throws RangeError if there is none */
export function threadStep(step: number): ThreadStep {
  const found = thread[step - 1]
  if (!found) throw new RangeError(`step: ${step} is not one of 1 to ${thread.length}`)
  return found
}
