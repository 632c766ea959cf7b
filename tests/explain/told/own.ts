import { ownAnswer } from '../../../src/explain/coherency/own-answer.ts'
import { ownStepPage } from '../../../src/explain/coherency/own-step-page.ts'
import { cannotBeRead } from '../../../src/explain/coherency/shown.ts'
import { lineView } from '../../../src/explain/coherency/view.ts'
import { plain } from '../../../src/explain/sentence.ts'
import { pageTold, viewTold } from './line.ts'
import { named, type Tells } from './story.ts'

/** Outcomes of a script of one's own that are told. */
const most = 6

/** Act 5 of a script of one's own: its outcomes, its worst run, and repairs. */
export const ownTold: Tells = ({ address: { besides, scenario }, outcome: { coherency } }) => {
  if (!besides.own || !coherency.arises) return []
  const { aliases } = coherency
  const answer = ownAnswer(aliases, besides.own, { hits: scenario.hits })
  const { outcomes, places, repairs } = answer
  const replayed = answer.bad ?? outcomes[0]
  const steps = replayed?.steps ?? []
  return [
    plain(answer.says),
    plain(answer.fillSays),
    ...answer.steps.flatMap(({ through, says }) => [
      ...named('through', through),
      ...named('note', says && plain(says)),
    ]),
    ...outcomes.slice(0, most).map(({ values, says }) => `${values.join(', ')}: ${plain(says)}`),
    ...repairs.flatMap(({ says, plans }) => [plain(says), ...(plans ?? []).map((plan) => plain(plan.says))]),
    ...(replayed ? named('missing', cannotBeRead(besides.run ?? [], replayed.values)) : []),
    ...steps.flatMap((_, at) => [
      ...pageTold(ownStepPage(steps, places, at)),
      ...viewTold(lineView({ aliases, steps, memoryIs: () => null }, at)),
    ]),
  ]
}
