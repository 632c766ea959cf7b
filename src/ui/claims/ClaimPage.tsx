import { useMemo } from 'react'
import { claims, type Claim } from '../../content/claims.ts'
import { whyNotMerged } from '../../content/thread.ts'
import { resolve } from '../../explain/resolve.ts'
import { defaults } from '../../scenario/scenario.ts'
import { WhyLink } from '../thread/WhyLink.tsx'
import Sources from '../Sources.tsx'
import { ViewLink } from '../ViewLink.tsx'
import { Coherency } from './Coherency.tsx'
import { ShownDemonstration, type Shown } from './ShownDemonstration.tsx'
import { WholeSpaceCount } from './WholeSpaceCount.tsx'

/** Whether why the flag was not merged is about the claim. */
const isSummed = (id: string) => whyNotMerged.some(({ claim }) => claim === id)

/** One claim: who made it, what became of it, and what shows it, answered by the engine here and now. */
export function ClaimPage({ claim }: { readonly claim: Claim }) {
  const { id, who, cite, became, sources, scope, counted } = claim
  const from = `claim-${id}`
  const shown = useMemo(
    () =>
      claim.demonstrations.map((demonstration): Shown => ({
        demonstration,
        outcome: resolve({ ...defaults, ...demonstration.settings }),
      })),
    [claim],
  )
  return (
    <>
      <p className="claim-who">{who}</p>
      <Sources of={cite} />
      <h2>What became of it</h2>
      <p>{became}</p>
      <Sources of={sources} />
      {isSummed(id) && (
        <p className="claim-why">
          <WhyLink />
        </p>
      )}
      <h2>What shows it</h2>
      {scope !== undefined && <p className="claim-scope">{scope}</p>}
      <ol className="demonstrations">
        {shown.map((one, at) => (
          <ShownDemonstration
            key={one.demonstration.name}
            {...one}
            number={at + 1}
            before={shown[at - 1]?.outcome ?? null}
            from={from}
          />
        ))}
      </ol>
      <Coherency shown={shown} from={from} />
      {counted && <WholeSpaceCount from={from} />}
      <Neighbours of={claim} />
    </>
  )
}

/** The ways to the claims before and after, and back to all of them. */
function Neighbours({ of }: { readonly of: Claim }) {
  const at = claims.indexOf(of)
  const [previous, next] = [claims[at - 1], claims[at + 1]]
  return (
    <nav className="claim-neighbours" aria-label="Claims">
      {previous && (
        <ViewLink view={{ name: 'claims', claim: previous.id }}>Previous: {previous.code}</ViewLink>
      )}
      <ViewLink view={{ name: 'claims', claim: null }}>All claims</ViewLink>
      {next && <ViewLink view={{ name: 'claims', claim: next.id }}>Next: {next.code}</ViewLink>}
    </nav>
  )
}
