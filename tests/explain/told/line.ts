import { aliasIds } from '../../../src/explain/coherency/alias-id.ts'
import { aliasPage } from '../../../src/explain/coherency/alias-words.ts'
import type { CoherencyAnswer } from '../../../src/explain/coherency/answer.ts'
import { headSays } from '../../../src/explain/coherency/head-says.ts'
import { countSays } from '../../../src/explain/coherency/mismatch.ts'
import { groupedPlans } from '../../../src/explain/coherency/plan-words.ts'
import type { OutcomeTold, StepTold } from '../../../src/explain/coherency/run-words.ts'
import { shownOf } from '../../../src/explain/coherency/shown.ts'
import type { SituationAnswer } from '../../../src/explain/coherency/situation-answer.ts'
import { meaningOf } from '../../../src/explain/coherency/situation-words.ts'
import { stepPage } from '../../../src/explain/coherency/step-words.ts'
import type { ToldPage } from '../../../src/explain/coherency/told-page.ts'
import { dutyCell, type Duty, type HostDuties } from '../../../src/explain/coherency/user-space.ts'
import { lineView, type LineView } from '../../../src/explain/coherency/view.ts'
import { plain } from '../../../src/explain/sentence.ts'
import { named, type Story, type Tells } from './story.ts'

/** A page of the inspector. */
export const pageTold = ({ picked, title, says, sections }: ToldPage): readonly string[] => [
  `[${picked}] ${title}`,
  ...says.map(plain),
  ...sections.flatMap(({ title: head, lines }) =>
    lines.map(({ says: words, badge }) => `${head}: ${badge ? `[${badge}] ` : ''}${plain(words)}`),
  ),
]

/** What the picture of the line says at a moment. */
export function viewTold({ parties, cache, memory, lanes, discs, end, title }: LineView): readonly string[] {
  return [
    title,
    ...Object.values(parties).flatMap(({ alias, where, did }) => [
      `${alias.name}: ${where}`,
      ...named(
        alias.name,
        did && `${did.value?.value ?? ''} ${did.words}${did.bad ? ', which is wrong' : ''}`,
      ),
    ]),
    `cache: ${cache.state} ${cache.value?.letter ?? ''}; memory: ${memory.value.letter}${memory.is ? `, ${memory.is}` : ''}`,
    ...lanes.map(
      ({ party, type, passing, state }) =>
        `lane of ${party ?? 'the cache'}, ${state}: ${type}${passing ? `, ${passing.words.join(' ')}` : ''}`,
    ),
    ...discs.flatMap(({ words, label, says, because }) => [
      `disc: ${words.join(' ')}`,
      label,
      ...named('step', `${says} | ${because}`),
    ]),
    ...named('end', end && `${end.says}: ${end.because}`),
  ]
}

const stepTold = ({ who, what, says, cache, memory }: StepTold) =>
  `${who} ${what}. ${plain(says)} Cache ${cache}, memory ${memory}.`

const outcomeTold = ({ values, says, steps }: OutcomeTold) => [
  `${values.join(', ')}: ${plain(says)}`,
  ...steps.map(stepTold),
]

function situationTold(one: SituationAnswer): readonly string[] {
  const { situation, verdict, clause, outcomes, plans, help, kvm } = one
  return [
    `${situation.id}: ${plain(verdict)}`,
    `in short: ${clause}`,
    ...outcomes.flatMap(outcomeTold),
    ...(plans ?? []).flatMap(({ words, says }) => [words, plain(says)]),
    ...groupedPlans(plans ?? []).map(({ says }) => `listed: ${plain(says)}`),
    ...help.map(({ who, says }) => `${who} can help: ${plain(says)}`),
    ...named('KVM', kvm && plain(kvm)),
  ]
}

const dutyTold = (duty: Duty) => [dutyCell(duty), ...duty.says.map(plain)]

const dutiesTold = ({ uses, kvm, kvmBy }: HostDuties): readonly string[] => [
  ...uses.flatMap(({ when, example, by, asItIs, anyGuest }) =>
    [...dutyTold(asItIs), ...dutyTold(anyGuest)].map((words) => `${when} (${example}, ${by}): ${words}`),
  ),
  `KVM: ${kvmBy}`,
  ...kvm.map(
    ({ when, data, instructions, because }) => `when ${when}: ${data}; ${instructions}; ${plain(because)}`,
  ),
]

const answerOf = ({ outcome: { coherency } }: Story) => (coherency.arises ? coherency : null)

function aliasesTold(answer: CoherencyAnswer): readonly string[] {
  const { kvm } = answer.aliases
  return [
    headSays(answer),
    countSays(answer.mismatches),
    plain(answer.guestMayGet),
    ...aliasIds.flatMap((id) => pageTold(aliasPage(answer, id))),
    ...answer.mismatches.flatMap(({ name, says, permits }) => [
      `${name}: ${plain(says)}`,
      ...named(name, permits && plain(permits)),
    ]),
    `KVM: ${kvm.words}; ${plain(kvm.says)}`,
  ]
}

/** Act 5 but for its runs: the verdict, aliases, duties, and what is taken for granted. */
export const lineTold: Tells = (story) => {
  const { coherency } = story.outcome
  const answer = answerOf(story)
  if (!answer) return [plain(coherency.says), coherency.short]
  const { userSpace, taken } = answer
  return [
    plain(answer.says),
    `in short: ${answer.short}`,
    ...aliasesTold(answer),
    ...dutiesTold(userSpace.here),
    ...(userSpace.peer ? dutiesTold(userSpace.peer) : []),
    ...named('on the peer', userSpace.peerSays && plain(userSpace.peerSays)),
    ...taken.map(({ badge, says }) => `[${badge}] ${plain(says)}`),
  ]
}

/** What act 5 shows of an address: a situation, repaired or not, and what of it is not there. */
const shownTold = (story: Story, answer: CoherencyAnswer) => {
  const { situation, fix, run } = story.address.besides
  return shownOf(answer, { situation, fix, run })
}

/** The situations with all that may be read, and the one that is replayed, moment by moment. */
export const situationsTold: Tells = (story) => {
  const answer = answerOf(story)
  if (!answer) return []
  const shown = shownTold(story, answer)
  const { situation, outcome, fixWords, outcomes, missing } = shown
  const { steps } = outcome
  const { memory } = situation.situation
  const memoryIs = (value: string) => (value === memory.value ? meaningOf(value, situation.situation) : null)
  const pagesOf = (one: SituationAnswer) =>
    one.outcomes.flatMap(({ steps: run }) => run.flatMap((_, at) => pageTold(stepPage(answer, one, run, at))))
  return [
    ...answer.situations.flatMap((one) => [...situationTold(one), ...pagesOf(one)]),
    ...missing,
    ...named('repaired', fixWords),
    ...(fixWords === '' ? [] : outcomes.flatMap(outcomeTold)),
    ...steps.flatMap((_, at) => [
      ...pageTold(stepPage(answer, situation, steps, at)),
      ...viewTold(lineView({ aliases: answer.aliases, steps, memoryIs }, at)),
    ]),
  ]
}
