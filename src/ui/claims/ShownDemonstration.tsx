import type { Demonstration } from '../../content/claims.ts'
import { holds, judge } from '../../explain/claims/judge.ts'
import { decidingRow } from '../../explain/first-pick.ts'
import { movedToPeer } from '../../explain/kvm/peer.ts'
import type { Outcome } from '../../explain/resolve.ts'
import { plain } from '../../explain/sentence.ts'
import { tokenOfStory } from '../../explain/token.ts'
import type { TraceRow } from '../../kvm/trace.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { Token } from '../../diagrams/token/Token.tsx'
import { CheckSources } from '../CheckSources.tsx'
import { ViewLink } from '../ViewLink.tsx'
import { Words } from '../Words.tsx'
import { ComparedTable } from './ComparedTable.tsx'
import { Differences } from './Differences.tsx'

/** A demonstration with what the engine made of it. */
export interface Shown {
  readonly demonstration: Demonstration
  readonly outcome: Outcome
}

interface Props extends Shown {
  /** Its place among those of the claim, from 1. */
  readonly number: number
  readonly before: Outcome | null
  /** What led to the links: `claim-s1a`. */
  readonly from: string
}

/** One scenario of a claim: its settings, what the engine answers, whether that is as claimed, and the way to it. */
export function ShownDemonstration({ demonstration, outcome, number, before, from }: Props) {
  const { name, look, departs } = demonstration
  const compared = judge(demonstration, outcome, before)
  const isAsClaimed = holds(compared)
  const heading = `demonstration-${number}`
  return (
    <li aria-labelledby={heading}>
      <h3 id={heading}>
        {number}. {name}
      </h3>
      <p>
        <Differences of={outcome.scenario} />. {look}
      </p>
      <p className="claim-answer">
        <Token codes={tokenOfStory(outcome)} size={14} />
        <span>
          <Words sentence={[{ text: plain(outcome.verdict) }]} />
        </span>
      </p>
      {outcome.peer && (
        <p>
          <Words sentence={[{ text: `${plain(outcome.peer.says)}.` }]} />
        </p>
      )}
      {outcome.kvm?.policy.interpretation !== undefined && (
        <p className="claim-reading">
          <span className="badge">interpretation</span> {outcome.kvm.policy.interpretation}
        </p>
      )}
      <ComparedTable all={compared} label={`What is looked at in demonstration ${number}`} />
      <p className="claim-mark" data-holds={isAsClaimed}>
        <b>{isAsClaimed ? 'As claimed' : 'Not as claimed'}</b>
        {!isAsClaimed && departs !== undefined && <>: {departs}</>}
      </p>
      {outcome.peer ? (
        <Decided
          row={decidingRow(outcome.peer)}
          scenario={movedToPeer(outcome.scenario)}
          by="On the peer, decided by"
        />
      ) : (
        outcome.kvm && <Decided row={decidingRow(outcome.kvm)} scenario={outcome.scenario} by="Decided by" />
      )}
      <p className="claim-links">
        <ViewLink view={{ name: 'explore' }} scenario={outcome.scenario} besides={{ from }}>
          Open demonstration {number} in Explore
        </ViewLink>
        {before && (
          <ViewLink
            view={{ name: 'compare' }}
            scenario={before.scenario}
            besides={{ other: outcome.scenario, from }}
          >
            Compare {number - 1} and {number}
          </ViewLink>
        )}
      </p>
    </li>
  )
}

interface DecidedProps {
  readonly row: TraceRow
  /** The host of the check. */
  readonly scenario: Scenario
  readonly by: string
}

/**
 * The check that decided, with all that it is known from: a proposal's check stands in no release, so that the function
 * alone would say too much.
 */
function Decided({ row, scenario, by }: DecidedProps) {
  const { id, says, cite } = row.check
  return (
    <div className="claim-decided">
      <p>
        {by}:{' '}
        <ViewLink view={{ name: 'rule', rule: id }} scenario={scenario}>
          {says}
        </ViewLink>
        {row.state === 'passed-over' && ', which was passed over'}
      </p>
      <CheckSources id={id} of={cite} />
    </div>
  )
}
