import { changeBetween } from '../../../src/explain/changes.ts'
import { absentSays } from '../../../src/explain/compare/checks.ts'
import { compare, type Comparison } from '../../../src/explain/compare/comparison.ts'
import { usualOther } from '../../../src/explain/compare/usual-other.ts'
import { departures } from '../../../src/explain/fingerprint.ts'
import { flips } from '../../../src/explain/flips.ts'
import { inOneSentence } from '../../../src/explain/policies/in-one-sentence.ts'
import { sideBySide } from '../../../src/explain/policies/side-by-side.ts'
import { resolve } from '../../../src/explain/resolve.ts'
import { plain } from '../../../src/explain/sentence.ts'
import { comparisonText } from '../../../src/export/text/comparison.ts'
import { policiesText } from '../../../src/export/text/policies.ts'
import { defaults } from '../../../src/scenario/scenario.ts'
import { named, type Story, type Tells } from './story.ts'

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '')

function comparisonTold(comparison: Comparison): readonly string[] {
  const { says, acts, settings } = comparison
  return [
    says,
    ...settings.map(({ name, a, b }) => `${name}: ${a} | ${b}`),
    ...acts.flatMap(({ name, absent, rows, checks }) => [
      ...rows
        .filter(({ differs }) => differs)
        .map(({ label, a, b }) => `${name}, ${label}: ${a ?? absent.a} | ${b ?? absent.b}`),
      ...checks
        .filter(({ differs }) => differs)
        .map(
          ({ says: what, a, b, key }) =>
            `${name}, check: ${what}${a && b ? '' : ` (${absentSays(a?.id ?? b?.id ?? key)})`}`,
        ),
    ]),
  ]
}

const otherOf = ({ address: { besides, scenario } }: Story) => besides.other ?? usualOther(scenario).scenario

/** The scenario beside another: that of the address, or the usual one. */
export const besideTold: Tells = (story) => {
  const { outcome, address } = story
  const usual = address.besides.other ? '' : usualOther(address.scenario).says
  return [...named('B', usual), ...comparisonTold(compare(outcome, resolve(otherOf(story))))]
}

/** The same for mail. */
export const besideMailed: Tells = (story) =>
  linesOf(comparisonText(compare(story.outcome, resolve(otherOf(story))), '#'))

/** What a move says that leads from the default scenario, or back; and where a fingerprint departs. */
export const changesTold: Tells = (story) => {
  const { outcome, address } = story
  const other = address.besides.other
  const start = resolve(other ?? defaults)
  const [there, back] = [changeBetween(start, outcome), changeBetween(outcome, start)]
  return [
    ...named('change', there && plain(there.says), back && plain(back.says)),
    ...departures(outcome, address.besides.answer ?? '------').map(({ part }) => `departs: ${part}`),
  ]
}

/** Every single change that would change the type. */
export const flipsTold: Tells = ({ address: { scenario } }) =>
  flips(scenario, 'kvm').map(({ key, result, code }) => `${key}: ${result} (${code})`)

/** All policies on the scenario. */
export const policiesTold: Tells = ({ address: { scenario, besides } }) => {
  const all = sideBySide(scenario, besides.than)
  return [
    ...all.hosts.map((host) => inOneSentence(all.rows, host)),
    ...all.rows.flatMap(({ policy, capability, maintenance, guest, follows }) => [
      `${policy.id}: ${follows.says}`,
      `capability ${capability}; KVM maintains ${maintenance ?? '-'}; the guest gets ${guest.says}`,
    ]),
  ]
}

/** The same for mail. */
export const policiesMailed: Tells = ({ address: { scenario, besides } }) => {
  const all = sideBySide(scenario, besides.than)
  return linesOf(policiesText(all, inOneSentence(all.rows, all.hosts[all.here] ?? scenario), '#'))
}
