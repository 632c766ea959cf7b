import type { CheckAct, FunctionLine } from '../../explain/checks.ts'
import { group, type Mark, type Picture } from '../marks.ts'
import { pitch, type Geometry } from './geometry.ts'
import { layoutHeading } from './heading.ts'
import { legendOf } from './legend.ts'
import { layoutRow, type Row } from './row.ts'
import { spineMark, stopsOf } from './spine.ts'

export { narrow, wide, type Geometry } from './geometry.ts'

/** The checks of an act in their order: functions, their rows on the spine, and what the nodes mean. */
export function layoutChecks(act: CheckAct, g: Geometry, title: string): Picture {
  const rows = rowsOf(act, g)
  const tops = topsOf(rows)
  const end = tops.at(-1) ?? 0
  const stops = stopsOf(rows, tops)
  const legend = legendOf(
    stops.some(({ isReached }) => !isReached),
    g.width,
  )
  const isBeside = hasRoomBeside(rows.at(-1), g.width - legend.width)
  const height = isBeside ? end : end + pitch
  const foot = goesOn(act) ? height : null
  const marks: readonly Mark[] = [
    ...rows.map(({ mark }, at) => group([mark], { down: tops[at] ?? 0 })),
    spineMark(stops, foot, g),
    legend.at(g.width, height - pitch / 2),
  ]
  return { width: g.width, height, title, marks }
}

function rowsOf({ lines, foldId }: CheckAct, g: Geometry): readonly Row[] {
  let file = ''
  return lines.map((line) => {
    if (line.kind === 'check') return layoutRow(line, g)
    const names = standsElsewhere(line, file)
    file = placeOf(line)
    return layoutHeading(line, g, foldId, names)
  })
}

const placeOf = ({ file, version }: FunctionLine) => `${file} ${version}`

/** A file is named once, above the first of its functions that follow each other. */
const standsElsewhere = (line: FunctionLine, before: string) => placeOf(line) !== before

/** Where each row starts, and where the last one ends. */
function topsOf(rows: readonly Row[]): readonly number[] {
  const tops = [0]
  for (const { height } of rows) tops.push((tops.at(-1) ?? 0) + height)
  return tops
}

const hasRoomBeside = (last: Row | undefined, left: number) =>
  last !== undefined && last.height === pitch && last.end + 16 <= left

/** A mapping goes on to the leaf that stands below the picture. */
function goesOn({ id, lines }: CheckAct): boolean {
  const last = lines.at(-1)
  return id === 'fault' && last?.kind === 'check' && last.ends && last.exit === null
}
