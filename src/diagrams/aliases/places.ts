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
  // Lanes that share a stretch share its places, too.
  const on = new Map<string, number>()
  let kvmY = places.kvm.y
  return view.discs.map((disc): Point => {
    const { lane } = disc
    if (lane === 'before') return places.before
    if (lane === 'kvm') {
      const y = kvmY
      kvmY += kvmHeight(disc, places.kvm.width)
      return [places.kvm.x, y]
    }
    const x = places.lanes[lane]?.[0]?.[0] ?? 0
    const first = firstOn(lane, places)
    const before = on.get(`${x} ${first}`) ?? 0
    on.set(`${x} ${first}`, before + 1)
    return [x, first + before * discPitch]
  })
}

function firstOn(lane: LaneId, { above, around, below }: Places): number {
  if (lane.endsWith('-cache') || lane.endsWith('-hit')) return above
  return lane.endsWith('-around') ? around : below
}
