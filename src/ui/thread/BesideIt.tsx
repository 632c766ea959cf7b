import { maintenance } from '../../explain/consequences.ts'
import { resolve } from '../../explain/resolve.ts'
import { plain, say } from '../../explain/sentence.ts'
import type { ThreadStep } from '../../content/thread.ts'
import { smapsFlags } from '../../kvm/capability.ts'
import { toKvm } from '../../scenario/kvm-inputs.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { ViewLink } from '../ViewLink.tsx'
import { Words } from '../Words.tsx'
import { scenarioOf } from './scenario-of.ts'

interface Row {
  readonly says: string
  readonly scenario: Scenario
}

/** The verdict, and what the question is about where that is maintenance or coherency. */
function toldOf(scenario: Scenario, { question }: ThreadStep): string {
  const { verdict, kvm, coherency } = resolve(scenario)
  const says = plain(verdict)
  if (question.aspect === 'coherency' && coherency.arises) return `${says} ${plain(coherency.says)}`
  return question.aspect === 'maintenance' && kvm?.leaf ? `${says} ${maintenance(kvm)}.` : says
}

/** Scenarios that differ a little, each with the engine's verdict and a link; the step's own leads. */
export function BesideIt({ of, step }: { readonly of: ThreadStep; readonly step: number }) {
  const own: Row = { says: 'This scenario', scenario: scenarioOf(of) }
  const rows = of.besides.map((beside): Row => ({ says: beside.says, scenario: scenarioOf(of, beside) }))
  return (
    <section className="thread-beside">
      <h3>Laid beside it</h3>
      <ul>
        {[...(of.showsSmaps ? [own] : []), ...rows].map(({ says, scenario }) => (
          <li key={says}>
            <ViewLink view={{ name: 'explore' }} scenario={scenario} besides={{ from: `thread-${step}` }}>
              {says}
            </ViewLink>
            : <Words sentence={say(toldOf(scenario, of))} />
            {of.showsSmaps && (
              <span className="thread-smaps">
                smaps, VmFlags among others: <code>{smapsFlags(toKvm(scenario))}</code>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
