import { Fragment } from 'react'
import { claimCode } from '../content/claims/codes.ts'
import { symptomOfFrom } from '../explain/diagnose/symptoms.ts'
import { under } from '../explain/diagnose/told.ts'
import { departures } from '../explain/fingerprint.ts'
import { policyNamed } from '../kvm/policies.ts'
import type { Scenario } from '../scenario/schema.ts'
import { threadSteps } from '../scenario/view.ts'
import { useAnswered } from './answered.ts'
import { useScenario } from './hooks.ts'
import { RuleLink } from './RuleLink.tsx'
import { ViewLink, type Target } from './ViewLink.tsx'

interface Place extends Target {
  readonly says: string
}

/** What led to a story, by the id that its link carries: a claim, a step of the thread, or a symptom seen on a kernel. */
function placeOf(from: string, on: Scenario['policy']): Place | null {
  const [, kind, id = ''] = /^(claim|thread)-(.+)$/.exec(from) ?? []
  const code = claimCode(id)
  if (kind === 'claim' && code !== undefined)
    return { view: { name: 'claims', claim: id }, says: `claim ${code}` }
  if (kind === 'thread' && /^[1-9]$/.test(id) && Number(id) <= threadSteps)
    return { view: { name: 'thread', step: Number(id) }, says: `link ${id} of the thread` }
  return placeOfSymptom(from, on)
}

function placeOfSymptom(from: string, on: Scenario['policy']): Place | null {
  const symptom = symptomOfFrom(from)
  return symptom
    ? {
        view: { name: 'diagnose' },
        besides: { seen: symptom.id, on },
        says: `the symptom “${symptom.name}”, ${under(policyNamed(on))}`,
      }
    : null
}

/** Where the reader came from, and the way back. */
function From() {
  const from = useScenario((state) => state.besides.from)
  const on = useScenario((state) => state.besides.on ?? state.scenario.policy)
  const place = from === null ? null : placeOf(from, on)
  if (!place) return null
  const { says, ...target } = place
  return (
    <nav className="arrival" aria-label="What led here">
      Shown for {says}. <ViewLink {...target}>Back to it</ViewLink>
    </nav>
  )
}

/** Says that this build answers otherwise than the one that the link was made with, and by which rules. */
function Departed() {
  const made = useScenario((state) => state.besides.answer)
  const outcome = useAnswered((state) => state.outcome)
  const scenario = useScenario((state) => state.scenario)
  if (made === null || outcome.scenario !== scenario) return null
  const found = departures(outcome, made)
  if (found.length === 0) return null
  return (
    <section className="notice" role="status" aria-label="The answer of this link">
      <p>
        <strong>This page answers otherwise than when the link was made.</strong> What differs:{' '}
        {found.map(({ part, rule }, at) => (
          <Fragment key={part}>
            {at > 0 && '; '}
            {part}
            {rule !== null && (
              <>
                , now decided by{' '}
                <RuleLink id={rule}>
                  <code>{rule}</code>
                </RuleLink>
              </>
            )}
          </Fragment>
        ))}
        . The link carries <code>a={made}</code>.
      </p>
    </section>
  )
}

/** What a link says of how it was made: the claim that it shows, and the answer that its maker saw. */
export function Arrival() {
  return (
    <>
      <From />
      <Departed />
    </>
  )
}
