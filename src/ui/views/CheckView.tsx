import { citations } from '../../cite/citations.ts'
import { presets } from '../../content/presets.ts'
import { findChecks, within, type Found } from '../../explain/kvm/find-checks.ts'
import { kvmAnswer } from '../../explain/kvm/answer.ts'
import { findRow } from '../../explain/kvm/rows.ts'
import { baseScenario } from '../../scenario/preset.ts'
import { isByHand } from '../../scenario/scenario.ts'
import { Cite } from '../Cite.tsx'
import { RuleLink } from '../RuleLink.tsx'

/** A condition as it stands in the source, without the marks of its operands. */
const source = (test: string) => test.replace(/[{}]/g, '')

/** Presets in whose story the check is taken. */
function shownBy(id: string) {
  return presets.filter((preset) => {
    const scenario = baseScenario(preset)
    if (isByHand(scenario)) return false
    const kvm = kvmAnswer(scenario)
    const row = findRow(kvm, id)
    const reached = kvm.stopped !== 'memslot' || kvm.traces.memslot.last === row
    return reached && (row?.state === 'taken' || row?.state === 'sets')
  })
}

/** Where a check stands in one policy: its function, with its neighbours. */
function InPolicy({ found: { policy, fn, check } }: { readonly found: Found }) {
  return (
    <>
      <h2>
        {policy.title}: {fn.name}
      </h2>
      <ol className="table-rows">
        {within(fn.checks).map((one) => (
          <li key={one.id} aria-current={one.id === check.id || undefined}>
            <RuleLink id={one.id}>{one.says}</RuleLink> <code>{source(one.test)}</code>
            <span>{one.because}</span>
          </li>
        ))}
      </ol>
      {check.cite.map((cite) => (
        <Cite key={cite} citation={citations[cite]} />
      ))}
    </>
  )
}

/** A check of the kernel by itself: what it asks and why, and in which policies and functions it stands. */
export function CheckView({ id }: { readonly id: string }) {
  const found = findChecks(id)
  const scenarios = shownBy(id).slice(0, 6)
  const [first] = found
  if (!first) return null
  const { check } = first
  return (
    <>
      <p className="because">
        {check.because.charAt(0).toUpperCase() + check.because.slice(1)}.
        {check.since !== undefined && ` Since Linux ${check.since}.`}
      </p>
      {check.test !== '' && (
        <p>
          <code>{source(check.test)}</code>
          {check.exit && `: ${check.exit.says}`}
        </p>
      )}
      {found.map((one) => (
        <InPolicy key={one.policy.id} found={one} />
      ))}
      <h2>Scenarios that take it</h2>
      {scenarios.length === 0 && <p>No preset does.</p>}
      <ul>
        {scenarios.map((preset) => (
          <li key={preset.id}>
            <a href={`#/explore?v=2&p=${preset.id}`}>{preset.name}</a>: {preset.says}
          </li>
        ))}
      </ul>
    </>
  )
}
