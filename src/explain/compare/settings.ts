import { isFlags, wordsOf } from '../../scenario/kinds/flags.ts'
import { differences } from '../../scenario/scenario.ts'
import { settingOf, type Scenario, type SettingKey } from '../../scenario/schema.ts'
import type { Setting, Value } from '../../scenario/setting.ts'

/** A setting in which two scenarios differ, with its values in words. */
export interface DifferentSetting {
  readonly key: SettingKey
  readonly name: string
  readonly a: string
  readonly b: string
}

/** A value as the schema calls it: `VM_PFNMAP, VM_SHARED`, `MT_NORMAL`, `0x44`; a text as it is. */
export function valueWords(key: SettingKey, scenario: Scenario): string {
  const setting: Setting<SettingKey> = settingOf(key)
  const value: Value = scenario[key]
  if (setting.kind === 'text') return String(value)
  if (isFlags(setting)) {
    const chosen = wordsOf(String(value))
    const labels = setting.flags.filter(({ word }) => chosen.includes(word)).map(({ label }) => label)
    return labels.length > 0 ? labels.join(', ') : 'none'
  }
  const allowed = setting.values.find((one) => one.value === value)
  if (!allowed) return setting.encode(value)
  const isNamed = setting.kind === 'choice' || setting.kind === 'flag' || setting.values.length < 256
  return isNamed ? allowed.label : allowed.address
}

export const settingName = (key: SettingKey): string => settingOf(key).name

/** The settings in which two scenarios differ, in schema order. */
export const differentSettings = (a: Scenario, b: Scenario): readonly DifferentSetting[] =>
  differences(a, b).map((key) => ({
    key,
    name: settingName(key),
    a: valueWords(key, a),
    b: valueWords(key, b),
  }))
