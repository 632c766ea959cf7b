import { CompareLink } from '../CompareLink.tsx'
import type { RowProps } from './Rows.tsx'

/** Lays a policy beside the chosen one, or beside Linux 7.3; that one itself has nothing to be laid beside. */
export function BesideLink({ row: { policy, scenario }, than }: Pick<RowProps, 'row' | 'than'>) {
  const a = than ?? 'linux-7.3'
  if (policy.id === a) return null
  return (
    <CompareLink scenario={{ ...scenario, policy: a }} other={scenario}>
      Compare
      <span className="visually-hidden">
        : {policy.id} beside {a}
      </span>
    </CompareLink>
  )
}
