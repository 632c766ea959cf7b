import { path, type Path } from '../marks.ts'
import type { Geometry } from './geometry.ts'
import { radius } from './node.ts'
import type { Row } from './row.ts'

/** A node of the picture at its height. */
export interface Stop {
  readonly y: number
  readonly depth: number
  readonly isReached: boolean
}

/** The nodes of rows that start at `tops`. */
export const stopsOf = (rows: readonly Row[], tops: readonly number[]): readonly Stop[] =>
  rows.flatMap(({ node }, at) =>
    node ? [{ y: (tops[at] ?? 0) + node.y, depth: node.depth, isReached: node.state !== 'not-reached' }] : [],
  )

const round = (n: number) => Math.round(n * 100) / 100

/**
 * The path through the nodes, drawn between them, so that hollow nodes stay hollow whatever lies under them. A
 * block hangs on an elbow. Nodes that were not reached are left out; where one stands in the way the path passes
 * behind it. `foot` is where a path goes on below the picture, if it does.
 */
export function spineMark(stops: readonly Stop[], foot: number | null, g: Geometry): Path {
  const reached = stops.filter(({ isReached }) => isReached)
  const depths = [...new Set(reached.map(({ depth }) => depth))]
  const d = depths.map((depth) => columnOf(depth, reached, depth === 0 ? foot : null, g)).join('')
  return path(d, 'check-spine')
}

/** The lines of one depth: down through its own nodes, and from there to the blocks that hang on it. */
function columnOf(depth: number, reached: readonly Stop[], foot: number | null, g: Geometry): string {
  const x = g.spine + depth * g.elbow
  let d = ''
  let from: number | null = null
  let isElbow = false
  for (const stop of reached) {
    if (stop.depth < depth) {
      from = null
      continue
    }
    if (stop.depth > depth) {
      if (from !== null && !isElbow && stop.depth === depth + 1) {
        d += down(x, from, stop.y) + across(x, stop.y, x + g.elbow - radius)
        from = stop.y
      }
      isElbow = true
      continue
    }
    if (from !== null) d += down(x, from, stop.y - radius)
    from = stop.y + radius
    isElbow = false
  }
  return from !== null && foot !== null ? d + down(x, from, foot) : d
}

const down = (x: number, from: number, to: number) => `M${round(x)},${round(from)}V${round(to)}`
const across = (x: number, y: number, to: number) => `M${round(x)},${round(y)}H${round(to)}`
