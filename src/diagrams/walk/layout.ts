import type { ViewRow, WalkView } from '../../explain/walk/view.ts'
import { arrowHead, group, line as tick, path, rect, text, wrap, type Mark, type Picture } from '../marks.ts'
import { bandMarks } from './band.ts'
import { cellMark } from './cell.ts'
import { columnOf, geometryOf, labels, linePitch, type Geometry, type Line } from './geometry.ts'
import { rowHead } from './row-head.ts'
import { hex } from './words.ts'

/** What was not needed, where it would have stood. */
function savedMarks(saved: string | null, line: Line, y: number, view: WalkView, { columns }: Geometry) {
  const last = line.findLast(({ stage }) => stage === 2)
  if (saved === null || !last) return []
  const from = columns[columnOf(last, view) + 1]
  const to = columns.at(-1)
  if (from === undefined || to === undefined || from >= to) return []
  const words = wrap(saved, Math.floor((to - from - 6) / 6.4))
  return words.map((part, at) =>
    text((from + to - 6) / 2, y + 34 - (words.length - 1) * 7 + at * 14, part, 'walk-note', 'middle'),
  )
}

function ticks(line: Line, y: number, view: WalkView, { columns, cellWidth }: Geometry): readonly Mark[] {
  const xs = line.map((cell) => columns[columnOf(cell, view)] as number)
  return xs.slice(1).map((x, at) => tick((xs[at] as number) + cellWidth, y + 29, x, y + 29, 'walk-tick'))
}

/** From the descriptor of a row to the next row, which it leads to. */
function turn(at: number, { rows, columns, cellWidth, cellHeight }: Geometry, made: boolean) {
  const [from, next] = [rows[at], rows[at + 1]]
  if (from === undefined || next === undefined) return []
  const x = (columns.at(-1) as number) + cellWidth / 2
  const bottom = from.y + from.height
  const [left, y] = [labels - 16, next.y + cellHeight / 2]
  const as = made ? 'walk-turn made' : 'walk-turn'
  return [path(`M${x},${bottom}V${bottom + 6}H${left}V${y}H${labels - 3}`, as), arrowHead(labels - 2, y, as)]
}

const isMade = ({ cells }: ViewRow) =>
  cells.some(({ stage, state }) => stage === 1 && (state === 'done' || state === 'now'))

function outputMarks(view: WalkView, { rows, columns, cellWidth, cellHeight, narrow }: Geometry) {
  const y = rows.at(-1)?.y ?? 0
  const x = columns.at(-1) ?? 0
  const { pa, stopped } = view
  const as = `walk-cell ${pa === null ? 'to-come' : 'done'}`
  const says = stopped ? 'a fault: no PA' : narrow ? 'the data' : 'the data itself'
  return [
    rect({ x, y, width: cellWidth, height: cellHeight }, as, { rx: 3 }),
    text(x + 7, y + 16, 'PA', 'walk-number'),
    ...(pa === null ? [] : [text(x + 7, y + 33, hex(pa), 'walk-value')]),
    text(x + 7, y + 50, says, 'walk-note'),
  ]
}

/** The cells of a row beside each other, and what was saved of them. */
function lineMarks(line: Line, y: number, saved: string | null, view: WalkView, geometry: Geometry) {
  const { columns, cellWidth: width, cellHeight: height, narrow } = geometry
  return [
    ...ticks(line, y, view, geometry),
    ...line.map((cell) =>
      cellMark(cell, { x: columns[columnOf(cell, view)] as number, y, width, height }, narrow),
    ),
    ...savedMarks(saved, line, y, view, geometry),
  ]
}

function rowMark(row: ViewRow, at: number, view: WalkView, geometry: Geometry): Mark {
  const { y, lines } = geometry.rows[at] as Geometry['rows'][number]
  return group([
    ...rowHead(row, y),
    ...lines.flatMap((line, below) =>
      lineMarks(line, y + below * linePitch, below === 0 ? row.saved : null, view, geometry),
    ),
    ...turn(at, geometry, isMade(row)),
  ])
}

/** Counts what a walk came to, for those who cannot see it. */
function titleOf({ rows, pa, stopped }: WalkView): string {
  const made = rows.flatMap(({ cells }) => cells).filter(({ id }) => id !== null).length
  const end = stopped ? 'it ends in a fault' : pa === null ? 'under way' : `to PA 0x${hex(pa)}`
  return `The walk in ${made} reads, ${end}`
}

/** Both stages' walk: stage 1 down, the stage 2 walk of each of its addresses across. */
export function layoutWalk(view: WalkView, width: number): Picture {
  const geometry = geometryOf(view, width)
  return {
    width: geometry.width,
    height: geometry.height,
    title: titleOf(view),
    marks: [
      ...bandMarks(view, geometry),
      ...view.rows.map((row, at) => rowMark(row, at, view, geometry)),
      ...outputMarks(view, geometry),
    ],
  }
}
