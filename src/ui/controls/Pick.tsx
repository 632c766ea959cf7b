import { useMemo } from 'react'
import type { Scenario, SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import type { ScenarioStore } from '../../scenario/store.ts'
import { useField, useModel, usePanel } from '../hooks.ts'
import { loadParts, partsNow } from '../part.ts'
import { Segments } from './Segments.tsx'

const shareabilities: Record<number, string> = { 0: 'NSH', 1: '0b01', 2: 'OSH', 3: 'ISH' }

function labelsOf({ key, values }: Setting<SettingKey>): readonly string[] {
  return values.map(({ value, label, address }) =>
    key === 'sh' || key === 's2sh' ? (shareabilities[Number(value)] ?? address) : label,
  )
}

/** Taking stage 2 in hand starts from what KVM wrote, and leaving it to KVM forgets what the hand did. */
async function give(toHand: boolean, store: ScenarioStore): Promise<void> {
  const { takenInHand, leftToKvm } = partsNow() ?? (await loadParts())
  store.getState().setMany(toHand ? takenInHand(store.getState().scenario) : leftToKvm())
}

/** A control for a setting with few values: segments where they are short, else a select. */
export function Pick({
  setting,
  disabled,
}: {
  readonly setting: Setting<SettingKey>
  readonly disabled: boolean
}) {
  const { key, values } = setting
  const { scenario: store } = useModel()
  const [own, set] = useField(key)
  const fixed = useMemo(() => labelsOf(setting), [setting])
  const labels = usePanel((panel) => (key === 'memattr' ? panel.memattr : fixed))
  const now = usePanel(({ shown }) => shown[key]) ?? own
  const options = values.map((one, at) => ({ value: one.address, label: labels[at] ?? '' }))
  const value = values.find((one) => one.value === now)?.address ?? ''
  const change = (address: string) => {
    const chosen = values.find((one) => one.address === address)
    if (!chosen) return
    if (key === 's2') void give(chosen.value === 'hand', store)
    else set(chosen.value as Scenario[SettingKey])
  }
  const short = key === 's2' || options.every(({ label }) => label.length <= 5)
  if (short && options.length <= 4)
    return (
      <Segments
        name={key}
        labelledBy={`label-${key}`}
        options={options}
        value={value}
        disabled={disabled}
        onChange={change}
      />
    )
  return (
    <select
      name={key}
      aria-labelledby={`label-${key}`}
      value={value}
      disabled={disabled}
      onChange={(event) => change(event.target.value)}
    >
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  )
}
