import { useId, type ReactNode } from 'react'
import { asKind, kindOf, kinds } from '../../content/ready-made/kinds.ts'
import { settingOf, type Scenario, type SettingKey } from '../../scenario/schema.ts'
import { wordsOf } from '../../scenario/kinds/flags.ts'
import { policies } from '../../kvm/policies.ts'
import { Segments } from '../controls/Segments.tsx'
import { useField, useModel, useScenario } from '../hooks.ts'

/** A name and its control, in one line. */
function Field({
  says,
  children,
}: {
  readonly says: ReactNode
  readonly children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <span className="policy-field">
      <span id={id}>{says}</span>
      {children(id)}
    </span>
  )
}

/** A setting of few values as segments. */
function Choice<K extends SettingKey>({
  of,
  says,
  labels,
}: {
  of: K
  says: ReactNode
  labels?: readonly string[]
}) {
  const [value, set] = useField(of)
  const { values, encode } = settingOf(of)
  const options = values.map((one, at) => ({ value: one.address, label: labels?.[at] ?? one.label }))
  const choose = (address: string) => {
    const found = values.find((one) => one.address === address)
    if (found) set(found.value as Scenario[K])
  }
  return (
    <Field says={says}>
      {(id) => (
        <Segments
          name={`policies-${of}`}
          labelledBy={id}
          options={options}
          value={(encode as (value: Scenario[K]) => string)(value)}
          disabled={false}
          onChange={choose}
        />
      )}
    </Field>
  )
}

/** The kind of memory, by name. */
function Memory() {
  const { scenario } = useModel()
  const kind = useScenario((state) => kindOf(state.scenario)?.id ?? '')
  const choose = (id: string) => {
    const entry = kinds.find((one) => one.id === id)
    if (entry) scenario.getState().setMany(asKind(entry, scenario.getState().scenario))
  }
  return (
    <Field says="VMA">
      {(id) => (
        <select aria-labelledby={id} value={kind} onChange={(event) => choose(event.target.value)}>
          {kind === '' && <option value="">custom</option>}
          {kinds.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** The proposed bit of the slot's flags. */
function Flag() {
  const [slot, set] = useField('slot')
  const isSet = wordsOf(slot).includes('bit3')
  const choose = (value: string) => {
    if ((value === 'set') !== isSet) set(settingOf('slot').toggled(slot, 'bit3'))
  }
  return (
    <Field says="Flag, bit 3">
      {(id) => (
        <Segments
          name="policies-bit3"
          labelledBy={id}
          options={[
            { value: 'clear', label: 'clear' },
            { value: 'set', label: 'set' },
          ]}
          value={isSet ? 'set' : 'clear'}
          disabled={false}
          onChange={choose}
        />
      )}
    </Field>
  )
}

/** The policy with which the others are compared; a choice is part of the address. */
function Than() {
  const { scenario } = useModel()
  const than = useScenario((state) => state.besides.than ?? '')
  const choose = (id: string) => {
    const state = scenario.getState()
    const found = settingOf('policy').values.find(({ value }) => value === id)
    state.navigate({ besides: { ...state.besides, than: found?.value ?? null } })
  }
  return (
    <Field says="Differences to">
      {(id) => (
        <select aria-labelledby={id} value={than} onChange={(event) => choose(event.target.value)}>
          <option value="">none</option>
          {policies.map((policy) => (
            <option key={policy.id} value={policy.id}>
              {policy.id}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** The settings that matter most for this question. All others are those of the story. */
export function PolicyControls({ children }: { readonly children: ReactNode }) {
  return (
    <div className="policy-controls" role="group" aria-label="Scenario">
      <Memory />
      <Choice of="fwb" says={<code>FEAT_S2FWB</code>} />
      <Choice of="dic" says={<code>CTR_EL0.DIC</code>} />
      <Choice of="acc" says="Access" labels={['R', 'W', 'X']} />
      <Flag />
      <Than />
      {children}
    </div>
  )
}
