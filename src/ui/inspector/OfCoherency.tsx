import type { CoherencyAnswer, NoQuestion } from '../../explain/coherency/answer.ts'
import { aliasNamed, stepNumber } from '../../explain/coherency/step-id.ts'
import { Words } from '../Words.tsx'
import { OfAlias } from './OfAlias.tsx'
import { OfMoment } from './OfMoment.tsx'

interface Props {
  readonly coherency: CoherencyAnswer | NoQuestion
  /** Null where nothing is picked: the moment that is shown. */
  readonly id: string | null
}

/** An element of act 5's picture: a moment of the replay, or an alias; or why there is none. */
export function OfCoherency({ coherency, id }: Props) {
  if (!coherency.arises)
    return (
      <p className="picked">
        <Words sentence={coherency.says} />
      </p>
    )
  const alias = id === null ? null : aliasNamed(id)
  if (alias) return <OfAlias answer={coherency} id={alias} />
  return <OfMoment answer={coherency} picked={id === null ? null : stepNumber(id)} />
}
