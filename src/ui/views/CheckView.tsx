import { useMemo } from 'react'
import { presets } from '../../content/presets.ts'
import { findAlike, within, type FoundAlike } from '../../explain/kvm/find-checks.ts'
import { kvmAnswer } from '../../explain/kvm/answer.ts'
import { findRow } from '../../explain/kvm/rows.ts'
import { firstLetterUp } from '../../explain/sentence.ts'
import { baseScenario } from '../../scenario/preset.ts'
import { isByHand } from '../../scenario/scenario.ts'
import { CheckSources } from '../CheckSources.tsx'
import { Defect } from '../Defect.tsx'
import { useScenario } from '../hooks.ts'
import { RuleLink } from '../RuleLink.tsx'
import { RulePage, ShownBy } from './RulePage.tsx'

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

/** Where a check stands: its function, with its neighbours, and the policies that have it so. */
function InPolicies({ found: { policies, fn, check, cite } }: { readonly found: FoundAlike }) {
  return (
    <>
      <h2>
        {fn.name}: {policies.map(({ title }) => title).join(', ')}
      </h2>
      <ol className="table-rows">
        {within(fn.checks).map((one) => (
          <li key={one.id} aria-current={one.id === check.id || undefined}>
            <RuleLink id={one.id}>{one.says}</RuleLink> <code>{source(one.test)}</code>
            <span>{one.because}</span>
          </li>
        ))}
      </ol>
      <CheckSources id={check.id} of={cite} />
    </>
  )
}

/** A check of the kernel by itself: what it asks and why, and in which policies and functions it stands. */
export function CheckView({ id }: { readonly id: string }) {
  const scenarios = useMemo(() => shownBy(id), [id])
  const policy = useScenario((state) => state.besides.on ?? state.scenario.policy)
  const found = findAlike(id, policy)
  const [first] = found
  if (!first) return null
  const { check } = first
  return (
    <RulePage kind="Check" id={id} title={check.says}>
      <p className="because">
        {firstLetterUp(check.because)}.{check.since !== undefined && ` Since Linux ${check.since}.`}
      </p>
      <Defect check={check} />
      {check.test !== '' && (
        <p>
          <code>{source(check.test)}</code>
          {check.exit && `: ${check.exit.says}`}
        </p>
      )}
      {found.map((one) => (
        <InPolicies key={one.policies.map((policy) => policy.id).join()} found={one} />
      ))}
      <ShownBy presets={scenarios} />
    </RulePage>
  )
}
