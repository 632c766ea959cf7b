import { useEffect, useRef, type ReactNode } from 'react'
import type { View } from '../../scenario/view.ts'
import { useAsked } from '../diagnose/asked.ts'
import { useModel } from '../hooks.ts'
import { ViewLink } from '../ViewLink.tsx'

/** The pages around the policies, in the order of their tabs. */
const tabs: readonly { readonly view: View; readonly says: string }[] = [
  { view: { name: 'policies' }, says: 'Side by side' },
  { view: { name: 'claims', claim: null }, says: 'Claims' },
  { view: { name: 'thread', step: 1 }, says: 'The thread in eight links' },
  { view: { name: 'diagnose' }, says: 'Diagnose' },
  { view: { name: 'compare' }, says: 'A | B' },
]

interface Props {
  readonly name: View['name']
  readonly title: ReactNode
  /** A page that is as wide as the screen, for tables of many columns. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A page around the policies: tabs, and a head, which takes the focus when the reader comes from elsewhere. */
export function ViewPage({ name, title, wide, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { scenario } = useModel()
  const asked = useAsked()
  useEffect(() => {
    // A link opens with the focus at the top, as any page does; within the app the head takes it.
    if (scenario.getInitialState().view !== scenario.getState().view) heading.current?.focus()
  }, [scenario])
  return (
    <main className="view-page" data-wide={wide || undefined}>
      <nav className="view-tabs" aria-label="Policies">
        {tabs.map(({ view, says }) => (
          <ViewLink
            key={view.name}
            view={view}
            current={view.name === name}
            {...(view.name === 'diagnose' && { besides: asked })}
          >
            {says}
          </ViewLink>
        ))}
      </nav>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  )
}
