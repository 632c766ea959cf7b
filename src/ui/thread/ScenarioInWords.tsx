import { kindOf } from '../../content/ready-made/kinds.ts'
import { memoryDiffers, toldParts } from '../../explain/thread/told.ts'
import { policyOf } from '../../scenario/kvm-inputs.ts'
import { defaults } from '../../scenario/scenario.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** A part that is as in the default scenario says so, so that what differs stands out. */
const Default = ({ differs }: { readonly differs: boolean }) =>
  differs ? null : <small>as by default</small>

/** The scenario of a step in words: the kernel with its status, host, memory, memslot and access. */
export function ScenarioInWords({ scenario }: { readonly scenario: Scenario }) {
  const { title, status, interpretation } = policyOf(scenario)
  const [host, ...rest] = toldParts(scenario)
  return (
    <dl className="thread-scenario">
      <div data-differs={scenario.policy !== defaults.policy || undefined}>
        <dt>Kernel</dt>
        <dd>
          {title}{' '}
          <span className="badge" data-status={status}>
            {status}
          </span>
          {interpretation !== undefined && (
            <span className="thread-interpreted">interpreted: {interpretation}</span>
          )}
          <Default differs={scenario.policy !== defaults.policy} />
        </dd>
      </div>
      {host && <Part {...host} />}
      <Part term="Memory" says={kindOf(scenario)?.name ?? ''} differs={memoryDiffers(scenario)} />
      {rest.map((part) => (
        <Part key={part.term} {...part} />
      ))}
    </dl>
  )
}

function Part({ term, says, differs }: ReturnType<typeof toldParts>[number]) {
  return (
    <div data-differs={differs || undefined}>
      <dt>{term}</dt>
      <dd>
        {says} <Default differs={differs} />
      </dd>
    </div>
  )
}
