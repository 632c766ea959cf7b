import { properties } from '../../src/explain/answer.ts'
import { actsOf } from '../../src/explain/acts.ts'
import { changeBetween } from '../../src/explain/changes.ts'
import { checkLines } from '../../src/explain/checks.ts'
import { aliasIds } from '../../src/explain/coherency/alias-id.ts'
import { aliasPage } from '../../src/explain/coherency/alias-words.ts'
import { headSays } from '../../src/explain/coherency/head-says.ts'
import { countSays } from '../../src/explain/coherency/mismatch.ts'
import { ownAnswer } from '../../src/explain/coherency/own-answer.ts'
import { ownFromSituation } from '../../src/explain/coherency/own-from-situation.ts'
import { ownStepPage } from '../../src/explain/coherency/own-step-page.ts'
import { choiceOfPlans, groupedPlans } from '../../src/explain/coherency/plan-words.ts'
import { amongDeeds, shownOf } from '../../src/explain/coherency/shown.ts'
import { stepPage } from '../../src/explain/coherency/step-words.ts'
import { rowsOfWrongRuns } from '../../src/explain/coherency/taken-rows.ts'
import { lineView } from '../../src/explain/coherency/view.ts'
import { compare } from '../../src/explain/compare/comparison.ts'
import { firstPick } from '../../src/explain/first-pick.ts'
import { ifSwapped } from '../../src/explain/kvm/if-swapped.ts'
import { reasonOf } from '../../src/explain/kvm/reasons.ts'
import { rowsOf } from '../../src/explain/kvm/rows.ts'
import { shortVerdict } from '../../src/explain/kvm/verdict.ts'
import { leafRegister } from '../../src/explain/leaf-register.ts'
import { linked } from '../../src/explain/links.ts'
import { panelOf } from '../../src/explain/panel.ts'
import { sideBySide } from '../../src/explain/policies/side-by-side.ts'
import { registers } from '../../src/explain/registers.ts'
import type { Outcome } from '../../src/explain/resolve.ts'
import { stage2Says } from '../../src/explain/stage2-says.ts'
import { takenRules } from '../../src/explain/taken-rules.ts'
import { toldParts } from '../../src/explain/thread/told.ts'
import { tokenOfStory } from '../../src/explain/token.ts'
import { descriptorRegister } from '../../src/explain/walk/descriptor-register.ts'
import { faultRegisters } from '../../src/explain/walk/fault-registers.ts'
import { geometryView } from '../../src/explain/walk/geometry.ts'
import { walkOpen } from '../../src/explain/walk/open.ts'
import { permissionChain } from '../../src/explain/walk/permissions.ts'
import { readSays, whyMany } from '../../src/explain/walk/read-words.ts'
import { reasonsOf, takerOf } from '../../src/explain/walk/taker.ts'
import { walkView } from '../../src/explain/walk/view.ts'
import { situationIds, type SituationId } from '../../src/scenario/coherency-fields.ts'
import type { OwnScript } from '../../src/scenario/own-script.ts'
import { everySetting } from '../../src/scenario/schema.ts'

/** A part of what a page says of a story, by its name; what it is made of is asked as the page asks it. */
export type WholePart = readonly [name: string, tell: (of: Outcome, before: Outcome) => unknown]

type Coherency = Extract<Outcome['coherency'], { readonly arises: true }>

const ofCoherency =
  (tell: (answer: Coherency) => unknown) =>
  ({ coherency }: Outcome) =>
    coherency.arises ? tell(coherency) : null

const ofWalk =
  (tell: (walk: NonNullable<Outcome['walk']>) => unknown) =>
  ({ walk }: Outcome) =>
    walk && tell(walk)

const ofKvm = (tell: (kvm: NonNullable<Outcome['kvm']>, of: Outcome) => unknown) => (of: Outcome) =>
  of.kvm && tell(of.kvm, of)

