import type { Expected, Looked } from '../../scenario/expectation.ts'
import type { Outcome } from '../resolve.ts'
import { observe } from './observe.ts'
import { lookedName, valueWords } from './words.ts'

/** One thing that was looked at, in words. */
export interface Compared {
  readonly looked: Looked
  readonly name: string
  readonly expected: string
  readonly seen: string
  readonly holds: boolean
}

/**
 * Holds an outcome against what is expected of it. Nothing is decided here: both sides are values of the engine, compared by
 * their words. @throws RangeError where another outcome is referred to and none is given
 */
export function judge(of: Expected, outcome: Outcome, other: Outcome | null): readonly Compared[] {
  const here = observe(outcome)
  const there = other && observe(other)
  const beside = (looked: Looked): string => {
    if (!there) throw new RangeError(`${looked}: there is no other outcome to compare with`)
    return valueWords(looked, there[looked])
  }
  const { expects, same = [], differs = [] } = of
  const named = Object.keys(expects) as Looked[]
  return [...new Set([...named, ...same, ...differs])].map((looked) => {
    const seen = valueWords(looked, here[looked])
    const parts = [
      ...(named.includes(looked) ? [byValue(valueWords(looked, expects[looked] ?? null), seen)] : []),
      ...(same.includes(looked) ? [asAbove(beside(looked), seen)] : []),
      ...(differs.includes(looked) ? [otherThanAbove(beside(looked), seen)] : []),
    ]
    return {
      looked,
      name: lookedName[looked],
      expected: parts.map(({ says }) => says).join('; '),
      seen,
      holds: parts.every((part) => part.holds),
    }
  })
}

interface Part {
  readonly says: string
  readonly holds: boolean
}

const byValue = (expected: string, seen: string): Part => ({ says: expected, holds: expected === seen })
const asAbove = (above: string, seen: string): Part => ({ says: `as above, ${above}`, holds: above === seen })
const otherThanAbove = (above: string, seen: string): Part => ({
  says: `not as above, ${above}`,
  holds: above !== seen,
})

/** Whether all of it is as expected. */
export const holds = (all: readonly Compared[]): boolean => all.every((one) => one.holds)
