import type { Story } from './story.ts'
import { storyOf } from './story.ts'
import { stories } from './stories.ts'
import { surfaces, type SurfaceId } from './surfaces.ts'

/** A line without its numbers: two of one shape say the same of other values. */
const shapeOf = (line: string) => line.replace(/\b(0x[0-9a-f]+|0b[01]+|\d+)\b/g, '0')

const fragmentOf = (story: string) => `#/explore?v=2${story === '' ? '' : `&${story}`}`

/** Everything that is said, by the part of the page and the address where it is said first; lines of one shape once. */
export function everySentence(): string {
  const said = new Set<string>()
  const known = new Map<string, Story>()
  const tell = (story: string): Story => {
    const made = known.get(story) ?? storyOf(fragmentOf(story))
    known.set(story, made)
    return made
  }
  const isNew = (line: string) => {
    const shape = shapeOf(line)
    return !said.has(shape) && Boolean(said.add(shape))
  }
  return (Object.keys(surfaces) as SurfaceId[])
    .flatMap((id) => [
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
    .join('\n')
}
