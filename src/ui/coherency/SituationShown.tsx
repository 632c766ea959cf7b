import { memo, useCallback, useState } from 'react'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { ownFromSituation } from '../../explain/coherency/own-from-situation.ts'
import type { Shown } from '../../explain/coherency/shown.ts'
import { Words } from '../Words.tsx'
import { useAsk } from './ask.ts'
import { Outcomes } from './Outcomes.tsx'
import { Repair } from './Repair.tsx'
import { Replay } from './Replay.tsx'
import { VerdictMark } from './Verdict.tsx'

interface Props {
  readonly answer: CoherencyAnswer
  readonly shown: Shown
  readonly phone: boolean
}

/** One situation: its verdict, the replay of an outcome, everything that may be read, and what repairs it. */
export const SituationShown = memo(function SituationShown({ answer, shown, phone }: Props) {
  const ask = useAsk()
  const [replays, setReplays] = useState(0)
  const { situation, outcomes, outcome, fixWords, safe, missing } = shown
  const { memory, says } = situation.situation
  const memoryIs = useCallback(
    (value: string) => (value === memory.value ? memory.is : null),
    [memory.value, memory.is],
  )
  return (
    <>
      <p className="situation-says" role="status">
        <VerdictMark safe={safe} />{' '}
        {fixWords === '' ? (
          <Words sentence={situation.verdict} />
        ) : (
          `${safe ? 'Safe' : 'Still unsafe'} with ${fixWords}.`
        )}{' '}
        <span>{says}</span>
      </p>
      {missing.map((one) => (
        <p key={one} className="situation-missing">
          {one}{' '}
          <button type="button" onClick={() => ask({ fix: null, run: null })}>
            Leave it out of the link
          </button>
        </p>
      ))}
      <Replay
        aliases={answer.aliases}
        steps={outcome.steps}
        memoryIs={memoryIs}
        phone={phone}
        replays={replays}
      >
        <Outcomes outcomes={outcomes} shown={outcome} onChoose={(run) => ask({ run })} />
        <Repair shown={shown} onReplay={() => setReplays(replays + 1)} />
        <button
          type="button"
          onClick={() => {
            ask({ situation: 'own', own: ownFromSituation(situation), fix: null, run: null })
            // The button goes with the situation; what it chose is where the reader is now.
            document.querySelector<HTMLInputElement>('.situation input[value="own"]')?.focus()
          }}
        >
          Edit it as a script of your own
        </button>
      </Replay>
    </>
  )
})
