import type { CoherencyAnswer, NoQuestion } from '../../explain/coherency/answer.ts'
import { aliasNamed, stepNumber } from '../../explain/coherency/step-id.ts'
import { Words } from '../Words.tsx'
import { OfAlias } from './OfAlias.tsx'
import { OfMoment } from './OfMoment.tsx'

interface Props {
  readonly coherency: CoherencyAnswer | NoQuestion
  readonly id: string
}

/** An element of act 5's picture: a moment of the replay, or an alias; or why there is none. */
export function OfCoherency({ coherency, id }: Props) {
  if (!coherency.arises)
    return (
      <p className="picked">
        <Words sentence={coherency.says} />
      </p>
    )
  const alias = aliasNamed(id)
  if (alias) return <OfAlias answer={coherency} id={alias} />
  return <OfMoment answer={coherency} picked={stepNumber(id) ?? 0} />
}
