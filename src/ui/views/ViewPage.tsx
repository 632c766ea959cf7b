import { useEffect, useRef, type ReactNode } from 'react'
import { useModel } from '../hooks.ts'

interface Props {
  readonly title: ReactNode
  /** A page that is as wide as the screen, for tables of many columns. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A page other than the story: its head takes the focus when the reader comes from elsewhere. */
export function ViewPage({ title, wide, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { scenario } = useModel()
  useEffect(() => {
    // A link opens with the focus at the top, as any page does; within the app the head takes it.
    if (scenario.getInitialState().view !== scenario.getState().view) heading.current?.focus()
  }, [scenario])
  return (
    <main className="view-page" data-wide={wide || undefined}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  )
}
