import type { Example } from '../../explain/diagnose/ways.ts'
import { ViewLink } from '../ViewLink.tsx'

const story = { name: 'explore' } as const

/** The smallest scenario that ends in a check, told in words, as a link to its story. */
export function ExampleLink({ example }: { readonly example: Example | null }) {
  if (!example) return <>No scenario of this model gets there.</>
  return (
    <ViewLink view={story} scenario={example.scenario}>
      {example.changes.length === 0 ? 'The default scenario' : example.changes.join('; ')}
    </ViewLink>
  )
}
