import { Fragment } from 'react'
import { claimCode } from '../content/claims/codes.ts'
import { departures } from '../explain/fingerprint.ts'
import type { View } from '../scenario/view.ts'
import { useAnswered } from './answered.ts'
import { useScenario } from './hooks.ts'
import { RuleLink } from './RuleLink.tsx'
import { ViewLink } from './ViewLink.tsx'

/** A claim or a step of the thread by the id that a link carries, if there is one. */
function placeOf(from: string): { readonly view: View; readonly says: string } | null {
  const [, kind, id = ''] = /^(claim|thread)-(.+)$/.exec(from) ?? []
  const code = claimCode(id)
  if (kind === 'claim' && code !== undefined)
    return { view: { name: 'claims', claim: id }, says: `claim ${code}` }
  return kind === 'thread' && /^[1-8]$/.test(id)
    ? { view: { name: 'thread', step: Number(id) }, says: `link ${id} of the thread` }
    : null
}

/** Where the reader came from, and the way back. */
function From() {
  const from = useScenario((state) => state.besides.from)
  const place = from === null ? null : placeOf(from)
  if (!place) return null
  return (
    <p className="arrival">
      Shown for {place.says}. <ViewLink view={place.view}>Back to it</ViewLink>
    </p>
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
