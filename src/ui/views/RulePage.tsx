import { useEffect, useRef, type ReactNode } from 'react'
import type { Preset } from '../../scenario/preset.ts'
import { useScenario } from '../hooks.ts'
import { StoryLink } from '../RuleLink.tsx'
import { ViewLink } from '../ViewLink.tsx'

interface Props {
  readonly kind: 'Rule' | 'Check'
  readonly id: string
  readonly title: ReactNode
  readonly children: ReactNode
}

/** The page of one rule or check: its head, which takes the focus, and the way back. */
export function RulePage({ kind, id, title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { seen, on } = useScenario((state) => state.besides)
  useEffect(() => heading.current?.focus(), [])
  return (
    <main className="rule-view">
      <p className="picked">
        {kind} <code>{id}</code>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
      <p className="rule-ways">
        {seen !== null && (
          <ViewLink view={{ name: 'diagnose' }} besides={{ seen, on }}>
            Back to Diagnose
          </ViewLink>
        )}
        <StoryLink>Back to the story</StoryLink>
      </p>
    </main>
  )
}

/** The first presets of those that show a rule or check at work. */
export function ShownBy({
  presets,
  title = 'Scenarios that take it',
}: {
  readonly presets: readonly Preset[]
  readonly title?: string
}) {
  return (
    <>
      <h2>{title}</h2>
      {presets.length === 0 && <p>No preset does.</p>}
      <ul>
        {presets.slice(0, 6).map((preset) => (
          <li key={preset.id}>
            <a href={`#/explore?v=2&p=${preset.id}`}>{preset.name}</a>: {preset.says}
          </li>
        ))}
      </ul>
    </>
  )
}