/** Act 5 for one situation, at rest and with its first repair: what is shown, its steps, its plans, and the same as a script of one's own. */
function situationShown(answer: Coherency, id: SituationId): unknown {
  const at = answer.situations.find(({ situation }) => situation.id === id)
  if (!at) return null
  const fixes = [null, ...(at.plans ?? []).slice(0, 2).map(({ plan }) => amongDeeds(at, plan))]
  const shown = fixes.map((fix) => shownOf(answer, { situation: id, fix, run: null }))
  return [
    shown,
    shown.map(({ situation, outcome: { steps } }) =>
      steps.map((_, step) => [
        stepPage(answer, situation, steps, step),
        lineView(
          { aliases: answer.aliases, steps, memoryIs: (value) => (value === 'old' ? null : value) },
          step,
        ),
      ]),
    ),
    choiceOfPlans(at.plans ?? []),
    groupedPlans(at.plans ?? []),
    ownShown(answer, ownFromSituation(at)),
  ]
}

/** A script of one's own: what it comes to, and its gravest run step by step. */
function ownShown({ aliases, choice }: Coherency, script: OwnScript): unknown {
  const own = ownAnswer(aliases, script, choice)
  const [first] = own.outcomes
  return [own, (first?.steps ?? []).map((_, step) => ownStepPage(first?.steps ?? [], own.places, step))]
}

/** Everything that `src/explain` gives to a page about a story, a line each. */
export const wholeParts: readonly WholePart[] = [
  ['verdict', ({ verdict, consequences }) => [verdict, consequences]],
  ['acts', actsOf],
  ['short', ofKvm((kvm, { scenario }) => [shortVerdict(kvm), ifSwapped(scenario)])],
  ['token', tokenOfStory],
  ['kvm', ({ kvm }) => kvm && { ...kvm, traces: null }],
  [
    'checks',
    ofKvm(({ traces }) =>
      [true, false].map((all) => [checkLines(traces.memslot, all), checkLines(traces.fault, all)]),
    ),
  ],
  ['reasons', ofKvm((kvm) => rowsOf(kvm).map(({ check }) => reasonOf(check.id, kvm.inputs)))],
  ['leaf', ofKvm((kvm, { scenario }) => leafRegister(kvm, scenario.xs))],
  ['registers', ({ access, kvm }) => access && registers(access, kvm)],
  ['access', ({ access }) => access],
  [
    'stage2',
    ({ scenario, access }) => access && properties.map((property) => stage2Says(scenario, property)),
  ],
  ['walk', ofWalk((walk) => ({ ...walk, setup: null }))],
  [
    'reads',
    ofWalk((walk) => [whyMany(walk), walk.reads.map((read) => [readSays(read), descriptorRegister(read)])]),
  ],
  [
    'steps',
    ofWalk((walk) =>
      walk.reads.filter((_, at) => at % 6 === 0).map((read) => walkView(walk, { now: read.number })),
    ),
  ],
  [
    'permissions',
    ofWalk((walk) => {
      const chain = permissionChain(walk)
      return [
        chain,
        takerOf(walk),
        faultRegisters(walk),
        walkOpen(walk),
        chain?.lines.map((line) => reasonsOf(chain, line)),
      ]
    }),
  ],
  ['geometry', ofWalk(({ setup }) => geometryView(setup))],
  ['peer', ({ peer }) => peer],
  ['coherency', ofCoherency((answer) => [answer, headSays(answer), countSays(answer.mismatches)])],
  ['wrong', (of) => [...rowsOfWrongRuns(of, of.scenario.hits)].toSorted()],
  ['aliases', ofCoherency((answer) => aliasIds.map((id) => aliasPage(answer, id)))],
  ['situations', ofCoherency((answer) => situationIds.map((id) => situationShown(answer, id)))],
  [
    'picks',
    (of) => [
      firstPick(of),
      [...takenRules(of)],
      everySetting.map(({ key }) => [...linked(key, of)].toSorted()),
    ],
  ],
  ['panel', ({ scenario }) => panelOf(scenario)],
  ['thread', ({ scenario }) => toldParts(scenario)],
  ['change', (of, before) => changeBetween(before, of)],
  ['compare', (of, before) => compare(before, of)],
  ['policies', ({ scenario }) => sideBySide(scenario, 'before')],
]
