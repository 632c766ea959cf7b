import type { AccessAnswer } from '../../explain/access.ts'
import { asSentence, fill } from '../../explain/sentence.ts'
import { bin, hex8 } from '../../explain/words.ts'
import { Words } from '../Words.tsx'
import { Operands } from './Operands.tsx'
import { RuleList } from './RuleList.tsx'
import { Stands } from './Stands.tsx'

/** A field of PAR_EL1: how the final attributes are encoded there. */
export function OfPar({
  access,
  field,
}: {
  readonly access: AccessAnswer
  readonly field: 'par-attr' | 'par-sh'
}) {
  const { par } = access.attributes
  const decision = access.decisions.find(({ table }) => table.id === field)
  if (!par || !decision) return <p className="picked">There is no PAR_EL1: the access takes a fault.</p>
  const isAttr = field === 'par-attr'
  const from = isAttr ? (['type', 'hints', 'tags', 'xs-attr'] as const) : (['shareability'] as const)
  const sources = [...new Set(from.flatMap((property) => access.answers[property].sources))]
  return (
    <>
      <p className="picked">Picked: PAR_EL1.{isAttr ? 'ATTR, bits 63:56' : 'SH, bits 8:7'}</p>
      <h2>
        {isAttr ? hex8(par.attr) : bin(par.sh, 2)}: {decision.rule.says}
      </h2>
      <p className="because">
        <Words sentence={asSentence(fill(decision.because, access.scenario))} />
      </p>
      <section>
        <h3>Passed over before it</h3>
        {decision.passedOver.length === 0 ? (
          <p className="none">None: it is the first row of its table.</p>
        ) : (
          <RuleList rules={decision.passedOver} />
        )}
      </section>
      <Operands keys={sources} scenario={access.scenario} />
      <Stands decisions={[decision]} />
    </>
  )
}
