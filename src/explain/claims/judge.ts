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
  const seen = (looked: Looked) => valueWords(looked, here[looked])
  const compared = (looked: Looked, expected: string, holds: boolean): Compared => ({
    looked,
    name: lookedName[looked],
    expected,
    seen: seen(looked),
    holds,
  })
  const beside = (looked: Looked): string => {
    if (!there) throw new RangeError(`${looked}: there is no other outcome to compare with`)
    return valueWords(looked, there[looked])
  }
  const named = (Object.keys(of.expects) as Looked[]).map((looked) => {
    const expected = valueWords(looked, of.expects[looked] ?? null)
    return compared(looked, expected, expected === seen(looked))
  })
  const same = (of.same ?? []).map((looked) =>
    compared(looked, `the same as above, ${beside(looked)}`, beside(looked) === seen(looked)),
  )
  const differs = (of.differs ?? []).map((looked) =>
    compared(looked, `other than above, ${beside(looked)}`, beside(looked) !== seen(looked)),
  )
  return [...named, ...same, ...differs]
}

/** Whether all of it is as expected. */
export const holds = (all: readonly Compared[]): boolean => all.every((one) => one.holds)
