import type { ReactNode } from 'react'
import { writeAddress } from '../scenario/address/write.ts'
import { nothingBesides, type Besides } from '../scenario/besides.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { View } from '../scenario/view.ts'
import { useScenario } from './hooks.ts'
import { presetsNow } from './part.ts'

/** Where a link leads: a view, with the present scenario unless another is given. */
export interface Target {
  readonly view: View
  readonly scenario?: Scenario
  readonly besides?: Partial<Besides>
  readonly pick?: string | null
}

interface Props extends Target {
  readonly className?: string
  readonly current?: boolean
  readonly children: ReactNode
}

/** A link to a view. What the present view holds besides the scenario stays behind. */
export function ViewLink({ view, scenario, besides, pick = null, className, current, children }: Props) {
  const href = useScenario((state) =>
    writeAddress(
      {
        ...state,
        ...(scenario && { scenario, preset: null, unknown: [] }),
        view,
        pick,
        besides: { ...nothingBesides, ...besides },
      },
      presetsNow(),
    ),
  )
  return (
    <a href={href} className={className} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  )
}
