import { useMemo } from 'react'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { ownAnswer, type OwnAnswer } from '../../explain/coherency/own-answer.ts'
import { ownFromSituation } from '../../explain/coherency/own-from-situation.ts'
import type { OutcomeTold } from '../../explain/coherency/run-words.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import type { OwnScript } from '../../scenario/own-script.ts'
import { useScenario } from '../hooks.ts'

interface Told {
  readonly own: OwnScript
  readonly told: OwnAnswer
  /** The outcome that is replayed. */
  readonly outcome: OutcomeTold | undefined
  /** What was asked to be replayed and cannot be read; null where nothing is missing. */
  readonly missing: string | null
}

/** The script of the reader's own, begun from a situation where there is none yet, with what it comes to. */
export function useOwnTold({ aliases, choice }: CoherencyAnswer, from: SituationAnswer): Told {
  const { own: given, run } = useScenario((state) => state.besides)
  const own = useMemo(() => given ?? ownFromSituation(from), [given, from])
  const told = useMemo(() => ownAnswer(aliases, own, { hits: choice.hits }), [aliases, own, choice.hits])
  const asked = run && told.outcomes.find(({ values }) => values.join() === run.join())
  const outcome = asked ?? told.bad ?? told.outcomes[0]
  return { own, told, outcome, missing: run && !asked ? run.join(', ') || 'Nothing' : null }
}
