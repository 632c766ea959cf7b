import { seenAs } from '../../explain/diagnose/told.ts'
import type { Cause, Way } from '../../explain/diagnose/ways.ts'
import { firstLetterUp } from '../../explain/sentence.ts'
import type { Check } from '../../kvm/check.ts'
import { CheckSources } from '../CheckSources.tsx'
import { RuleLink } from '../RuleLink.tsx'
import { ExampleLink, type WayBack } from './ExampleLink.tsx'

const sentence = (clause: string) => `${firstLetterUp(clause)}.`

/** One check that gives the symptom: what it asks and why, what is seen, and the scenario that ends there. */
export function WayEntry({ way, back }: { readonly way: Way; readonly back: WayBack }) {
  const { fn, check, conditions, example, causes } = way
  // The function itself is cited in the head above.
  const sources = check.cite.filter((cite) => cite !== fn.cite)
  return (
    <li className="way">
      <h3>
        <RuleLink id={check.id}>{check.says}</RuleLink>
      </h3>
      <p>
        {sentence(check.because)}
        <Defect check={check} />
      </p>
      <dl>
        <dt>Condition</dt>
        <dd>
          {conditions.map((condition) => (
            <code key={condition}>{condition}</code>
          ))}
          {conditions.length === 0 && 'none: whatever gets there'}
        </dd>
        <dt>Seen as</dt>
        <dd>{seenAs(way)}</dd>
        <dt>Smallest scenario</dt>
        <dd className="example">
          <ExampleLink example={example} back={back} />
        </dd>
        {causes.length > 0 && <dt>By one of these</dt>}
        {causes.length > 0 && (
          <dd>
            <ul className="causes">
              {causes.map((cause) => (
                <CauseEntry key={cause.check.id} cause={cause} back={back} />
              ))}
            </ul>
          </dd>
        )}
        {sources.length > 0 && <dt>Known from</dt>}
        {sources.length > 0 && (
          <dd>
            <CheckSources id={check.id} of={sources} />
          </dd>
        )}
      </dl>
    </li>
  )
}

function Defect({ check: { defect } }: { readonly check: Check }) {
  return defect === undefined ? null : <> {sentence(defect)}</>
}

interface CauseProps {
  readonly cause: Cause
  readonly back: WayBack
}

function CauseEntry({ cause: { check, example }, back }: CauseProps) {
  return (
    <li>
      <RuleLink id={check.id}>{check.says}</RuleLink>: {check.because}.{' '}
      <ExampleLink example={example} back={back} />
    </li>
  )
}
