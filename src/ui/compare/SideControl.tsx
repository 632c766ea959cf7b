import { isFlags, wordsOf } from '../../scenario/kinds/flags.ts'
import type { TextSetting } from '../../scenario/kinds/text.ts'
import { leftToKvm, reasonInputs, takenInHand } from '../../scenario/inputs.ts'
import { settingOf, type Scenario, type SettingKey } from '../../scenario/schema.ts'
import type { Setting, Value } from '../../scenario/setting.ts'
import { Breakable } from '../Breakable.tsx'
import { useTyping, Wrong } from '../controls/draft.tsx'
import type { Letter } from './pair.ts'

interface Props {
  readonly setting: SettingKey
  readonly letter: Letter
  readonly scenario: Scenario
  readonly onEdit: (values: Partial<Scenario>) => void
}

interface InputProps {
  readonly of: Setting<SettingKey>
  readonly value: Value
  readonly id: string
  readonly name: string
  readonly disabled: boolean
  readonly onSet: (value: Value) => void
}

/** A byte by its digits and its name. */
const optionLabel = ({ kind, values }: Setting<SettingKey>, address: string, label: string) =>
  kind === 'bits' && values.length === 256 && label !== address ? `${address} ${label}` : label

function Choice({ of, value, id, name, disabled, onSet }: InputProps) {
  const chosen = of.values.find((one) => one.value === value)
  return (
    <select
      name={id}
      aria-label={name}
      value={chosen?.address ?? ''}
      disabled={disabled}
      onChange={(event) => {
        const found = of.values.find(({ address }) => address === event.target.value)
        if (found) onSet(found.value)
      }}
    >
      {of.values.map(({ address, label }) => (
        <option key={address} value={address}>
          {optionLabel(of, address, label)}
        </option>
      ))}
    </select>
  )
}

function Boxes({ of, value, id, name, onSet }: InputProps) {
  if (!isFlags(of)) return null
  const chosen = wordsOf(String(value))
  return (
    <div role="group" aria-label={name} className="compare-boxes">
      {of.flags.map(({ word, label }) => (
        <label key={word}>
          <input
            type="checkbox"
            name={`${id}-${word}`}
            checked={chosen.includes(word)}
            onChange={() => onSet(of.toggled(String(value), word))}
          />
          <code>
            <Breakable code={label} />
          </code>
        </label>
      ))}
    </div>
  )
}

const isText = (setting: Setting<SettingKey>): setting is TextSetting<SettingKey> => setting.kind === 'text'

function Field({ of, value, id, name, disabled, onSet }: InputProps) {
  const { input, wrong } = useTyping<Value>({
    id,
    name: of.name,
    value: isText(of) ? String(value) : of.encode(value),
    decode: (text) => (isText(of) ? { value: of.tidy(text) } : of.decode(text)),
    set: onSet,
  })
  return (
    <span className="typed">
      <input {...input} name={id} aria-label={name} maxLength={1200} disabled={disabled} />
      <Wrong of={id} says={wrong} />
    </span>
  )
}

function Input(props: InputProps) {
  if (isFlags(props.of)) return <Boxes {...props} />
  return props.of.values.length > 0 ? <Choice {...props} /> : <Field {...props} />
}

/** What a value changes: for stage 2 also what the hand starts from, or what is forgotten. */
function changes(key: SettingKey, value: Value, scenario: Scenario): Partial<Scenario> {
  if (key === 's2') return value === 'hand' ? takenInHand(scenario) : leftToKvm()
  return { [key]: value }
}

/** A setting of one side, and why it does nothing there. */
export function SideControl({ setting: key, letter, scenario, onEdit }: Props) {
  const of: Setting<SettingKey> = settingOf(key)
  const at = reasonInputs(scenario)
  const disabled = of.disabled(at)
  const reason = disabled ?? of.idle(at)
  return (
    <>
      <Input
        of={of}
        value={scenario[key]}
        id={`${letter.toLowerCase()}-${key}`}
        name={`${of.name} of ${letter}`}
        disabled={disabled !== null}
        onSet={(value) => onEdit(changes(key, value, scenario))}
      />
      {reason !== null && of.kind !== 'text' && <p className="reason">{reason}</p>}
    </>
  )
}
