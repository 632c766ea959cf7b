import { levels } from '../../arch/walk/granule.ts'
import type { Setup } from './setup.ts'
import { isFirst, isLeaf, type RowOf, type WalkRead } from './reads.ts'

/** A read that the walk would make, had nothing stopped it before. */
export interface Unmade {
  readonly stage: 1 | 2
  readonly level: number
}

/** One row of the walk: the reads that one address takes, and the descriptor of stage 1 that it is for. */
export interface WalkRow {
  readonly of: RowOf
  readonly reads: readonly WalkRead[]
  readonly unmade: readonly Unmade[]
}

/** The row that each read stands in: a descriptor of stage 1 ends its row, and the last row is the access. */
function made(reads: readonly WalkRead[], start: number): ReadonlyMap<RowOf, readonly WalkRead[]> {
  const rows = new Map<RowOf, WalkRead[]>()
  let level = start
  for (const read of reads) {
    const of = read.stage === 2 && read.purpose === 'access' ? 'access' : level
    rows.set(of, [...(rows.get(of) ?? []), read])
    if (read.stage === 1 && !read.again) level = read.kind === 'table' ? read.level + 1 : read.level
  }
  return rows
}

/** The levels of stage 2 that a row would still read: below its last table as far as was planned. */
function unmadeOf2(of: RowOf, last: WalkRead | undefined, { regime, leafLevel2 }: Setup): readonly Unmade[] {
  if (!regime.stage2On || (last && isLeaf(last))) return []
  const from = last ? last.level + 1 : regime.stage2.start
  const deepest = of === 'access' ? (leafLevel2 ?? 3) : 3
  const next = last?.kind === 'table' ? from : deepest
  return levels(from, Math.max(deepest, next)).map((level) => ({ stage: 2, level }))
}

/** What a row would still read: stage 2's levels, then stage 1's descriptor. Hardware's updates are not planned. */
function unmadeOf(of: RowOf, reads: readonly WalkRead[], setup: Setup): readonly Unmade[] {
  const first = reads.filter(isFirst)
  if (first.some(({ stage }) => stage === 1)) return []
  const stage2 = unmadeOf2(of, first.at(-1), setup)
  return of === 'access' ? stage2 : [...stage2, { stage: 1, level: of }]
}

/** The level of stage 1 that a walk came to, or would have come to next. */
function reachedBy(reads: readonly WalkRead[], start: number): number {
  const last = reads.findLast(({ stage }) => stage === 1)
  if (!last) return start
  return last.kind === 'table' ? last.level + 1 : last.level
}

/**
 * The rows of a walk in their order. Where a fault stopped it, the reads that were planned after it are there as well, as
 * not made.
 */
export function rowsOf(setup: Setup, reads: readonly WalkRead[], stopped: boolean): readonly WalkRow[] {
  const { tables1, leafLevel1 } = setup
  const { start } = tables1
  const rows = made(reads, start)
  const last = reachedBy(reads, start)
  const intended = leafLevel1 === null ? [] : levels(start, stopped ? Math.max(leafLevel1, last) : last)
  return [...intended, 'access' as const].map((of) => {
    const here = rows.get(of) ?? []
    return { of, reads: here, unmade: stopped ? unmadeOf(of, here, setup) : [] }
  })
}
