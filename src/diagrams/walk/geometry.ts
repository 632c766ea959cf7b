import type { Cell, ViewRow, WalkView } from '../../explain/walk/view.ts'

/** Cells of a row that stand beside each other, from left to right. */
export type Line = readonly Cell[]

/** Where a row lies. It has more than one line where hardware updates read columns again. */
export interface Place {
  readonly y: number
  readonly lines: readonly Line[]
  readonly height: number
}

/** Where the parts of the picture of a walk lie, in px at natural size. */
export interface Geometry {
  readonly width: number
  readonly cellWidth: number
  readonly cellHeight: number
  /** Cells are too narrow for a whole value and its margins. */
  readonly narrow: boolean
  /** Left edge of each column of cells; the last one is stage 1's descriptor. */
  readonly columns: readonly number[]
  readonly rows: readonly Place[]
  readonly height: number
}

/** The names of rows stand left of the cells. */
export const labels = 148
const gap = 6
const top = 104
const pitch = 70
const cellHeight = 58
export const linePitch = cellHeight + 6

/** The column of a cell: stage 2's level, or the last one for stage 1. */
export function columnOf({ stage, level }: Cell, { columns }: WalkView): number {
  const last = columns.length - 1
  return stage === 1
    ? last
    : Math.max(
        columns.findIndex((column) => column.level === level),
        0,
      )
}

/** A read that does not stand right of the one before it begins a line. */
function linesOf({ cells }: ViewRow, view: WalkView): readonly Line[] {
  const lines: Cell[][] = [[]]
  for (const cell of cells) {
    const before = lines.at(-1)?.at(-1)
    if (before && columnOf(cell, view) <= columnOf(before, view)) lines.push([cell])
    else lines.at(-1)?.push(cell)
  }
  return lines
}

function placesOf(view: WalkView): readonly Place[] {
  let y = top
  return view.rows.map((row) => {
    const lines = linesOf(row, view)
    const height = cellHeight + (lines.length - 1) * linePitch
    const place = { y, lines, height }
    y += height + pitch - cellHeight
    return place
  })
}

export function geometryOf(view: WalkView, width: number): Geometry {
  const count = view.columns.length
  const room = (width - labels - gap * (count - 1)) / count
  const cellWidth = Math.min(room, 150)
  const rows = placesOf(view)
  const last = rows.at(-1)
  return {
    width,
    cellWidth,
    cellHeight,
    narrow: cellWidth < 118,
    columns: Array.from({ length: count }, (_, at) => labels + at * (cellWidth + gap)),
    rows,
    height: (last ? last.y + last.height : top) + 4,
  }
}
