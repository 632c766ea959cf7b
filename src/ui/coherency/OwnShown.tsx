import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import { useAsk } from './ask.ts'
import { OwnScript } from './OwnScript.tsx'
import { useOwnTold } from './own-told.ts'
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
  const { own, told, outcome, missing } = useOwnTold(answer, from)
  return (
    <>
      {missing !== null && <p className="situation-missing">{missing}</p>}
      <OwnScript
        own={own}
        answer={told}
        run={outcome?.values ?? []}
        onChange={(to) => ask({ situation: 'own', own: to, run: null })}
        onRun={(values) => ask({ run: values })}
      />
      {outcome && (
        <Replay
          aliases={answer.aliases}
          steps={outcome.steps}
          places={told.places}
          memoryIs={itself}
          phone={phone}
        />
      )}
    </>
  )
}
