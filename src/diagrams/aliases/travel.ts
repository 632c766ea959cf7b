import type { LaneId } from '../../explain/coherency/lanes.ts'
import type { LineView } from '../../explain/coherency/view.ts'
import { geometryOf } from './layout.ts'
import type { Point } from './shape.ts'

/** How many points of its way a plate goes through before it is where it stays. */
export const stops = 5

/** Whether a value goes up a lane of its way: towards the party that reads it, or from memory into the cache. */
const isUp = (lane: LaneId, { flow }: LineView) =>
  lane === 'fill' ||
  (lane !== 'write-back' && (flow?.to === 'vmm' || flow?.to === 'guest' || flow?.to === 'linear'))

/** From where to where a plate travels in the step that is shown, as moves from where it stays; null where nothing does. */
export function travelOf(view: LineView, phone: boolean): readonly Point[] | null {
  const { flow } = view
  if (!flow) return null
  const { lanes, plates } = geometryOf(view, phone)
  const rest = plates[flow.to]
  const way = flow.way.flatMap((lane) => {
    const points = lanes[lane] ?? []
    return isUp(lane, view) ? points.toReversed() : points
  })
  const whole = [...way, rest]
  const lengths = whole
    .slice(1)
    .map(([x, y], at) => Math.hypot(x - (whole[at]?.[0] ?? x), y - (whole[at]?.[1] ?? y)))
  const total = lengths.reduce((sum, one) => sum + one, 0)
  return Array.from({ length: stops }, (_, at): Point => {
    const [x, y] = along(whole, lengths, (total * at) / stops)
    return [Math.round(x - rest[0]), Math.round(y - rest[1])]
  })
}

/** The point of a way that is so far from its beginning. */
function along(points: readonly Point[], lengths: readonly number[], far: number): Point {
  let left = far
  for (const [at, length] of lengths.entries()) {
    const [from, to] = [points[at], points[at + 1]]
    if (!from || !to) break
    if (left <= length && length > 0) {
      const part = left / length
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
    }
    left -= length
  }
  return points.at(-1) ?? [0, 0]
}
