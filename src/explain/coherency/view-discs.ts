import { plain } from '../sentence.ts'
import { laneOfStep } from './lanes.ts'
import { actorName, type StepTold } from './run-words.ts'
import { stepId } from './step-id.ts'
import { stateAt } from './view-lanes.ts'
import type { DiscState, DiscView } from './view.ts'

const alone: Readonly<Record<string, string>> = {
  'coherency-fill': 'filled',
  'coherency-drop': 'dropped',
  'coherency-evict': 'evicted',
  'coherency-write-out': 'written back',
}

/** Who acts, within a sentence. */
export const actorWords = (step: StepTold) =>
  step.who === 'vmm' || step.who === 'guest' ? `the ${actorName[step.who]}` : actorName[step.who]

/** What stands beside a disc, where memory holds that. */
function wordsOf(step: StepTold, memory: string): readonly string[] {
  if (step.who === 'before') return [step.memory === memory ? 'as it was' : 'at first']
  if (step.spontaneous) return [`${alone[step.rule?.id ?? ''] ?? 'happens'},`, 'by itself']
  if (step.who === 'kvm') {
    const [first = '', ...rest] = step.what.split(/[;,] /)
    return [`KVM ${first}`, ...rest]
  }
  const { step: done } = step
  if (done?.do === 'clean' || done?.do === 'cleaninv')
    return [done.do === 'clean' ? 'DC CVAC' : 'DC CIVAC', `by ${actorWords(step)}`]
  if (laneOfStep(step).endsWith('-hit')) return ['reads,', 'from the cache']
  return [done?.do === 'write' ? 'writes' : 'reads']
}

const stateWords: Readonly<Record<DiscState, string>> = {
  done: 'done',
  now: 'shown now',
  'to-come': 'to come',
}

/** A run's steps as numbered discs. */
export const discsOf = (steps: readonly StepTold[], now: number): readonly DiscView[] =>
  steps.map((step, number) => {
    const told = plain(step.says)
    const [says = '', ...because] = told.replace(/\.$/, '').split(': ')
    const state = stateAt(number, now)
    return {
      id: stepId(number),
      number,
      who: step.who,
      lane: laneOfStep(step),
      state,
      spontaneous: step.spontaneous,
      words: wordsOf(step, steps[now]?.memory ?? ''),
      says,
      because: because.join(': '),
      label: `Step ${number} of ${steps.length - 1}, ${actorWords(step)}: ${step.what}, ${stateWords[state]}. ${told}`,
    }
  })
