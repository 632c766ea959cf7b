import { citations } from '../../cite/citations.ts'
import type { RuleDifference } from '../../explain/compare/comparison.ts'
import { isToldAlike, type Why } from '../../explain/compare/why.ts'
import { Cite } from '../Cite.tsx'
import { RuleLink } from '../RuleLink.tsx'

/** A check that was passed over is told by its condition: its reason is that of its being taken. */
function Told({ why: { id, says, because, cite, state, asked } }: { readonly why: Why }) {
  return (
    <>
      <p>
        <RuleLink id={id}>{says}</RuleLink>
        {state === 'passed-over' ? (
          <>
            , passed over: <code>{asked}</code>
          </>
        ) : (
          `: ${because}`
        )}
      </p>
      {cite.map((one) => (
        <Cite key={one} citation={citations[one]} />
      ))}
    </>
  )
}

function Side({ name, why }: { readonly name: string; readonly why: readonly Why[] }) {
  if (why.length === 0) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {why.map((one) => (
          <Told key={one.id} why={one} />
        ))}
      </dd>
    </div>
  )
}

function Group({ of: { rows, a, b } }: { readonly of: RuleDifference }) {
  return (
    <li>
      <h3>{rows.map(({ label }) => label).join(', ')}</h3>
      <dl>
        {isToldAlike(a, b) ? (
          <Side name="A, B" why={b} />
        ) : (
          <>
            <Side name="A" why={a} />
            <Side name="B" why={b} />
          </>
        )}
      </dl>
    </li>
  )
}

/** The differences in words: what made each value on either side, and where it stands. */
export function Rules({ rules, all }: { readonly rules: readonly RuleDifference[]; readonly all: boolean }) {
  const shown = rules.filter(({ rows }) => all || rows.some(({ differs }) => differs))
  return (
    <section className="compare-rules" aria-labelledby="compare-rules">
      <h2 id="compare-rules">What made the differences</h2>
      {shown.length === 0 ? (
        <p>No rule or check made a difference.</p>
      ) : (
        <ul>
          {shown.map((group) => (
            <Group key={group.rows.map(({ id }) => id).join(' ')} of={group} />
          ))}
        </ul>
      )}
    </section>
  )
}
