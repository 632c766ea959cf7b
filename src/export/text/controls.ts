import { toInputs } from '../../scenario/scenario.ts'
import { everySetting, type SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import type { Outcome } from '../../explain/resolve.ts'

/** The fields that every combination is told by, and the names that a line of them uses. */
const always: Partial<Record<SettingKey, string>> = {
  hcrfwb: 'HCR_EL2.FWB',
  mair: 'MAIR_EL1 byte',
  sh: 'stage-1 SH',
  memattr: 'stage-2 MemAttr',
  s2sh: 'stage-2 SH',
}

const names: Partial<Record<SettingKey, string>> = { ...always, fnxs: 'stage-2 FnXS' }

/** Settings that come before the others. */
const leading: readonly SettingKey[] = ['fwb', 'hcrfwb']
const place = ({ key }: Setting<SettingKey>) =>
  leading.includes(key) ? leading.indexOf(key) : leading.length

/** The settings that tell this scenario from others, as `name=value`; those that do nothing here are left out. */
export function controls({ scenario }: Outcome): readonly string[] {
  const at = toInputs(scenario)
  return everySetting
    .filter(({ group }) => group !== 'about')
    .filter(({ key, initial }) => key in always || scenario[key] !== initial)
    .filter(({ disabled, idle }) => disabled(at) === null && idle(at) === null)
    .toSorted((a, b) => place(a) - place(b))
    .map((setting) => written(setting, scenario[setting.key]))
}

function written({ key, kind, group, label, name, values }: Setting<SettingKey>, now: unknown): string {
  const value = values.find((one) => one.value === now)
  if (kind === 'choice' || group === 'choices') return `${label}: ${value?.label ?? ''}`
  return `${names[key] ?? name}=${value?.address ?? ''}`
}
