import { useMemo } from 'react'
import type { Listed, Stated } from '../../arch/rule.ts'
import { findRule } from '../../arch/tables.ts'
import { citations } from '../../cite/citations.ts'
import { presets } from '../../content/presets.ts'
import { baseScenario } from '../../scenario/preset.ts'
import { findSetting } from '../../scenario/schema.ts'
import { findChecks } from '../../explain/kvm/find-checks.ts'
import { resolve } from '../../explain/resolve.ts'
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

/** Presets in whose walk or access the rule is taken. */
const shownBy = (id: string) => presets.filter((preset) => takenRules(resolve(baseScenario(preset))).has(id))

/** A rule by itself: what it says, the table that it stands in, where it is known from, scenarios that take it. */
export default function RuleView({ id }: { readonly id: string }) {
  const found = findRule(id)
  if (found) return <Known key={id} id={id} {...found} />
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

function Known({ id, rule, table }: { readonly id: string; readonly rule: Stated; readonly table: Listed }) {
  const scenarios = useMemo(() => shownBy(id), [id])
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
      <h2>Its table: {table.title}</h2>
      <p>
        {table.every
          ? 'Read from the top; every row that applies counts.'
          : 'Read from the top; the first row that applies decides.'}
      </p>
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
      <ShownBy presets={scenarios} />
    </RulePage>
  )
}
