import { stateSays } from '../../explain/check-line.ts'
import type { AlignedCheck, CheckState } from '../../explain/compare/checks.ts'
import { RuleLink } from '../RuleLink.tsx'
import { Differs } from './Differs.tsx'

function State({ of }: { readonly of: CheckState | null }) {
  if (!of) return <td className="absent">no such check</td>
  const { state, ends, asked } = of
  return (
    <td data-ends={ends || undefined}>
      {ends ? <b>ends the act here</b> : stateSays[state]}
      {asked !== '' && state !== 'not-reached' && <code className="asked">{asked}</code>}
    </td>
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
            {shown.map(({ key, says, a, b, differs, ofOne }) => (
              <tr key={key} data-check={(b ?? a)?.id} data-differs={differs || ofOne || undefined}>
                <th scope="row">
                  <Differs when={differs || ofOne} />
                  <RuleLink id={(b ?? a)?.id ?? ''}>{says}</RuleLink>
                </th>
                <State of={a} />
                <State of={b} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
