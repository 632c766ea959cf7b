import { citations } from '../../cite/citations.ts'
import { symptomsOf } from '../../explain/diagnose/ways.ts'
import { leftOut } from '../../explain/diagnose/told.ts'
import type { Symptom } from '../../explain/diagnose/symptoms.ts'
import { policies } from '../../kvm/policies.ts'
import type { Policy } from '../../kvm/policy.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { Cite } from '../Cite.tsx'
import { ViewLink } from '../ViewLink.tsx'

const view = { name: 'diagnose' } as const

/** What is to be known of a symptom whatever the check: what it hides, and what this model leaves out. */
export function Hints({ symptom, policy }: { readonly symptom: Symptom; readonly policy: Policy }) {
  const { hint } = symptom
  const lines = leftOut(policy, symptom)
  return (
    <>
      {hint && (
        <div className="hint">
          <p>{hint.says}</p>
          {hint.cite.map((cite) => (
            <Cite key={cite} citation={citations[cite]} />
          ))}
        </div>
      )}
      <LeftOut lines={lines} />
    </>
  )
}

/** A line or two stand as they are; more are folded, so that the ways stay in sight. */
function LeftOut({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null
  if (lines.length <= 2) return <p>Not modelled, and it may end so too. {lines.join(' ')}</p>
  return (
    <details className="left-out">
      <summary>Not modelled, and it may end so too</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}

/** Where no check of a kernel gives a symptom: the kernels that have one. */
export function SeenElsewhere({ symptom }: { readonly symptom: Symptom }) {
  const others = policies.filter((policy) => symptomsOf(policy).includes(symptom)).toReversed()
  return (
    <>
      <p>No check of this kernel ends so. These have one that does:</p>
      <ul className="elsewhere">
        {others.map(({ id, title }) => (
          <li key={id}>
            <ViewLink view={view} besides={{ seen: symptom.id, on: id as Scenario['policy'] }}>
              {title}
            </ViewLink>
          </li>
        ))}
      </ul>
    </>
  )
}
