import type { ReactNode } from 'react'
import type { Scenario } from '../scenario/schema.ts'
import { ViewLink } from './ViewLink.tsx'

interface Props {
  /** A of the comparison. */
  readonly scenario: Scenario
  /** B of it. */
  readonly other: Scenario
  /** The claim or the step of the thread that leads there: `claim-s1a`, `thread-3`. */
  readonly from?: string
  readonly className?: string
  readonly children: ReactNode
}

/** A link that opens two scenarios beside each other. */
export function CompareLink({ scenario, other, from, className, children }: Props) {
  return (
    <ViewLink
      view={{ name: 'compare' }}
      scenario={scenario}
      besides={{ other, from: from ?? null }}
      {...(className !== undefined && { className })}
    >
      {children}
    </ViewLink>
  )
}
