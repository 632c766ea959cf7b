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
