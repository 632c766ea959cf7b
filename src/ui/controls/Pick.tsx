import { useMemo } from 'react'
import { effectiveFwb, type AttributeInputs } from '../../arch/inputs.ts'
import { memattrMeaning } from '../../explain/encodings.ts'
import { bin } from '../../explain/words.ts'
import { asMet, leftToKvm, takenInHand, toInputs } from '../../scenario/scenario.ts'
import type { Scenario, SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import { useField, useModel, useScenario, useSettled } from '../hooks.ts'
import { Segments } from './Segments.tsx'

const shareabilities: Record<number, string> = { 0: 'NSH', 1: '0b01', 2: 'OSH', 3: 'ISH' }

function labelsOf({ key, values }: Setting<SettingKey>): readonly string[] {
  return values.map(({ value, label, address }) =>
    key === 'sh' || key === 's2sh' ? (shareabilities[Number(value)] ?? address) : label,
  )
}

/** Each MemAttr with its meaning, which depends on FWB and on FEAT_MTE_PERM. */
function memattrLabels(at: AttributeInputs): readonly string[] {
  const settings = `${effectiveFwb(at)} ${at.mteperm}`
  const known = memattrs.get(settings)
  if (known) return known
  const labels = Array.from(
    { length: 16 },
    (_, memattr) => `${bin(memattr, 4)} ${memattrMeaning({ ...at, memattr })}`,
  )
  memattrs.set(settings, labels)
  return labels
}

const memattrs = new Map<string, readonly string[]>()

/** The value that counts: KVM's where it wrote it; what is RES0 on this PE reads as 0. */
function shown(key: SettingKey, scenario: Scenario): Scenario[SettingKey] {
  const at = toInputs(scenario)
  if (key === 'hcrfwb') return effectiveFwb(at)
  if (key === 'fnxs') return at.fnxs && at.xs
  if (key === 'dct') return at.dct && at.mte2
  return key === 'mteperm' ? at.mteperm : asMet(scenario)[key]
}

/** Taking stage 2 in hand starts from what KVM wrote, and leaving it to KVM forgets what the hand did. */
const leaf = (byHand: boolean, scenario: Scenario) => (byHand ? takenInHand(scenario) : leftToKvm())

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
  const [, set] = useField(key)
  const fixed = useMemo(() => labelsOf(setting), [setting])
  const labels = useSettled((scenario) => (key === 'memattr' ? memattrLabels(toInputs(scenario)) : fixed))
  const now = useScenario((state) => shown(key, state.scenario))
  const options = values.map((one, at) => ({ value: one.address, label: labels[at] ?? '' }))
  const value = values.find((one) => one.value === now)?.address ?? ''
  const change = (address: string) => {
    const chosen = values.find((one) => one.address === address)
    if (!chosen) return
    if (key === 's2') store.getState().setMany(leaf(chosen.value === 'hand', store.getState().scenario))
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
