import type { DiscState, LaneView, LineView } from '../../explain/coherency/view.ts'
import type { Picture } from '../marks.ts'
import { cacheMarks, endMarks, memoryMarks, partyMark } from './boxes.ts'
import { discMarks, noteMarks } from './disc.ts'
import { laneLabel, laneMarks, mayGoOut, passingMarks } from './lane.ts'
import { narrowGeometry } from './narrow.ts'
import type { Geometry } from './shape.ts'
import { wideGeometry } from './wide.ts'

export const geometryOf = (view: LineView, phone: boolean): Geometry =>
  phone ? narrowGeometry(view) : wideGeometry(view)

const depth: Readonly<Record<DiscState | 'unused', number>> = { unused: 0, 'to-come': 0, done: 1, now: 2 }

/** What lies below first: the present way over all others. */
const byDepth = (a: LaneView, b: LaneView) => depth[a.state] - depth[b.state]

/**
 * One line and its aliases at a step of a run. Who maps it stands above, the cache between them and memory; the way of an access is
 * drawn where it goes, and one that goes around the cache runs beside its box.
 */
export function layoutLine(view: LineView, phone: boolean): Picture {
  const geometry = geometryOf(view, phone)
  return {
    width: geometry.width,
    height: geometry.height,
    title: view.title,
    marks: [
      ...view.lanes.toSorted(byDepth).flatMap((lane) => laneMarks(lane, geometry)),
      ...view.lanes.flatMap((lane) => laneLabel(lane, geometry)),
      ...mayGoOut(view, geometry),
      ...view.lanes.flatMap((lane) => passingMarks(lane, view, geometry)),
      ...cacheMarks(view, geometry),
      ...memoryMarks(view, geometry),
      ...endMarks(view, geometry),
      ...(['vmm', 'guest', 'linear'] as const).map((id) => partyMark(view, id, geometry)),
      ...view.discs.flatMap((disc) => discMarks(disc, view, geometry)),
      ...noteMarks(view, geometry),
    ],
  }
}
