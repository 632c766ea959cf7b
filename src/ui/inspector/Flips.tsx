import { useMemo, useState } from 'react'
import { Token } from '../../diagrams/token/Token.tsx'
import { flips, type Aspect, type Flip } from '../../explain/flips.ts'
import { wordsOf } from '../../scenario/kinds/flags.ts'
import { findSetting, type Scenario } from '../../scenario/schema.ts'
import { useModel } from '../hooks.ts'

const few = 7

/** One change of each setting, as many as fit at a glance. */
const inShort = (found: readonly Flip[]) =>
  found.filter((flip, at) => found.findIndex(({ key }) => key === flip.key) === at).slice(0, few)

/** The one flag in which two values differ: `+mixedmap` or `-io`. */
function toggle(before: string, after: string): string {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  const added = now.find((word) => !old.includes(word))
  return added === undefined ? `-${old.find((word) => !now.includes(word)) ?? ''}` : `+${added}`
}

function Row({ flip, scenario }: { readonly flip: Flip; readonly scenario: Scenario }) {
  const { scenario: store } = useModel()
  const { key, values, result, code, token, to } = flip
  const setting = findSetting(key)
  const from = setting?.encode(scenario[key])
  const shown = (address?: string) =>
    setting?.group === 'choices' ? setting.values.find((one) => one.address === address)?.label : address
  const change = (before?: string, after?: string) =>
    setting?.kind === 'flags' ? (
      <code>{toggle(before ?? '', after ?? '')}</code>
    ) : (
      <>
        <code>{shown(before)}</code> → <code>{shown(after)}</code>
      </>
    )
  const more = values.length > 1 ? `, and ${values.length - 1} more` : ''
  return (
    <li>
      <button
        type="button"
        className="flip"
        onClick={(event) => {
          // The row goes with the change; the focus stays in its list.
          event.currentTarget.closest('section')?.focus()
          store.getState().setMany({ [key]: to })
        }}
      >
        <span className="flip-from">
          {setting?.name} {change(from, values[0])}
          <small>{more}</small>
        </span>
        <span className="flip-to">
          <Token codes={token} size={13} /> <code title={result}>{code}</code>
        </span>
      </button>
    </li>
  )
}

/** Every single change that would give another answer, found by making it. Each is a button that makes it. */
export function Flips({ scenario, aspect }: { readonly scenario: Scenario; readonly aspect: Aspect }) {
  const [all, setAll] = useState(false)
  const found = useMemo(() => flips(scenario, aspect), [scenario, aspect])
  const shown = all ? found : inShort(found)
  return (
    <section tabIndex={-1}>
      <h3>What would flip the answer</h3>
      {found.length === 0 && <p className="none">No single change does.</p>}
      <ul className="flips">
        {shown.map((flip) => (
          <Row key={`${flip.key}-${flip.result}`} flip={flip} scenario={scenario} />
        ))}
      </ul>
      {found.length > inShort(found).length && (
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${found.length}`}
        </button>
      )}
    </section>
  )
}
