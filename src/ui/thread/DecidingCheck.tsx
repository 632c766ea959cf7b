import { exitNote } from '../../explain/check-exit.ts'
import { stateSays } from '../../explain/checks.ts'
import { conditionPieces } from '../../explain/check-pieces.ts'
import { asSentence, say } from '../../explain/sentence.ts'
import type { Deciding, Standing } from '../../explain/thread/deciding.ts'
import { isMerged } from '../../explain/kvm/find-checks.ts'
import type { TraceRow } from '../../kvm/trace.ts'
import { CheckSources } from '../CheckSources.tsx'
import { RuleLink } from '../RuleLink.tsx'
import { Words } from '../Words.tsx'

/** A condition as it stands in the source, each operand with its value. */
function Condition({ row: { check, operands } }: { readonly row: TraceRow }) {
  if (check.test === '') return <span>always</span>
  return (
    <code className="thread-condition">
      {conditionPieces(check.test, operands).map((piece, at) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          <span key={at} className="thread-operand">
            {piece.name}
            {piece.value !== null && (
              <b data-value={piece.value ? 1 : 0}>
                <span className="visually-hidden"> ({piece.name} is </span>
                {piece.value ? 1 : 0}
                <span className="visually-hidden">)</span>
              </b>
            )}
          </span>
        ),
      )}
    </code>
  )
}

/** How a row ends the path, or would. */
function exitSays({ check, state }: TraceRow): string {
  const exit = exitNote(check.exit)?.says ?? check.exit?.says
  if (exit === undefined) return 'none: it stays on the path'
  return state === 'taken' ? exit : `not taken; it would be ${exit}`
}

/** The check that decided, with everything by which it can be looked up, and the checks that go with it. */
export function DecidingCheck({ row, fn, others }: Deciding) {
  const { check, state } = row
  return (
    <section className="thread-check" data-check={check.id}>
      <h3>The check that decides: {check.says}</h3>
      <p className="because">
        <Words sentence={asSentence(say(check.because))} />
      </p>
      <dl>
        <div>
          <dt>Condition</dt>
          <dd>
            <Condition row={row} />
            {check.test.includes('!') && (
              <small>A box shows the value of its operand alone, also where that stands behind a !.</small>
            )}
          </dd>
        </div>
        <div>
          <dt>What became of it</dt>
          <dd>{stateSays[state]}</dd>
        </div>
        <div>
          <dt>Exit</dt>
          <dd>
            <Words sentence={say(exitSays(row))} />
          </dd>
        </div>
        <div>
          <dt>{isMerged(check.id) ? 'Stands in' : 'Would stand in'}</dt>
          <dd>
            <code>{fn.name}</code>
          </dd>
        </div>
      </dl>
      <CheckSources id={check.id} of={check.cite} />
      <p className="cite-line">
        {check.since !== undefined && `Since Linux ${check.since}. `}
        Rule: <RuleLink id={check.id}>{check.id}</RuleLink>
      </p>
      {others.length > 0 && <Others others={others} />}
    </section>
  )
}

function Others({ others }: { readonly others: readonly Standing[] }) {
  return (
    <>
      <p className="thread-others">Checks that go with it:</p>
      <ul>
        {others.map(({ row, fn }) => (
          <li key={row.check.id}>
            <RuleLink id={row.check.id}>{row.check.says}</RuleLink>, {stateSays[row.state]}:{' '}
            <Condition row={row} />, in <code>{fn.name}</code>
          </li>
        ))}
      </ul>
    </>
  )
}
