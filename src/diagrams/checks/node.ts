import { circle, rect, type Mark } from '../marks.ts'

/** What a node on the spine says. */
export type NodeState = 'passed-over' | 'taken' | 'sets' | 'not-reached' | 'folded'

/** Half of a node's height. */
export const radius = 4

/** A node: hollow, filled, a square that sets a value, or dashed. */
export function nodeMark(x: number, y: number, state: NodeState): Mark {
  if (state === 'sets') {
    const side = radius * 2 - 1
    return rect({ x: x - side / 2, y: y - side / 2, width: side, height: side }, 'check-square')
  }
  return circle(x, y, radius, `check-node ${state}`)
}
