import { claims, findClaim } from '../../content/claims.ts'
import { ClaimList } from '../claims/ClaimList.tsx'
import { ClaimPage } from '../claims/ClaimPage.tsx'
import { WhyLink } from '../thread/WhyLink.tsx'
import { ViewPage } from './ViewPage.tsx'

/** All claims of the thread, or one of them with what shows it. */
export default function ClaimsView({ claim }: { readonly claim: string | null }) {
  const found = findClaim(claim)
  if (found)
    return (
      <ViewPage
        title={
          <>
            <span className="claim-code">{found.code}</span> {found.claim}
          </>
        }
      >
        <ClaimPage claim={found} />
      </ViewPage>
    )
  return (
    <ViewPage title={claim === null ? 'The claims of the thread' : `There is no claim ${claim}`}>
      <p className="claim-intro">
        {claim === null ? (
          <>
            What was said on the list in spring 2025 about cacheable PFNMAP, what became of it, and scenarios
            that show it. Nothing of that is stored: each page asks the engine. In short: <WhyLink />.
          </>
        ) : (
          `There are ${claims.map(({ code }) => code).join(', ')}.`
        )}
      </p>
      <ClaimList />
    </ViewPage>
  )
}
