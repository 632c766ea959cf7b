import { text, type Mark, type Picture } from '../../diagrams/marks.ts'
import { around } from './element.ts'
import { writeMarks } from './marks.ts'

/** The gap above a part with a heading of its own. */
export const section = 20

/** A piece of a tall picture: as high as `height`, and `gap` below what stands above it. */
export interface Block extends Pick<Picture, 'height' | 'marks'> {
  readonly gap: number
}

/** Lines of text as a block. */
export function linesBlock(lines: readonly string[], as: string, leading: number, gap: number): Block {
  const marks = lines.map((line, at): Mark => text(0, at * leading + leading * 0.75, line, as))
  return { marks, height: lines.length * leading, gap }
}

/** Blocks below each other, as elements, from (`margin`, `margin`) down. Empty ones are left out. */
export function stack(blocks: readonly Block[], margin: number) {
  const lines: string[] = []
  let y = margin
  for (const { height, marks, gap } of blocks.filter((block) => block.marks.length > 0)) {
    y += y > margin ? gap : 0
    lines.push(...around('g', { transform: `translate(${margin},${y})` }, writeMarks(marks)))
    y += height
  }
  return { content: lines, height: Math.ceil(y + margin) }
}
