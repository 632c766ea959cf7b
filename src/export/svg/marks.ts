import type { Mark } from '../../diagrams/marks.ts'
import { patterns } from '../../diagrams/patterns.ts'
import { around, empty, holding } from './element.ts'

/** Classes of what can be picked or edited: a picture on its own cannot be. */
const ofThePage = ['node', 'flip', 'editable']

const classes = (as = '') =>
  as
    .split(' ')
    .filter((name) => !ofThePage.includes(name))
    .join(' ')

/** Marks as the lines of SVG elements. */
export const writeMarks = (marks: readonly Mark[]): readonly string[] => marks.flatMap(writeMark)

function writeMark(mark: Mark): readonly string[] {
  switch (mark.kind) {
    case 'path':
      return [empty('path', { class: classes(mark.as), d: mark.d })]
    case 'rect': {
      const { x, y, width, height, rx, pattern, as } = mark
      const fill = pattern && `url(#pattern-${pattern})`
      return [empty('rect', { class: classes(as), x, y, width, height, rx, fill })]
    }
    case 'circle':
      return [empty('circle', { class: classes(mark.as), cx: mark.x, cy: mark.y, r: mark.r })]
    case 'text': {
      const { x, y, anchor, as, text } = mark
      return [holding('text', { class: classes(as), x, y, 'text-anchor': anchor }, text)]
    }
    case 'reach':
      return []
    case 'group': {
      const as = classes(mark.as)
      const inside = writeMarks(mark.marks)
      const transform = mark.down === undefined ? undefined : `translate(0,${mark.down})`
      return as === '' && !transform ? inside : around('g', { class: as || undefined, transform }, inside)
    }
  }
}

/** The fills by lines that rectangles refer to. */
export const patternDefs = around(
  'defs',
  {},
  patterns.flatMap(({ id, size, turn, marks }) =>
    around(
      'pattern',
      {
        id: `pattern-${id}`,
        width: size,
        height: size,
        patternUnits: 'userSpaceOnUse',
        patternTransform: turn && `rotate(${turn})`,
      },
      writeMarks(marks),
    ),
  ),
)
