import type { Geometry } from '../../arch/walk/legal-geometry.ts'
import { badge } from '../badge.ts'

/** From one number to another, both included. */
export interface Span {
  readonly least: number
  readonly most: number
}

/** What a PE makes of a geometry: walks it, walks it where the architecture left a choice, or faults. */
export type Legality = 'legal' | 'open' | 'illegal'

/** Neighbouring values of TxSZ of which a PE makes the same, for the same reason. */
export interface Run {
  readonly txsz: Span
  /** The sizes of input address that TxSZ asks for, in bits. */
  readonly asked: Span
  readonly legality: Legality
  /** What the architecture leaves open, as a badge says it; null where nothing is. */
  readonly badge: string | null
  readonly rule: Geometry['rule']
  readonly reason: string
  /** The level that the walk starts at; null where it does not start, or where that is not asked. */
  readonly level: number | null
  /** How many tables lie one after the other there; null with the level. */
  readonly tables: Span | null
  /** The scenario's own value is one of them. */
  readonly present: boolean
}

/** Whether a number lies in a span. */
export const isIn = ({ least, most }: Span, value: number) => value >= least && value <= most

/** The number of a span that is nearest to `value`. */
export const nearestIn = ({ least, most }: Span, value: number) => Math.min(Math.max(value, least), most)

/** A span in words: `16 to 24`, or the one number that it has. */
export const fromTo = ({ least, most }: Span) => (least === most ? `${least}` : `${least} to ${most}`)

/** The span of some numbers. */
export const spanOf = (values: readonly number[]): Span => ({
  least: Math.min(...values),
  most: Math.max(...values),
})

function legalityOf({ legal, refused }: Geometry): Legality {
  if (legal) return 'legal'
  return refused ? 'illegal' : 'open'
}

type Reasoned = readonly [geometry: Geometry, reason: string]

function isLike([a, why]: Reasoned, [b, because]: Reasoned): boolean {
  const concatenates = ({ first }: Geometry) => first !== null && first.concatenated > 1
  return (
    a.rule.id === b.rule.id &&
    why === because &&
    a.first?.level === b.first?.level &&
    concatenates(a) === concatenates(b)
  )
}

function runOf(group: readonly Reasoned[], present: number | null): Run | [] {
  const [head] = group
  if (!head) return []
  const [one, reason] = head
  const txsz = spanOf(group.map(([{ txsz }]) => txsz))
  const counts = group.flatMap(([{ first }]) => (first ? [first.concatenated] : []))
  return {
    txsz,
    asked: { least: 64 - txsz.most, most: 64 - txsz.least },
    legality: legalityOf(one),
    badge: one.rule.status ? badge[one.rule.status] : null,
    rule: one.rule,
    reason,
    level: one.first?.level ?? null,
    tables: counts.length > 0 ? spanOf(counts) : null,
    present: present !== null && isIn(txsz, present),
  }
}

/** Geometries in the order of their TxSZ as runs. `present` is the TxSZ to mark, null for none. */
export function runsOf(
  geometries: readonly Geometry[],
  reasonOf: (geometry: Geometry) => string,
  present: number | null,
): readonly Run[] {
  const groups: Reasoned[][] = []
  for (const geometry of geometries) {
    const next: Reasoned = [geometry, reasonOf(geometry)]
    const last = groups.at(-1)
    if (last?.[0] && isLike(last[0], next)) last.push(next)
    else groups.push([next])
  }
  return groups.flatMap((group) => runOf(group, present))
}
