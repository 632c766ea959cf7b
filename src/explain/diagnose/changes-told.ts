import { isFlags, wordsOf } from '../../scenario/kinds/flags.ts'
import { differences } from '../../scenario/scenario.ts'
import { settingOf, type Scenario, type SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import { numberSays } from './single-changes.ts'

/** What a scenario changes of another, each control in a few words: `FEAT_S2FWB 0`, `VM_MIXEDMAP 1`, `Host leaf read-only`. */
export const changesTold = (from: Scenario, to: Scenario): readonly string[] =>
  differences(from, to).flatMap((key) =>
    ofSetting(settingOf(key) as unknown as Setting<SettingKey>, from, to),
  )

function ofSetting(setting: Setting<SettingKey>, from: Scenario, to: Scenario): readonly string[] {
  const { key, label, name, kind, encode } = setting
  const value = to[key]
  if (isFlags(setting)) return flagsMoved(setting.flags, String(from[key]), String(value))
  if (kind === 'flag') return [moved(label, name, value === true)]
  const said = setting.values.find((one) => one.value === value)?.label ?? encode(value)
  return [[`${label} ${said}`, numberSays(key, value)].filter((part) => part !== undefined).join(', ')]
}

/** A phrase says of itself what is so; a name of a register or of a flag needs its value. */
const moved = (label: string, name: string, on: boolean) =>
  on && label.includes(' ') ? label : on ? `${label} 1` : `${name} 0`

interface Named {
  readonly word: string
  readonly label: string
}

function flagsMoved(flags: readonly Named[], from: string, to: string): readonly string[] {
  const [before, now] = [wordsOf(from), wordsOf(to)]
  return flags
    .filter(({ word }) => before.includes(word) !== now.includes(word))
    .map(({ word, label }) => moved(label, label, now.includes(word)))
}
