import type { Aliases } from '../../explain/coherency/aliases.ts'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { ownAnswer, type OwnAnswer } from '../../explain/coherency/own-answer.ts'
import { ownFromSituation } from '../../explain/coherency/own-from-situation.ts'
import type { OutcomeTold } from '../../explain/coherency/run-words.ts'
import { cannotBeRead } from '../../explain/coherency/shown.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import { oncePer } from '../../scenario/once-per.ts'
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

let kept: { aliases: Aliases; own: OwnScript; hits: boolean; told: OwnAnswer } | null = null

/** The act and the inspector ask the same, and a long script takes a while. */
function askOnce(aliases: Aliases, own: OwnScript, hits: boolean): OwnAnswer {
  const isSame = kept?.aliases === aliases && kept.own === own && kept.hits === hits
  if (!kept || !isSame) kept = { aliases, own, hits, told: ownAnswer(aliases, own, { hits }) }
  return kept.told
}

/** One script a situation, so that all who begin from it ask about the same. */
const begunFrom = oncePer(ownFromSituation)

/** The script of the reader's own, begun from a situation where there is none yet, with what it comes to. */
export function useOwnTold({ aliases, choice }: CoherencyAnswer, from: SituationAnswer): Told {
  const { own: given, run } = useScenario((state) => state.besides)
  const own = given ?? begunFrom(from)
  const told = askOnce(aliases, own, choice.hits)
  const asked = run && told.outcomes.find(({ values }) => values.join() === run.join())
  const outcome = asked ?? told.bad ?? told.outcomes[0]
  return { own, told, outcome, missing: run && !asked ? cannotBeRead(run, outcome?.values ?? []) : null }
}
