import type { ValueToken } from '../../explain/coherency/value-token.ts'
import { group, rect, text, type Group, type Mark } from '../marks.ts'
import type { Point } from './shape.ts'

const size = 17
/** Of a character of the word. */
const each = 7.3

interface Looks {
  /** What should not have been read: letter and word on a black plate. */
  readonly bad: boolean
  /** It came in the step that is shown, and travels where that is a motion. */
  readonly travels: boolean
}

/** A value of one letter needs no word beside its letter. */
const isAlone = ({ letter, value }: ValueToken) => letter === value

/** How wide a plate is with its word. */
export const plateWidth = (token: ValueToken) =>
  isAlone(token) ? size : size + 6 + token.value.length * each + 5

/** A value: its letter on a small plate, its word beside it; the middle of the small plate is at the point. */
export function plateMark([x, y]: Point, token: ValueToken, { bad, travels }: Looks): Group {
  const half = size / 2
  const box = { x: x - half, y: y - half, width: size, height: size }
  const marks: Mark[] = [
    ...(bad ? [rect({ ...box, width: plateWidth(token) }, 'line-plate bad', { rx: 2 })] : []),
    rect(bad ? { x: box.x + 2, y: box.y + 2, width: size - 4, height: size - 4 } : box, 'line-letter-plate', {
      rx: 2,
    }),
    text(x, y + 4, token.letter, 'line-letter', 'middle'),
    ...(isAlone(token)
      ? []
      : [text(x + half + 6, y + 4, token.value, bad ? 'line-value bad' : 'line-value')]),
  ]
  return group(marks, { as: travels ? 'line-travels' : 'line-stays' })
}
