import type { ReactNode } from 'react'
import type { Act } from '../../explain/acts.ts'
import { ActHead } from './ActHead.tsx'

/** An act that the story does not get to, in one line. */
export const UnreachedAct = ({ act, children }: { readonly act: Act; readonly children: ReactNode }) => (
  <article className="act unreached" aria-labelledby={`act-${act.id}`}>
    <ActHead id={act.id} number={act.number} name={act.name}>
      Not reached: {children}
    </ActHead>
  </article>
)
