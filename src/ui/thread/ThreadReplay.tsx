import { useCallback, useMemo, useState } from 'react'
import { LinksContext, TabStopContext, type Links } from '../../diagrams/links.ts'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import type { OutcomeTold } from '../../explain/coherency/run-words.ts'
import { momentOf, replayOf } from '../../explain/coherency/shown.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import { stepId, stepNumber } from '../../explain/coherency/step-id.ts'
import type { Outcome } from '../../explain/resolve.ts'
import { RunShown } from '../coherency/RunShown.tsx'
import { narrow, useMedia } from '../hooks.ts'
import { Words } from '../Words.tsx'

/** The run of what goes wrong most gravely, step by step; nothing where all is well. */
export function ThreadReplay({ coherency }: Pick<Outcome, 'coherency'>) {
  const replay = replayOf(coherency)
  if (!coherency.arises || !replay) return null
  return <Replayed answer={coherency} {...replay} />
}

interface Props {
  readonly answer: CoherencyAnswer
  readonly situation: SituationAnswer
  readonly outcome: OutcomeTold
}

const never = () => false
const nothing = () => undefined

function Replayed({ answer, situation, outcome: { steps, says } }: Props) {
  const phone = useMedia(narrow)
  const [now, setNow] = useState(momentOf(steps, null))
  const { title, memory } = situation.situation
  const memoryIs = useCallback(
    (value: string) => (value === memory.value ? memory.is : null),
    [memory.value, memory.is],
  )
  const links = useMemo((): Links => {
    const facts = { isLit: never, isPicked: (id: string) => id === stepId(now), changed: nothing }
    const pick = (id: string) => setNow((was) => stepNumber(id) ?? was)
    return {
      ...facts,
      first: facts,
      subscribe: () => nothing,
      onPick: pick,
      onPoint: nothing,
      onFlip: nothing,
    }
  }, [now])
  return (
    <section className="thread-replay">
      <h3>The replay: {title}</h3>
      <p>
        <Words sentence={says} />
      </p>
      <LinksContext value={links}>
        <TabStopContext value={stepId(now)}>
          <div data-walk>
            <RunShown
              aliases={answer.aliases}
              steps={steps}
              now={now}
              onStep={setNow}
              memoryIs={memoryIs}
              phone={phone}
            />
          </div>
        </TabStopContext>
      </LinksContext>
    </section>
  )
}
