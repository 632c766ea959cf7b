import { memo, type ReactNode } from 'react'
import { presets } from '../content/presets.ts'
import { writeAddress } from '../scenario/address.ts'
import type { View } from '../scenario/view.ts'
import { useScenario } from './hooks.ts'

/** A link to another view that keeps the scenario. */
export const ViewLink = memo(function ViewLink({
  to,
  children,
}: {
  readonly to: View
  readonly children: ReactNode
}) {
  const href = useScenario((state) => writeAddress({ ...state, view: to }, presets))
  return <a href={href}>{children}</a>
})

/** A link to a rule's own page. */
export const RuleLink = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <ViewLink to={{ name: 'rule', rule: id }}>{children}</ViewLink>
)
