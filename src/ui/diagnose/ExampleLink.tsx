import type { Example } from '../../explain/diagnose/ways.ts'
import type { Besides } from '../../scenario/besides.ts'
import { ViewLink } from '../ViewLink.tsx'

/** What a link carries of the question that it answers, by which its story leads back. */
export type WayBack = Pick<Besides, 'from' | 'on'>

interface Props {
  readonly example: Example | null
  readonly back: WayBack
}

const story = { name: 'explore' } as const

/** The smallest scenario that ends in a check, told in words, as a link to its story. */
export function ExampleLink({ example, back }: Props) {
  if (!example) return <>No scenario of this model gets there.</>
  return (
    <ViewLink view={story} scenario={example.scenario} besides={back}>
      {example.changes.length === 0 ? 'The default scenario' : example.changes.join('; ')}
    </ViewLink>
  )
}
