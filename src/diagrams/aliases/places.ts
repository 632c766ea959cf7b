import type { LaneId } from '../../explain/coherency/lanes.ts'
import type { LineView } from '../../explain/coherency/view.ts'
import { discPitch, type Geometry, type Point } from './shape.ts'
import { kvmHeight } from './words.ts'

interface Places {
  readonly lanes: Geometry['lanes']
  /** Where the first disc stands above the cache, beside it, and below it. */
  readonly above: number
  readonly around: number
  readonly below: number
  readonly before: Point
  readonly kvm: { readonly x: number; readonly y: number; readonly width: number }
}

/** Where each disc stands: on its lane those of one lane below each other, in their order. */
export function discsAt(view: LineView, places: Places): readonly Point[] {
  const on = new Map<LaneId, number>()
  let kvmY = places.kvm.y
  return view.discs.map((disc): Point => {
    const { lane } = disc
    if (lane === 'before') return places.before
    if (lane === 'kvm') {
      const y = kvmY
      kvmY += kvmHeight(disc, places.kvm.width)
      return [places.kvm.x, y]
    }
    const before = on.get(lane) ?? 0
    on.set(lane, before + 1)
    const x = places.lanes[lane]?.[0]?.[0] ?? 0
    return [x, firstOn(lane, places) + before * discPitch]
  })
}

function firstOn(lane: LaneId, { above, around, below }: Places): number {
  if (lane.endsWith('-cache')) return above
  return lane.endsWith('-around') ? around : below
}
