import type { Step } from '../../coherency/script.ts'
import { ownValues, type OwnScript, type OwnStep, type OwnValue } from '../../scenario/own-script.ts'
import type { SituationAnswer } from './situation-answer.ts'

/**
 * A situation as a script to be edited: its values by letters in the order in which they occur, a what memory holds before; its
 * accesses through the aliases of the scenario, but for a guest that may choose: then through the one that is worst, by hand.
 */
export function ownFromSituation({ telling, guest, guestChooses }: SituationAnswer): OwnScript {
  const { script, start } = telling.case
  const names = [start.memory, ...script.flatMap((step) => (step.do === 'write' ? [step.value] : []))]
  const known = [...new Set(names)]
  const letter = (name: string): OwnValue => ownValues[known.indexOf(name)] ?? 'a'
  const steps = script.map((step) => ownStep(step, letter, guestChooses ? guest : null))
  return { memory: letter(start.memory), cache: null, steps }
}

function ownStep(
  step: Step,
  letter: (name: string) => OwnValue,
  guest: SituationAnswer['guest'] | null,
): OwnStep {
  const by = step.by as OwnStep['by']
  const as = by === 'guest' ? guest : null
  if (step.do === 'read') return { by, do: step.do, as }
  if (step.do === 'write') return { by, do: step.do, value: letter(step.value), as }
  return { by, do: step.do }
}
