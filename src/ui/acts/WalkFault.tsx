import { memo } from 'react'
import { citations } from '../../cite/citations.ts'
import { badge } from '../../explain/badge.ts'
import type { WalkAnswer } from '../../explain/walk/answer.ts'
import { faultRegisters } from '../../explain/walk/fault-registers.ts'
import { faultName, takenBy } from '../../explain/walk/fault-words.ts'
import { takerOf } from '../../explain/walk/taker.ts'
import { faultRule } from '../../explain/walk/open.ts'
import { Cite } from '../Cite.tsx'
import { RuleLink } from '../RuleLink.tsx'

/** A data access to stage 2 may come with a syndrome of its instruction, which is not modelled. */
const hasNoSyndrome = ({ fault, setup: { access } }: WalkAnswer) =>
  fault?.stage === 2 && !fault.s1ptw && access.acc !== 'x'

/** What the registers say after the fault that ended the walk, who takes it, and the rule that gave it. */
export const WalkFault = memo(function WalkFault({ walk }: { readonly walk: WalkAnswer }) {
  const { fault, syndrome } = walk
  if (!fault || !syndrome) return null
  const status = faultRule(walk)?.rule.status
  const taken = takerOf(walk)
  return (
    <div className="walk-fault">
      <div role="status">
        <p>
          <b>
            {faultName[fault.kind]} at stage {fault.stage}, level {fault.level}
          </b>
          : {fault.why.because}. {taken && `${taken}. `}
          {takenBy(syndrome, fault)}.
          {syndrome.el === 1 && walk.setup.byKvm && ' Act 2 is about an access that gets to its IPA.'}
        </p>
        <dl>
          {faultRegisters(walk).map(({ name, value, by }) => (
            <div key={name}>
              <dt>
                {name}
                {by && ` by ${by}`}
              </dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      {hasNoSyndrome(walk) && (
        <p className="walk-rule">
          ISV, SAS, SSE, SRT and SF of ESR_EL2 depend on the instruction, and are 0 here.
        </p>
      )}
      <p className="walk-rule">
        {status && <span className="badge">{badge[status]}</span>} Rule:{' '}
        <RuleLink id={fault.why.id}>{fault.why.says}</RuleLink>
      </p>
      {fault.why.cite.map((id) => (
        <Cite key={id} citation={citations[id]} />
      ))}
    </div>
  )
})
