import { useMemo, useState } from 'react'
import type { Property } from '../../arch/rule.ts'
import { Token } from '../../diagrams/token/Token.tsx'
import { flips, type Flip } from '../../explain/flips.ts'
import { findSetting, type Scenario } from '../../scenario/schema.ts'
import { useModel } from '../hooks.ts'

const few = 7

/** One change of each setting, as many as fit at a glance. */
const inShort = (found: readonly Flip[]) =>
  found.filter((flip, at) => found.findIndex(({ key }) => key === flip.key) === at).slice(0, few)

function Row({ flip, scenario }: { readonly flip: Flip; readonly scenario: Scenario }) {
  const { scenario: store } = useModel()
  const { key, values, result, code, token, to } = flip
  const setting = findSetting(key)
  const from = setting?.values.find((one) => one.value === scenario[key])
  const shown = (address?: string) =>
    setting?.group === 'choices' ? setting.values.find((one) => one.address === address)?.label : address
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
          {setting?.name} <code>{shown(from?.address)}</code> → <code>{shown(values[0])}</code>
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
export function Flips({ scenario, property }: { readonly scenario: Scenario; readonly property: Property }) {
  const [all, setAll] = useState(false)
  const found = useMemo(() => flips(scenario, property), [scenario, property])
  const shown = all ? found : inShort(found)
  return (
    <section tabIndex={-1}>
      <h3>What would flip it</h3>
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
