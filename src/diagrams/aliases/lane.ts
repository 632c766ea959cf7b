import { stepId, type DiscState, type LaneView, type LineView } from '../../explain/coherency/view.ts'
import { line, path, reach, text, type Mark } from '../marks.ts'
import { familyOf, layoutToken } from '../token/layout.ts'
import { fold, wordsWidth } from './fold.ts'
import { discPitch, discsOn, type Geometry, type Point } from './shape.ts'

const d = (points: readonly Point[]) =>
  points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x},${y}`).join('')

/** Moves the end of a way back towards the point before it. */
function shortened(points: readonly Point[], by: number): readonly Point[] {
  const end = points.at(-1)
  const before = points.at(-2)
  if (!end || !before) return points
  const length = Math.hypot(end[0] - before[0], end[1] - before[1])
  const part = by / length
  return [
    ...points.slice(0, -1),
    [end[0] - (end[0] - before[0]) * part, end[1] - (end[1] - before[1]) * part],
  ]
}

/** An arrow head at the end of a way, pointing as it goes. */
function head(points: readonly Point[], as: string): readonly Mark[] {
  const end = points.at(-1)
  const before = points.at(-2)
  if (!end || !before) return []
  const length = Math.hypot(end[0] - before[0], end[1] - before[1])
  const [ux, uy] = [(end[0] - before[0]) / length, (end[1] - before[1]) / length]
  const wing = (side: 1 | -1) => `${end[0] - ux * 6 - uy * 4 * side},${end[1] - uy * 6 + ux * 4 * side}`
  return [path(`M${wing(1)}L${end[0]},${end[1]}L${wing(-1)}`, `head ${as}`)]
}

/** Dotted: the host's own stage 1 decided. The guest's line is solid; so is what goes on between cache and memory. */
const styleOf = ({ party }: LaneView) => (party === 'vmm' || party === 'linear' ? ' host' : '')

function colourOf({ attribute, codes }: LaneView): string {
  const code = codes[0]
  return attribute && code ? ` line-${attribute === 'Device' ? 'Device' : lineFamily(attribute, code)}` : ''
}

/** Where outer and inner differ the line is that of what the alias counts as. */
const lineFamily = (attribute: 'WB' | 'WT' | 'NC', code: Parameters<typeof familyOf>[0]) =>
  familyOf(code) === attribute ? familyOf(code) : attribute

function classOf(lane: LaneView): string {
  const { state } = lane
  if (state === 'done' || state === 'now')
    return `flow line-way${styleOf(lane)}${colourOf(lane)}${state === 'now' ? ' now' : ''}`
  return `flow line-way thin${styleOf(lane)}`
}

/** A way as far as it goes: up, down, or both. */
export function laneMarks(lane: LaneView, { lanes }: Geometry): readonly Mark[] {
  const points = lanes[lane.id]
  if (!points) return []
  if (lane.id === 'drop') return dropMarks(points, lane)
  const inner = shortened(shortened(points, 2).toReversed(), 2).toReversed()
  return [
    path(d(inner), classOf(lane)),
    ...headMarks(inner, lane.down, lane),
    ...headMarks(inner.toReversed(), lane.up, lane),
  ]
}

/** The head of the way that the lane is drawn for is drawn as the lane, that of the other way thinner. */
function headMarks(points: readonly Point[], when: DiscState | null, lane: LaneView): readonly Mark[] {
  if (!when) return []
  const as = classOf(lane).replace(/^flow /, '')
  return head(points, when === lane.state ? as : `${as.replace(/ now$/, '')} other`)
}

/** Which step takes a lane on its way, whose disc stands elsewhere. */
export function passingMarks(lane: LaneView, view: LineView, geometry: Geometry): readonly Mark[] {
  const { passing, id } = lane
  const at = geometry.beside[id]
  const top = geometry.lanes[id]?.[0]?.[1]
  if (!passing || !at || top === undefined) return []
  const first = top + geometry.belowCache - 3 + discPitch * discsOn(view, id)
  const width = Math.max(...passing.words.map((one) => wordsWidth(one, 'words')))
  return [
    ...passing.words.map((one, row) => text(at.words, first + row * 14, one, `line-words ${passing.state}`)),
    reach(stepId(passing.number), { x: at.words, y: first - 11, width, height: 28 }),
  ]
}

/** A copy that is dropped goes nowhere: its line ends at a bar. */
function dropMarks(points: readonly Point[], lane: LaneView): readonly Mark[] {
  const [x, y] = points.at(-1) ?? [0, 0]
  return [
    path(d(points), classOf(lane)),
    line(x - 6, y, x + 6, y, lane.state === 'to-come' ? 'bracket' : 'bar'),
  ]
}

/** What an alias accesses the line as, beside the beginning of its way. */
export function laneLabel(lane: LaneView, { beside, lanes }: Geometry): readonly Mark[] {
  const at = beside[lane.id]
  const top = lanes[lane.id]?.[0]?.[1]
  const { party, attribute, codes, type } = lane
  // The way around has the label of both.
  const isHit = lane.id.endsWith('-hit')
  if (!at || top === undefined || party === null || attribute === null || isHit) return []
  const both = codes.length > 1
  const short = both ? attribute : (codes[0] ?? '')
  return [
    layoutToken(at.label, top + 10, 14, codes),
    text(at.label + 20, top + 21, at.short ? short : type, at.short ? 'line-code' : 'line-type'),
  ]
}

/** Where nothing of the run writes a dirty copy back, that it may be at any time. */
export function mayGoOut({ lanes: all, cache }: LineView, { lanes, phone }: Geometry): readonly Mark[] {
  const lane = all.find(({ id }) => id === 'write-back')
  const [x, y] = lanes['write-back']?.[0] ?? [0, 0]
  if (lane?.state !== 'unused' || cache.state !== 'dirty') return []
  const words = fold('may be written back at any time', phone ? 84 : 100, 'small')
  const first = y + 33 - words.length * 7 + 6
  return words.map((one, row) => text(x + 14, first + row * 14, one, 'line-small'))
}
