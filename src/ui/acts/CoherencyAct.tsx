import { lazy, memo, Suspense } from 'react'
import type { CoherencyAnswer, NoQuestion } from '../../explain/coherency/answer.ts'
import { showsOwn } from '../../scenario/besides.ts'
import { headSays } from '../../explain/coherency/head-says.ts'
import { situationIds } from '../../scenario/coherency-fields.ts'
import { AliasTable } from '../coherency/AliasTable.tsx'
import { useAsk } from '../coherency/ask.ts'
import { Mismatches } from '../coherency/Mismatches.tsx'
import { SituationChooser } from '../coherency/SituationChooser.tsx'
import { SituationShown } from '../coherency/SituationShown.tsx'
import { TakenForGranted } from '../coherency/TakenForGranted.tsx'
import { UserSpace } from '../coherency/UserSpace.tsx'
import { Worst } from '../coherency/Worst.tsx'
import { useShown } from '../coherency/shown.ts'
import { useAfterPaint, useScenario } from '../hooks.ts'
import { Words } from '../Words.tsx'
import { ActHead } from './ActHead.tsx'

const OwnShown = lazy(() => import('../coherency/OwnShown.tsx'))

interface Props {
  readonly coherency: CoherencyAnswer | NoQuestion
  readonly number: number
  readonly phone: boolean
}

/** Act 5: what may be read from the line through its aliases, what repairs it, and what user space must do. */
export const CoherencyAct = memo(function CoherencyAct({ coherency, number, phone }: Props) {
  if (coherency.arises) return <Arising answer={coherency} number={number} phone={phone} />
  return (
    <article className="act unreached" aria-labelledby="act-coherency">
      <ActHead id="coherency" number={number} name="Coherency">
        <Words sentence={coherency.says} />
      </ActHead>
    </article>
  )
})

interface ArisingProps extends Omit<Props, 'coherency'> {
  readonly answer: CoherencyAnswer
}

function Arising({ answer, number, phone }: ArisingProps) {
  const ask = useAsk()
  const isOwn = useScenario(({ besides }) => showsOwn(besides))
  const shown = useShown(answer)
  const choose = (id: string) =>
    ask({ situation: situationIds.find((one) => one === id) ?? null, fix: null, run: null })
  return (
    <article className="act coherency" aria-labelledby="act-coherency">
      <ActHead id="coherency" number={number} name="Coherency">
        {headSays(answer)}
      </ActHead>
      <SituationChooser
        situations={answer.situations}
        shown={isOwn ? 'own' : shown.situation.situation.id}
        repaired={isOwn || shown.fix.length === 0 ? null : shown.safe}
        onChoose={choose}
      />
      {isOwn ? (
        <Suspense>
          <OwnShown answer={answer} from={shown.situation} phone={phone} />
        </Suspense>
      ) : (
        <SituationShown answer={answer} shown={shown} phone={phone} />
      )}
      <Worst guestMayGet={answer.guestMayGet} />
      <TakenForGranted taken={answer.taken} />
      <AliasTable aliases={answer.aliases} />
      <Below answer={answer} />
    </article>
  )
}

/** What stands below the replay follows it by a frame. */
const Below = memo(function Below({ answer: now }: { readonly answer: CoherencyAnswer }) {
  const answer = useAfterPaint(now)
  return (
    <>
      <UserSpace userSpace={answer.userSpace} />
      <Mismatches mismatches={answer.mismatches} now={answer.choice.anyGuest} />
    </>
  )
})
