import { path } from 'd3'

/**
 * A curve that leaves and arrives level: from one side of a gate to the other.
 * The control points of d3's `curveBumpX`, without the rest of d3-shape, which would weigh 5 kB here.
 */
export function bend(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2
  const drawn = path()
  drawn.moveTo(x1, y1)
  drawn.bezierCurveTo(middle, y1, middle, y2, x2, y2)
  return drawn.toString()
}
