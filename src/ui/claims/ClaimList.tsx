import { claimGroups, claims, type Claim } from '../../content/claims.ts'
import { ViewLink } from '../ViewLink.tsx'

function Row({ claim: { id, code, claim, who, became } }: { readonly claim: Claim }) {
  return (
    <li>
      <ViewLink view={{ name: 'claims', claim: id }}>
        <b>{code}</b> <span>{claim}</span>
      </ViewLink>
      <p className="claim-who">{who}</p>
      <p>{became}</p>
    </li>
  )
}

/** Every claim, in the groups of the thread, each a link to its page. */
export function ClaimList() {
  return claimGroups.map(({ id, name }) => (
    <section key={id} aria-labelledby={`claims-${id}`}>
      <h2 id={`claims-${id}`}>{name}</h2>
      <ul className="claim-list">
        {claims
          .filter(({ group }) => group === id)
          .map((claim) => (
            <Row key={claim.id} claim={claim} />
          ))}
      </ul>
    </section>
  ))
}
