import { resolve } from '../../../src/explain/resolve.ts'
import { linksIn } from './links.ts'
import { storyOf, type Story } from './story.ts'
import { stories } from './stories.ts'
import { surfaces, type SurfaceId } from './surfaces.ts'

/** A line without its numbers: two of one shape say the same of other values. */
const shapeOf = (line: string) => line.replace(/\b(0x[0-9a-f]+|0b[01]+|\d+)\b/g, '0')

const fragmentOf = (story: string) => `#/explore?v=2${story === '' ? '' : `&${story}`}`

/** Tells a story, which is resolved once, whatever parts it is told of. */
function teller() {
  const known = new Map<string, Story>()
  const tell = (story: string): Story => {
    const made = known.get(story) ?? storyOf(fragmentOf(story))
    known.set(story, made)
    return made
  }
  const links = () =>
    [...known.values()].flatMap(({ outcome, address: { besides } }) => [
      ...linksIn(outcome),
      ...(besides.other ? linksIn(resolve(besides.other)) : []),
    ])
  return { tell, links }
}

/** Which words light which control, each pair once. */
const linksTold = (links: readonly string[]) => [
  '==== words that light a control',
  '',
  ...[...new Set(links.map(shapeOf))].toSorted().map((link) => `  ${link}`),
  '',
]

/**
 * Everything that is said, by the part of the page and the address where it is said first; lines of one shape once. Last, which words
 * light which control.
 */
export function everySentence(): string {
  const said = new Set<string>()
  const { tell, links } = teller()
  const isNew = (line: string) => {
    const shape = shapeOf(line)
    return !said.has(shape) && Boolean(said.add(shape))
  }
  const lines = (Object.keys(surfaces) as SurfaceId[]).flatMap((id) => [
    `==== ${id}`,
    '',
    ...stories[id].flatMap((story) => [
      fragmentOf(story),
      ...surfaces[id](tell(story))
        .filter(isNew)
        .map((line) => `  ${line.trim()}`),
      '',
    ]),
  ])
  return [...lines, ...linksTold(links())].join('\n')
}
