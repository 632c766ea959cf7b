import type { ReactNode } from 'react'
import { CompareLink } from '../CompareLink.tsx'
import type { RowProps } from './Rows.tsx'

interface Props extends Pick<RowProps, 'row' | 'than'> {
  /** What is read of the link. */
  readonly children: ReactNode
}

/** Lays a policy beside the chosen one, or beside Linux 7.3; that one itself has nothing to be laid beside. */
export function BesideLink({ row: { policy, scenario }, than, children }: Props) {
  const a = than ?? 'linux-7.3'
  if (policy.id === a) return null
  return (
    <CompareLink scenario={{ ...scenario, policy: a }} other={scenario}>
      {children}
      <span className="visually-hidden">
        : {policy.id} beside {a}
      </span>
    </CompareLink>
  )
}
