import { useMemo } from 'react'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { ownAnswer } from '../../explain/coherency/own-answer.ts'
import { ownFromSituation } from '../../explain/coherency/own-from-situation.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import type { OwnScript as Own } from '../../scenario/own-script.ts'
import { useScenario } from '../hooks.ts'
import { useAsk } from './ask.ts'
import { OwnScript } from './OwnScript.tsx'
import { Replay } from './Replay.tsx'

interface Props {
  readonly answer: CoherencyAnswer
  /** What the script begins from. */
  readonly from: SituationAnswer
  readonly phone: boolean
}

const itself = () => null

/** A script of the reader's own: its editor, everything that may be read, and the replay of one outcome. */
export default function OwnShown({ answer, from, phone }: Props) {
  const ask = useAsk()
  const { own: given, run } = useScenario((state) => state.besides)
  const own = useMemo(() => given ?? ownFromSituation(from), [given, from])
  const { aliases, choice } = answer
  const told = useMemo(() => ownAnswer(aliases, own, { hits: choice.hits }), [aliases, own, choice.hits])
  const asked = run && told.outcomes.find(({ values }) => values.join() === run.join())
  const outcome = asked ?? told.bad ?? told.outcomes[0]
  const change = (to: Own) => ask({ situation: 'own', own: to, run: null })
  return (
    <>
      {run && !asked && outcome && (
        <p className="situation-missing">
          {run.join(', ') || 'Nothing'} cannot be read here: {outcome.values.join(', ')} is replayed.
        </p>
      )}
      <OwnScript
        own={own}
        answer={told}
        run={outcome?.values ?? []}
        onChange={change}
        onRun={(values) => ask({ run: values })}
      />
      {outcome && <Replay aliases={aliases} steps={outcome.steps} memoryIs={itself} phone={phone} />}
    </>
  )
}
