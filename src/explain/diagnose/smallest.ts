import { faultFacts } from '../../kvm/fault-facts.ts'
import { lastOf, type Walked } from './course.ts'
import type { Act, Changes, Ending, Endings } from './endings.ts'
import { singleChanges } from './single-changes.ts'
import type { AccessKind } from './symptoms.ts'

/** Where a story is to end: a step of an act, and for some a step that has to be taken on the way, or a kind of access. */
export interface Goal {
  readonly act: Act
  readonly last: number
  readonly by?: number
  readonly kind?: AccessKind
}

/** More changes than any check needs; a search that gets there has not shown that there is no way. */
const limit = 8

/**
 * The fewest changes of the default scenario whose story ends at a step; null where none does. Of as many
 * changes those are taken whose least known stands first in the schema.
 *
 * The search deepens by one change at a time. A change can only help if it bears on what keeps the story from its goal: the check
 * that ended it before, or the conditions of the goal, where the story passed it. So only those controls are tried, which loses
 * nothing: whatever reaches the goal has to move one of them.
 *
 * @throws RangeError where the limit is reached before the question is settled
 */
export function smallest(endings: Endings, goal: Goal): Changes | null {
  for (let size = 0; size <= limit; size += 1) {
    const search = new Search(endings, goal, size)
    const found = search.best()
    if (found) return found
    if (search.exhausted) return null
  }
  throw new RangeError(`changes: more than ${limit} would be needed, which the search does not try`)
}

class Search {
  /** Whether no story was left that one more change could have helped. */
  exhausted = true
  private readonly seen = new Set<string>()
  private found: Changes | null = null
  private readonly endings: Endings
  private readonly goal: Goal
  private readonly size: number

  constructor(endings: Endings, goal: Goal, size: number) {
    this.endings = endings
    this.goal = goal
    this.size = size
  }

  best(): Changes | null {
    this.from([])
    return this.found
  }

  private from(changes: Changes): void {
    const key = changes.join()
    if (this.seen.has(key)) return
    this.seen.add(key)
    const controls = this.obstacle(this.endings.of(changes))
    if (controls === null) {
      if (this.found === null || isBefore(changes, this.found)) this.found = changes
      return
    }
    const next = moves(changes, controls)
    if (changes.length === this.size) {
      if (next.length > 0) this.exhausted = false
      return
    }
    for (const one of next) this.from([...changes, one].toSorted((a, b) => a - b))
  }

  /** The controls that keep a story from its goal; null where it is there. */
  private obstacle({ memslot, fault, stays }: Ending): ReadonlySet<string> | null {
    const { act, last, by, kind } = this.goal
    const path = act === 'memslot' ? memslot : fault
    if (path === null || stays) return this.endings.dependence.memslot.of(lastOf(memslot))
    const dependence = this.endings.dependence[act]
    const end = lastOf(path)
    if (end < last) return dependence.of(end)
    if (by !== undefined && !path.taken.includes(by)) return dependence.toTake(by, path)
    if (end !== last) return dependence.toTake(last, path)
    return kind === undefined || kind === kindOf(path) ? null : dependence.ofFact('is_iabt')
  }
}

const kindOf = ({ input }: Walked): AccessKind => ((input & faultFacts.is_iabt.bit) === 0 ? 'data' : 'fetch')

/** The changes of each control. */
const changesOf: ReadonlyMap<string, Changes> = new Map(
  singleChanges.map(({ control }) => [
    control,
    singleChanges.flatMap((one, at) => (one.control === control ? [at] : [])),
  ]),
)

/** The changes that can be made besides: of a control among these that was not moved yet. */
function moves(changes: Changes, controls: ReadonlySet<string>): Changes {
  const moved = changes.map((at) => singleChanges[at]?.control)
  return [...controls].flatMap((control) => (moved.includes(control) ? [] : (changesOf.get(control) ?? [])))
}

/** Whether of as many changes the least known is better known than that of others, by the order of the schema; then the next. */
function isBefore(these: Changes, others: Changes): boolean {
  const at = these.findLastIndex((one, index) => one !== others[index])
  return at >= 0 && (these[at] as number) < (others[at] as number)
}
