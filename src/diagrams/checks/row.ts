import { stateSays, textOf, type CheckLine } from '../../explain/checks.ts'
import { group, text, type Group, type Mark } from '../marks.ts'
import { atomsOf } from './atoms.ts'
import { exitMarks, exitWidth, type Place } from './exit.ts'
import { flow, lineMarks, type TextLine } from './flow.ts'
import { leading, pitch, type Geometry } from './geometry.ts'
import { nodeMark, type NodeState } from './node.ts'

/** A row of the picture, drawn from its own top, with its node for the spine. */
export interface Row {
  readonly mark: Group
  readonly height: number
  /** Where its text ends, or the width of the picture if something stands at the right. */
  readonly end: number
  readonly node: { readonly y: number; readonly depth: number; readonly state: NodeState } | null
}

const leastLeader = 34
const shortLeader = 40

/** A check: its node, condition with values, leader, exit, and the release that brought it. */
export function layoutRow(check: CheckLine, g: Geometry): Row {
  const left = g.text + check.depth * g.elbow
  const lines = flow(atomsOf(check.pieces), left, rightOf(check, g))
  const exit = exitPlace(check, lines, g)
  const height = pitch + (lines.length - 1) * leading + (exit?.isBelow ? leading : 0)
  const nodeY = pitch / 2 + ((lines.length - 1) * leading) / 2
  const marks = [
    ...(check.isLoop ? [] : [nodeMark(g.spine + check.depth * g.elbow, nodeY, check.state)]),
    ...lines.flatMap((line, at) => lineMarks(line, pitch / 2 + at * leading)),
    ...(exit && check.exit ? exitMarks(check, check.exit, exit.from, exit) : []),
    ...atRight(check, exit?.y ?? pitch / 2, g),
  ]
  const isReached = check.state !== 'not-reached'
  return {
    mark: group(marks, {
      id: check.id,
      label: labelOf(check),
      box: { x: 0, y: 0, width: g.width, height },
      act: 'pick',
      as: isReached ? 'node' : 'node not-reached',
    }),
    height,
    end: lines.length === 1 && !hasRight(check) ? (lines[0]?.end ?? left) : g.width,
    node: check.isLoop ? null : { y: nodeY, depth: check.depth, state: check.state },
  }
}

/** How far right the condition may reach. */
function rightOf(check: CheckLine, g: Geometry): number {
  if (!check.exit || g.exits.place === 'below') return g.width - (check.exit ? 0 : besides(check, g))
  return exitX(check, g) - leastLeader
}

/** Room at the right of a row without an exit. */
const besides = (check: CheckLine, g: Geometry) =>
  check.state === 'not-reached' ? 80 : check.since === null ? 0 : g.since

/** Exits stand in their column, or further left where that has no room for a long one. */
function exitX(check: CheckLine, g: Geometry): number {
  const width = check.exit ? exitWidth(check, check.exit) : 0
  const latest = g.width - (check.since === null ? 0 : g.since) - width
  return g.exits.place === 'beside' ? Math.min(g.exits.x, latest) : latest
}

interface ExitPlace extends Place {
  /** Where its leader starts. */
  readonly from: number
  readonly isBelow: boolean
}

function exitPlace(check: CheckLine, lines: readonly TextLine[], g: Geometry): ExitPlace | null {
  if (!check.exit) return null
  const last = lines.at(-1)
  const x = exitX(check, g)
  const y = pitch / 2 + (lines.length - 1) * leading
  const isBelow = (last?.end ?? 0) + 12 > x
  const left = g.text + check.depth * g.elbow
  if (isBelow) return { x, y: y + leading, from: check.state === 'taken' ? left : x - shortLeader, isBelow }
  return { x, y, from: (last?.end ?? 0) + 12, isBelow }
}

const hasRight = ({ exit, since, state }: CheckLine) =>
  exit !== null || since !== null || state === 'not-reached'

function atRight({ since, state, exit }: CheckLine, y: number, { width }: Geometry): readonly Mark[] {
  const unreached = state === 'not-reached' && !exit
  if (unreached) return [text(width, y + 4, 'not reached', 'check-where', 'end')]
  return since === null ? [] : [text(width - 5, y + 4, since, 'check-since', 'end')]
}

function labelOf({ state, pieces, exit, since }: CheckLine): string {
  const leaves = exit ? `, ${state === 'taken' ? 'exit' : 'would exit with'} ${exit.says}` : ''
  return `${stateSays[state]}: ${textOf(pieces)}${leaves}${since === null ? '' : `, since Linux ${since}`}`
}
