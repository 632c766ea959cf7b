import type { WalkView } from '../../explain/walk/view.ts'
import { line, rect, type Mark, type Picture } from '../marks.ts'
import { columnOf } from './geometry.ts'

const cell = 3
const pitch = 4

function cellMarks(x: number, y: number, state: string): readonly Mark[] {
  if (state !== 'fault') return [rect({ x, y, width: cell, height: cell }, `glyph-cell ${state}`)]
  return [
    line(x - 0.5, y - 0.5, x + cell + 0.5, y + cell + 0.5, 'token-cross'),
    line(x - 0.5, y + cell + 0.5, x + cell + 0.5, y - 0.5, 'token-cross'),
  ]
}

/** The walk in small: a dot a read, a row an address, hollow where it was not made, a cross where the fault is. */
export function layoutWalkGlyph(view: WalkView): Picture {
  return {
    width: view.columns.length * pitch + 1,
    height: view.rows.length * pitch + 1,
    title: 'The walk in small',
    marks: view.rows.flatMap(({ cells }, row) =>
      cells.flatMap((one) => cellMarks(columnOf(one, view) * pitch + 1, row * pitch + 1, one.state)),
    ),
  }
}
