import { linesLookedAt } from '../../explain/claims/lines.ts'
import { plain } from '../../explain/sentence.ts'
import { ViewLink } from '../ViewLink.tsx'
import type { Shown } from './ShownDemonstration.tsx'

interface Props {
  readonly shown: readonly Shown[]
  /** What led to the links: `claim-s3b`. */
  readonly from: string
}

/** What a claim about coherency ends in: the verdict of act 5 on each of its demonstrations, and the way there. */
export function Coherency({ shown, from }: Props) {
  const told = shown.flatMap(({ demonstration, outcome }, at) => {
    const [situation] = linesLookedAt(demonstration)
    return situation ? [{ demonstration, outcome, situation, number: at + 1 }] : []
  })
  if (told.length === 0) return null
  return (
    <section className="claim-coherency" aria-labelledby="claim-coherency">
      <h2 id="claim-coherency">What it comes to</h2>
      <ol>
        {told.map(({ demonstration: { name }, outcome, situation, number }) => (
          <li key={number} value={number}>
            <b>{name}.</b> <span className="claim-act">{plain(outcome.coherency.says)}</span>{' '}
            <ViewLink
              view={{ name: 'explore' }}
              scenario={outcome.scenario}
              besides={{ from, situation }}
              pick={outcome.coherency.arises ? 'alias-guest' : null}
            >
              Act 5 of demonstration {number}
              <span className="visually-hidden"> in Explore, {situation}</span>
            </ViewLink>
          </li>
        ))}
      </ol>
    </section>
  )
}
