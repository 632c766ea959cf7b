import { citations } from '../../cite/citations.ts'
import type { Policy } from '../../kvm/policy.ts'
import { Cite } from '../Cite.tsx'
import { ViewLink } from '../ViewLink.tsx'

/** Of a policy that no release has: where it got to, where it stands, and that it is an interpretation where it is. */
export function PolicyLine({ policy }: { readonly policy: Policy }) {
  const { id, title, status, interpretation, source, releases } = policy
  if (releases !== '') return null
  return (
    <div className="policy-line">
      <p>
        <span className="badge" data-status={status}>
          {status}
        </span>{' '}
        {title} (<code>policy={id}</code>) is in no release.{' '}
        {interpretation !== undefined && (
          <>
            <span className="badge">interpretation</span> {interpretation}{' '}
          </>
        )}
        <ViewLink view={{ name: 'policies' }}>All policies on this scenario</ViewLink>
      </p>
      <Cite citation={citations[source]} />
    </div>
  )
}
