import type { Property } from '../../arch/rule.ts'
import { asSentence, fill } from '../../explain/sentence.ts'
import type { AccessAnswer } from '../../explain/access.ts'
import { Words } from '../Words.tsx'
import { Flips } from './Flips.tsx'
import { Operands } from './Operands.tsx'
import { RuleList } from './RuleList.tsx'
import { Stands } from './Stands.tsx'

/** A property of the result: the rule that decided, those passed over, how it came about, what would flip it. */
export function OfProperty({
  access,
  property,
}: {
  readonly access: AccessAnswer
  readonly property: Property
}) {
  const answer = access.answers[property]
  const { decided, before, label, words, sources } = answer
  const passedOver = decided.flatMap((d) => d.passedOver).filter((rule, at, all) => all.indexOf(rule) === at)
  return (
    <>
      <p className="picked">
        Picked: {label.toLowerCase().replace('xs', 'XS')} of the result, <b>{words}</b>
      </p>
      {decided.map(({ rule, because, field }) => (
        <div key={`${rule.id}-${field}`}>
          <h2>
            {decided.length > 1 && field ? `${field}: ` : ''}
            {rule.says}
          </h2>
          <p className="because">
            <Words sentence={asSentence(fill(because, access.scenario))} />
          </p>
        </div>
      ))}
      <section>
        <h3>Passed over before it</h3>
        {passedOver.length === 0 ? (
          <p className="none">None: it is the first row of its table.</p>
        ) : (
          <RuleList rules={passedOver} />
        )}
      </section>
      {before.length > 0 && (
        <section>
          <h3>How it came about</h3>
          <ol className="steps">
            {before.map((d, at) => (
              <li key={at}>
                <b>{d.rule.says}</b>: <Words sentence={fill(d.because, access.scenario)} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <Operands keys={sources} scenario={access.scenario} />
      <Flips scenario={access.scenario} aspect={property} />
      <Stands decisions={[...decided, ...before]} />
    </>
  )
}
