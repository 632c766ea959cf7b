import { judge } from '../../../src/explain/claims/judge.ts'
import { observe } from '../../../src/explain/claims/observe.ts'
import { lookedName, valueWords } from '../../../src/explain/claims/words.ts'
import { leftOut, seenAs, waysTold } from '../../../src/explain/diagnose/told.ts'
import { symptomsOf, waysTo, type Way } from '../../../src/explain/diagnose/ways.ts'
import { resolve } from '../../../src/explain/resolve.ts'
import { aspectValue } from '../../../src/explain/thread/aspect-value.ts'
import { aspectWords } from '../../../src/explain/thread/aspect-words.ts'
import { toldParts } from '../../../src/explain/thread/told.ts'
import { aspects, type Aspect } from '../../../src/scenario/aspect.ts'
import type { Looked } from '../../../src/scenario/expectation.ts'
import { policyOf } from '../../../src/scenario/kvm-inputs.ts'
import { defaults } from '../../../src/scenario/scenario.ts'
import { named, type Tells } from './story.ts'

const everyLooked = Object.keys(lookedName) as Looked[]

/** What a claim can look at, here and beside the default scenario. */
export const claimsTold: Tells = ({ outcome }) => {
  if (!outcome.kvm) return []
  const seen = observe(outcome)
  const beside = judge({ expects: {}, same: ['type'], differs: ['memslot'] }, outcome, resolve(defaults))
  return [
    ...everyLooked.map((looked) => `${lookedName[looked]}: ${valueWords(looked, seen[looked])}`),
    ...beside.map(({ name, expected }) => `${name}: ${expected}`),
  ]
}

/** What a step of the thread says of its scenario, and how it words the right answers. */
export const threadTold: Tells = ({ outcome }) => {
  const { kvm, coherency, scenario } = outcome
  if (!kvm) return []
  return [
    ...toldParts(scenario).map(({ term, says }) => `${term}: ${says}`),
    ...(Object.keys(aspects) as Aspect[]).map((aspect) => {
      const { short, means } = aspectWords(aspect, aspectValue(aspect, { kvm, coherency }))
      return `${aspect}: ${short}${means === '' ? '' : `, ${means}`}`
    }),
  ]
}

const wayTold = (way: Way): readonly string[] => [
  seenAs(way),
  ...named('example', way.example?.changes.join('; ')),
  ...way.causes.flatMap(({ example }) => named('cause', example?.changes.join('; '))),
]

/** Every symptom that the kernel of a scenario can show, in how many ways, and what is left out. */
export const diagnoseTold: Tells = ({ address: { scenario } }) => {
  const policy = policyOf(scenario)
  return symptomsOf(policy).flatMap((symptom) => {
    const ways = waysTo(policy, symptom)
    return [
      `${symptom.place} ${symptom.name}`,
      waysTold(policy, symptom, ways),
      ...named('hint', symptom.hint?.says),
      ...leftOut(policy, symptom),
      ...ways.flatMap(wayTold),
    ]
  })
}
