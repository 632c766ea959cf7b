import { stateSays } from '../../explain/check-line.ts'
import { absentSays, type AlignedCheck, type CheckState } from '../../explain/compare/checks.ts'
import { Breakable } from '../Breakable.tsx'
import { RuleLink } from '../RuleLink.tsx'
import { Differs } from './Differs.tsx'

interface StateProps {
  readonly of: CheckState | null
  readonly side: 'a' | 'b'
  readonly head: string
}

/** What became of a check; one with an id of its own is linked to. */
function State({ of, side, head }: StateProps) {
  if (!of)
    return (
      <td className="absent" data-side={side}>
        {absentSays(head)}
      </td>
    )
  const { id, state, ends, asked } = of
  return (
    <td data-side={side} data-ends={ends || undefined}>
      {ends ? <b>ends the act here</b> : stateSays[state]}
      {asked !== '' && state !== 'not-reached' && (
        <code className="asked">
          <Breakable code={asked} />
        </code>
      )}
      {id !== head && (
        <span className="made-by">
          as <RuleLink id={id}>{id}</RuleLink>
        </span>
      )}
    </td>
  )
}

function Beside({ check: { says, a, b, differs, ofOne } }: { readonly check: AlignedCheck }) {
  const head = (b ?? a)?.id ?? ''
  const marked = differs || ofOne
  return (
    <tr data-check={head} data-differs={marked || undefined}>
      <th scope="row">
        <Differs when={marked} />
        <RuleLink id={head}>{says}</RuleLink>
      </th>
      <State of={a} side="a" head={head} />
      <State of={b} side="b" head={head} />
    </tr>
  )
}

interface Props {
  readonly checks: readonly AlignedCheck[]
  readonly all: boolean
}

/** The kernel's checks of an act, A's beside B's: those that did something else, that one kernel lacks, or that ended the act. */
export function ChecksBeside({ checks, all }: Props) {
  const shown = checks.filter(
    ({ differs, ofOne, a, b }) => all || differs || ofOne || a?.ends === true || b?.ends === true,
  )
  if (shown.length === 0) return null
  const differing = checks.some(({ differs, ofOne }) => differs || ofOne)
  if (!all && !differing) return null
  return (
    <>
      <h3>Checks</h3>
      <div className="table-scroll">
        <table className="compare-checks">
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((check) => (
              <Beside key={check.key} check={check} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
