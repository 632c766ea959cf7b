import { useMemo } from 'react'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { nothingAsked, shownOf, type Shown } from '../../explain/coherency/shown.ts'
import { showsOwn } from '../../scenario/besides.ts'
import { useScenario } from '../hooks.ts'

/** What act 5 shows of an answer, as the address asks. A script of one's own stands in place of it, and begins from it. */
export function useShown(answer: CoherencyAnswer): Shown {
  const besides = useScenario((state) => state.besides)
  const { situation, fix, run } = besides
  const isOwn = showsOwn(besides)
  return useMemo(
    () => (isOwn ? shownOf(answer, nothingAsked) : shownOf(answer, { situation, fix, run })),
    [answer, isOwn, situation, fix, run],
  )
}
