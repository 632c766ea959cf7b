import { useMemo } from 'react'
import type { Aliases } from '../../explain/coherency/aliases.ts'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { ownAnswer, type OwnAnswer } from '../../explain/coherency/own-answer.ts'
import { ownFromSituation } from '../../explain/coherency/own-from-situation.ts'
import type { OutcomeTold } from '../../explain/coherency/run-words.ts'
import { cannotBeRead } from '../../explain/coherency/shown.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import type { OwnScript } from '../../scenario/own-script.ts'
import { useScenario } from '../hooks.ts'

interface Told {
  readonly own: OwnScript
  readonly told: OwnAnswer
  /** The outcome that is replayed. */
  readonly outcome: OutcomeTold | undefined
  /** That what was asked to be replayed cannot be read, as a whole sentence; null where nothing is missing. */
  readonly missing: string | null
}

let last: { readonly aliases: Aliases; readonly own: OwnScript; readonly hits: boolean } | null = null
let answer: OwnAnswer | null = null

/** The act and the inspector ask the same, and a long script takes a while. */
function askOnce(aliases: Aliases, own: OwnScript, hits: boolean): OwnAnswer {
  const isSame = last?.aliases === aliases && last.own === own && last.hits === hits
  if (answer && isSame) return answer
  last = { aliases, own, hits }
  answer = ownAnswer(aliases, own, { hits })
  return answer
}

/** The script of the reader's own, begun from a situation where there is none yet, with what it comes to. */
export function useOwnTold({ aliases, choice }: CoherencyAnswer, from: SituationAnswer): Told {
  const { own: given, run } = useScenario((state) => state.besides)
  const own = useMemo(() => given ?? ownFromSituation(from), [given, from])
  const told = useMemo(() => askOnce(aliases, own, choice.hits), [aliases, own, choice.hits])
  const asked = run && told.outcomes.find(({ values }) => values.join() === run.join())
  const outcome = asked ?? told.bad ?? told.outcomes[0]
  return { own, told, outcome, missing: run && !asked ? cannotBeRead(run, outcome?.values ?? []) : null }
}
