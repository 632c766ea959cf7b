import { firstLetterUp, say } from '../sentence.ts'
import { needsSays } from './needs-says.ts'
import { actorName, type StepTold } from './run-words.ts'
import type { ToldPage } from './told-page.ts'

/**
 * What the inspector says of a moment in the run of a script of one's own; `places` are those of `OwnAnswer`.
 * @throws RangeError for a step that the run has not
 */
export function ownStepPage(steps: readonly StepTold[], places: readonly number[], at: number): ToldPage {
  const step = steps[at]
  if (!step) throw new RangeError(`at is ${at}, and the run has ${steps.length} rows`)
  const { rule, read, spontaneous, op } = step
  const place = op === null ? undefined : places[op]
  const ofScript = place === undefined ? '' : `, step ${place + 1} of the script`
  return {
    picked: `step ${at}, ${spontaneous ? 'by itself' : actorName[step.who]}${ofScript}`,
    title: firstLetterUp(step.what),
    says: [
      step.says,
      ...(read && !read.good ? [say(`${read.value} is not what was written last.`)] : []),
      ...(rule?.needs ? [say(needsSays[rule.needs])] : []),
    ],
    sections: [],
    cite: rule?.cite ?? ['mismatched-attributes'],
    rules: rule ? [rule.id] : [],
  }
}
