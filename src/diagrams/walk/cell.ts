import type { Cell } from '../../explain/walk/view.ts'
import { group, rect, text, type Box, type Mark } from '../marks.ts'
import { layoutToken } from '../token/layout.ts'
import { cellLabel, hex, kindText, wordText } from './words.ts'

/** The cross of a fault stands at the end of the address, or where that is too long over it. */
function cross({ x, y, width }: Box, narrow: boolean): Mark {
  const [cx, cy] = narrow ? [x + 36, y + 12] : [x + width - 12, y + 29]
  return layoutToken(cx - 6, cy - 6, 12, ['fault'])
}

/** What a cell is, without its index where the two do not fit beside the number. */
function kindIn(cell: Cell, width: number): string {
  const whole = kindText(cell)
  return whole.length * 6.3 <= width - 36 ? whole : cell.kind
}

function lines(cell: Cell, { x, y, width }: Box, narrow: boolean): readonly Mark[] {
  const { number, address, value, state } = cell
  const left = x + (narrow ? 3 : 7)
  const small = narrow ? ' narrow' : ''
  const below = value === null ? (state === 'next' ? 'next read' : null) : wordText(value)
  return [
    text(left, y + 16, String(number), 'walk-number'),
    text(x + width - 6, y + 16, kindIn(cell, width), 'walk-kind', 'end'),
    ...(address === null ? [] : [text(left, y + 33, `@${hex(address)}`, `walk-address${small}`)]),
    ...(below === null
      ? []
      : [text(left, y + 50, below, value === null ? 'walk-note' : `walk-value${small}`)]),
  ]
}

/** One read in its box: dashed for stage 2, solid for stage 1. */
export function cellMark(cell: Cell, box: Box, narrow: boolean): Mark {
  const as = `walk-cell ${cell.state}${cell.stage === 2 ? ' stage2' : ''}`
  const frame = rect(box, as, { rx: 3 })
  if (cell.id === null)
    return group([
      frame,
      text(box.x + box.width / 2, box.y + box.height / 2 + 4, 'not made', 'walk-note', 'middle'),
    ])
  const marks = [frame, ...lines(cell, box, narrow), ...(cell.state === 'fault' ? [cross(box, narrow)] : [])]
  return group(marks, { id: cell.id, label: cellLabel(cell), box, act: 'pick', as: 'node' })
}
