import { widthOf } from '../../src/diagrams/checks/metrics.ts'
import type { Box, Mark, Picture, Text } from '../../src/diagrams/marks.ts'

interface PlacedBox extends Box {
  readonly says: string
}

const shareBeforeX = { start: 0, middle: 0.5, end: 1 } as const

function textBox({ x, y, text, as, anchor = 'start' }: Text, down: number): PlacedBox {
  const width = as.startsWith('check-digit') ? 7.2 : widthOf(text, as)
  return { x: x - width * shareBeforeX[anchor], y: y + down - 9, width, height: 12, says: text }
}

function boxesOf(mark: Mark, down: number): readonly PlacedBox[] {
  switch (mark.kind) {
    case 'text':
      return [textBox(mark, down)]
    case 'rect':
      return [{ x: mark.x, y: mark.y + down, width: mark.width, height: mark.height, says: mark.as }]
    case 'circle':
      return [
        {
          x: mark.x - mark.r,
          y: mark.y + down - mark.r,
          width: mark.r * 2,
          height: mark.r * 2,
          says: mark.as,
        },
      ]
    case 'path':
      return []
    case 'reach':
      return [{ ...mark.box, y: mark.box.y + down, says: `reach of ${mark.of}` }]
    case 'group': {
      const below = down + (mark.down ?? 0)
      const hit = mark.box ? [{ ...mark.box, y: mark.box.y + below, says: mark.id ?? '' }] : []
      return [...hit, ...mark.marks.flatMap((one) => boxesOf(one, below))]
    }
  }
}

function textsOf(mark: Mark, down: number): readonly PlacedBox[] {
  if (mark.kind === 'text') return [textBox(mark, down)]
  return mark.kind === 'group' ? mark.marks.flatMap((one) => textsOf(one, down + (mark.down ?? 0))) : []
}

/** Whether two boxes share room, but for the thickness of a line. */
export const meet = (a: Box, b: Box) =>
  a.x < b.x + b.width - 0.01 &&
  b.x < a.x + a.width - 0.01 &&
  a.y < b.y + b.height - 0.01 &&
  b.y < a.y + a.height - 0.01

/** Whether a box lies within another, but for the thickness of a line. */
export const isIn = (a: Box, b: Box) =>
  a.x >= b.x - 0.5 &&
  a.y >= b.y - 0.5 &&
  a.x + a.width <= b.x + b.width + 0.5 &&
  a.y + a.height <= b.y + b.height + 0.5

/** Every mark that is no group, wherever it stands. */
export const flat = (marks: readonly Mark[]): readonly Mark[] =>
  marks.flatMap((mark) => (mark.kind === 'group' ? flat(mark.marks) : [mark]))

/** Pairs of texts that lie on each other. */
export function overlaps({ marks }: Picture): readonly string[] {
  const texts = marks.flatMap((mark) => textsOf(mark, 0))
  return texts.flatMap((one, at) =>
    texts.slice(at + 1).flatMap((other) => (meet(one, other) ? [`${one.says} | ${other.says}`] : [])),
  )
}

/** What lies outside of the picture. */
export function strays({ width, height, marks }: Picture): readonly string[] {
  return marks
    .flatMap((mark) => boxesOf(mark, 0))
    .filter(
      (box) =>
        box.x < 0 || box.y < 0 || box.x + box.width > width + 0.01 || box.y + box.height > height + 0.01,
    )
    .map(({ says, x, width: w }) => `${says} at ${x}, ${w} wide`)
}
