import { useMemo } from 'react'
import { citations } from '../../cite/citations.ts'
import { presets } from '../../content/presets.ts'
import { baseScenario, type Preset } from '../../scenario/preset.ts'
import { findSetting } from '../../scenario/schema.ts'
import { needsSays } from '../../explain/coherency/needs-says.ts'
import { rowsOfWrongRuns } from '../../explain/coherency/taken-rows.ts'
import { findChecks } from '../../explain/kvm/find-checks.ts'
import { resolve } from '../../explain/resolve.ts'
import { findRule, readingSays, type FoundRule } from '../../explain/rules.ts'
import { takenRules } from '../../explain/taken-rules.ts'
import { Cite } from '../Cite.tsx'
import { CheckView } from './CheckView.tsx'
import { RulePage, ShownBy } from './RulePage.tsx'
import { RuleLink, StoryLink } from '../RuleLink.tsx'
import { badge } from '../../explain/badge.ts'

/** A rule's reason with the names of its operands, as no scenario gives their values here. */
function general(because: string): string {
  const words = because.replace(/\{(\w+)\}/g, (_, key: string) => findSetting(key)?.name ?? key)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** As many presets as a page shows. */
const shown = 6

/** Presets in whose story the rule is taken; of a row of act 5 those in which it takes part in a wrong read. */
function shownBy({ rule: { id, needs }, table: { takenIn } }: FoundRule) {
  const found: Preset[] = []
  for (const preset of presets) {
    const outcome = resolve(baseScenario(preset))
    const taken = takenIn === 'run' ? rowsOfWrongRuns(outcome, needs === 'hits') : takenRules(outcome)
    if (taken.has(id)) found.push(preset)
    if (found.length === shown) break
  }
  return found
}

/** A rule by itself: what it says, the table that it stands in, where it is known from, scenarios that take it. */
export default function RuleView({ id }: { readonly id: string }) {
  const found = findRule(id)
  if (found) return <Known key={id} found={found} />
  if (findChecks(id).length > 0) return <CheckView key={id} id={id} />
  return (
    <main className="rule-view">
      <h1>There is no rule {id}</h1>
      <p>
        <StoryLink>Back to the story</StoryLink>
      </p>
    </main>
  )
}

function Known({ found }: { readonly found: FoundRule }) {
  const { rule, table } = found
  const { id } = rule
  const title = (
    <>
      {rule.says} {rule.status && <span className="badge">{badge[rule.status]}</span>}
    </>
  )
  return (
    <RulePage kind="Rule" id={id} title={title}>
      <p className="because">
        {general(rule.because)}.{rule.encoding && ` Encoding: ${rule.encoding}.`}
      </p>
      {rule.needs && (
        <p className="because">
          {rule.needs === 'hits' && <span className="badge">assumption</span>} {needsSays[rule.needs]}
        </p>
      )}
      <h2>Its table: {table.title}</h2>
      <p>{readingSays[table.reading]}</p>
      <ol className="table-rows">
        {table.rules.map((one) => (
          <li key={one.id} aria-current={one.id === id || undefined}>
            <RuleLink id={one.id}>{one.says}</RuleLink> {one.encoding && <small>{one.encoding}</small>}
            <span>{general(one.because)}</span>
          </li>
        ))}
      </ol>
      <h2>Where it stands</h2>
      {rule.cite.map((cite) => (
        <Cite key={cite} citation={citations[cite]} />
      ))}
      {table.takenIn && <Scenarios found={found} />}
    </RulePage>
  )
}

function Scenarios({ found }: { readonly found: FoundRule }) {
  const scenarios = useMemo(() => shownBy(found), [found])
  return found.table.takenIn === 'run' ? (
    <ShownBy presets={scenarios} title="Scenarios in which it takes part in a wrong read" />
  ) : (
    <ShownBy presets={scenarios} />
  )
}
